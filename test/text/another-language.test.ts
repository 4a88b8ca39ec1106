import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { en } from '../../src/text/en.ts'
import { languageFiles } from '../../src/text/files.ts'
import type { LanguageFile } from '../../src/text/language-file.ts'
import { createTextsOf } from '../../src/text/text.ts'

/** Every sentence with a mark on it, in the type of its tree. */
function marked<T extends object>(texts: T): T {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(texts)
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? marked(value) : `⟦${String(value)}⟧`,
    ]),
  ) as T
}

/** A language as somebody would bring it: that it compiles shows that it has every key. */
const trial: LanguageFile = { name: 'ⵜⵔⵉⴰⵍ', locale: 'pl', direction: 'rtl', texts: marked(en) }

describe('a language that is not here yet', () => {
  const texts = createTextsOf({ ...languageFiles, pl: trial })
  const text = texts.textFor('pl')

  it('comes in by one file, through the door of the others', () => {
    expect(text('common.skip')).to.equal(`⟦${en.common.skip}⟧`)
    expect(text('errors.gone.title')).to.equal(`⟦${en.errors.gone.title}⟧`)
    expect(texts.textFor('es')('common.skip')).to.equal(languageFiles.es.texts.common.skip)
  })

  it('is not here without it', () => {
    const others: Readonly<Record<string, LanguageFile>> = languageFiles
    expect(() => createTextsOf(others).textFor('pl')).to.throw('there is no language pl')
  })

  it('counts in its own way: forms that its file leaves out are told like the common one', () => {
    for (const count of [0, 1, 2, 5, 22]) {
      expect(text('common.badges', { count })).to.match(/^⟦.*⟧$/)
    }
    const few = { ...trial.texts.common, badges_few: '{{count}} few' }
    const own = { ...trial, texts: { ...trial.texts, common: few } }
    expect(createTextsOf({ pl: own }).textFor('pl')('common.badges', { count: 3 })).to.equal(
      '3 few',
    )
  })

  it('need be told of in two lists only: no page and no rule names the languages itself', async () => {
    const lists = ['src/text/files.ts', 'schemas/requests/common.ts', 'src/text/es.ts']
    const found: string[] = []
    for (const folder of ['src', 'templates', 'schemas']) {
      for (const name of await readdir(folder, { recursive: true })) {
        const path = join(folder, name)
        if (!/\.tsx?$/.test(name) || lists.includes(path)) continue
        if (/value: 'es'|\['en', 'es'\]|'en' \| 'es'|=== 'es'/.test(await readFile(path, 'utf8'))) {
          found.push(path)
        }
      }
    }
    expect(found).to.deep.equal([])
  })
})
