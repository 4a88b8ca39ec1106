import { expect } from 'chai'
import fc from 'fast-check'
import Type from 'typebox'
import { coerceForm, compactForm } from '../../src/web/form.ts'
import { localPath } from '../../src/web/local-path.ts'
import { createValidation } from '../../src/web/validation.ts'
import { ThingForm } from './sample-app.ts'

const closed = { additionalProperties: false } as const

describe('the text of a form', () => {
  const read = (schema: Parameters<typeof coerceForm>[0], raw: unknown) =>
    coerceForm(schema, compactForm(schema, raw))

  it('becomes the numbers, booleans and literals of its schema', () => {
    const schema = Type.Object({
      count: Type.Integer(),
      size: Type.Number(),
      yes: Type.Boolean(),
      no: Type.Boolean(),
      level: Type.Union([Type.Literal(1), Type.Literal(2)]),
      sector: Type.Enum(['school', 'museum']),
    })
    const typed = { count: '-3', size: '2.5', yes: 'on', level: '2', sector: 'museum' }
    expect(read(schema, typed)).to.deep.equal({
      count: -3,
      size: 2.5,
      yes: true,
      no: false,
      level: 2,
      sector: 'museum',
    })
  })

  it('stays as it was typed where it cannot be converted, for validation to name', () => {
    const schema = Type.Object({ count: Type.Integer(), yes: Type.Boolean() })
    const typed = { count: '1e3', yes: 'perhaps' }
    expect(read(schema, typed)).to.deep.equal(typed)
    const checked = createValidation().exact(schema)(read(schema, typed))
    expect(checked).to.deep.equal({
      ok: false,
      problems: [
        { path: '/count', rule: 'type', expected: 'integer' },
        { path: '/yes', rule: 'type', expected: 'boolean' },
      ],
    })
  })

  it('counts a line end as one character, as the person does', () => {
    const schema = Type.Object({ text: Type.String() })
    expect(read(schema, { text: 'one\r\ntwo\r\n' })).to.deep.equal({ text: 'one\ntwo' })
  })

  it('takes the last of a name that came twice where one value is asked for', () => {
    const schema = Type.Object({ yes: Type.Boolean() })
    expect(read(schema, { yes: ['0', 'on'] })).to.deep.equal({ yes: true })
  })

  it('leaves out an optional group in which nothing was typed', () => {
    const rubric = Type.Object({
      name: Type.String(),
      levels: Type.Optional(Type.Array(Type.String())),
    })
    const schema = Type.Object({ rubric: Type.Optional(rubric) })
    expect(read(schema, { rubric: { name: '', levels: ['', ''] } })).to.deep.equal({})
    expect(read(schema, { rubric: { name: 'x', levels: ['', 'a'] } })).to.deep.equal({
      rubric: { name: 'x', levels: ['a'] },
    })
  })

  it('finds the alternative that fits', () => {
    const schema = Type.Object({
      learner: Type.Union([
        Type.Object({ id: Type.String({ minLength: 3 }) }, closed),
        Type.Object({ name: Type.String(), age: Type.Integer() }, closed),
      ]),
    })
    const typed = { learner: { name: 'Ana', age: '9' } }
    expect(read(schema, typed)).to.deep.equal({ learner: { name: 'Ana', age: 9 } })
  })

  it('survives lists of any length and names of any kind', () => {
    const parts: unknown[] = []
    parts[4_000_000_000] = { label: 'last' }
    parts[7] = { label: 'first' }
    expect(compactForm(ThingForm, { parts })).to.deep.equal({
      parts: [{ label: 'first' }, { label: 'last' }],
    })
    fc.assert(
      fc.property(fc.object(), (raw) => {
        coerceForm(ThingForm, compactForm(ThingForm, raw))
      }),
    )
  })
})

describe('a local path', () => {
  it('never leads a browser elsewhere', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '\t',
      '\n',
      'evil.example',
      '%2f',
      '@',
      ':',
      '?',
      '#',
      'a',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = localPath(`/${parts.join('')}`)
        if (path === undefined) return
        expect(new URL(path, 'https://badges.example.org').host).to.equal('badges.example.org')
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps its query and fragment', () => {
    expect(localPath('/a/b?c=d#e')).to.equal('/a/b?c=d#e')
    expect(localPath('/a/../b')).to.equal('/b')
    expect(localPath(undefined)).to.equal(undefined)
  })
})
