import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import { options } from '../src/config-options.ts'

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8')

  it('lists every option with its default and meaning', () => {
    for (const option of options) {
      const fallback = 'fallback' in option ? ` \`${option.fallback}\` ` : ' '
      expect(readme).to.contain(`| \`${option.name}\` |${fallback}| ${option.meaning} |`)
    }
    expect(readme.match(/^\| `[A-Z_]+` \|/gm)).to.have.length(options.length)
  })

  it('names every folder of src/ in its tree', () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter((one) => one.isDirectory())
    for (const { name } of folders) expect(readme).to.match(new RegExp(`^  ${name}/ `, 'm'))
  })

  it('leads only to pages that exist', () => {
    for (const [, path] of readme.matchAll(/\]\(((?!https?:)[^)]+)\)/g)) {
      expect(() => readFileSync(path ?? ''), path).not.to.throw()
    }
  })
})
