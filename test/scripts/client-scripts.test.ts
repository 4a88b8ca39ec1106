import { expect } from 'chai'
import { keepScripts } from '../../scripts/client-scripts.ts'

async function kept(scripts: Readonly<Record<string, string>>) {
  const texts = new Map<string, string>()
  await keepScripts(new Map(Object.entries(scripts)), async (name, text) => {
    texts.set(name, text)
    return `/assets/${name}.${text.length}`
  })
  return texts
}

describe('scripts for browsers', () => {
  it('name those that they import by the address that comes from their content', async () => {
    const texts = await kept({
      'a.js': `import { b } from './b.js';\nimport './c.js';\nawait import("./c.js")`,
      'b.js': `export { c as b } from './c.js'`,
      'c.js': 'export const c = "./b"',
    })
    expect([...texts]).to.deep.equal([
      ['c.js', 'export const c = "./b"'],
      ['b.js', `export { c as b } from '/assets/c.js.22'`],
      [
        'a.js',
        `import { b } from '/assets/b.js.40';\nimport '/assets/c.js.22';\nawait import("/assets/c.js.22")`,
      ],
    ])
  })

  it('are refused by the build where they import each other, or what is not there', async () => {
    const refusal = async (scripts: Readonly<Record<string, string>>) =>
      kept(scripts).then(
        () => 'none',
        (error: unknown) => String(error),
      )
    expect(await refusal({ 'a.js': `import './b.js'`, 'b.js': `import './a.js'` })).to.contain(
      'a.js, b.js',
    )
    expect(await refusal({ 'a.js': `import './b.js'` })).to.contain('a.js')
  })
})
