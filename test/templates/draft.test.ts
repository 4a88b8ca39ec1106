import { expect } from 'chai'
import {
  nameOf,
  pointerOf,
  problemOf,
  valueOf,
  valuesOf,
  type Draft,
} from '../../templates/draft.ts'

describe('the name of a field', () => {
  it('and the pointer to its member say the same', () => {
    for (const [name, pointer] of [
      ['email', '/email'],
      ['rubric[0][name]', '/rubric/0/name'],
      ['a[b~c][d/e]', '/a/b~0c/d~1e'],
    ] as const) {
      expect(pointerOf(name)).to.equal(pointer)
      expect(nameOf(pointer)).to.equal(name)
    }
  })
})

describe('a draft', () => {
  const draft: Draft = {
    values: { a: { b: ['x', 'y'] }, n: 3, 'flat[0]': 'kept', yes: true, list: 'one' },
    problems: [{ path: '/a/b/1', rule: 'choice' }],
  }

  it('finds what was typed, nested or under the whole name', () => {
    expect(valueOf(draft, 'a[b][1]')).to.equal('y')
    expect(valueOf(draft, 'n')).to.equal('3')
    expect(valueOf(draft, 'flat[0]')).to.equal('kept')
    expect(valuesOf(draft, 'a[b]')).to.deep.equal(['x', 'y'])
    expect(valuesOf(draft, 'list')).to.deep.equal(['one'])
  })

  it('finds nothing in what nobody typed', () => {
    for (const name of [
      'constructor',
      '__proto__[polluted]',
      'a[length]',
      'a[b][length][x]',
      'missing[0][deep]',
    ]) {
      expect(valueOf(draft, name), name).to.equal('')
    }
    expect(valuesOf(draft, 'missing')).to.deep.equal([])
  })

  it('shows the problem of a choice at the field that holds the choices', () => {
    expect(problemOf(draft, 'a[b]')?.rule).to.equal('choice')
    expect(problemOf(draft, 'a')).to.equal(undefined)
  })
})
