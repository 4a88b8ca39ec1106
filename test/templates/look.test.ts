import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'
import {
  contrast,
  contrastOf,
  shapePairs,
  tokensIn,
  wordPairs,
} from '../../templates/design/colours.ts'

describe('the colours', () => {
  let css = ''
  before(async () => {
    css = await readFile('public/styles/tokens.css', 'utf8')
  })

  for (const scheme of ['light', 'dark'] as const) {
    it(`can be read: every pair of text and ground has 4.5 to 1 in ${scheme}`, () => {
      const tokens = tokensIn(css)[scheme]
      for (const pair of wordPairs) {
        expect(contrastOf(tokens, pair), pair.join(' on ')).to.be.at.least(4.5)
      }
    })

    it(`can be made out: lines that mean something have 3 to 1 in ${scheme}`, () => {
      const tokens = tokensIn(css)[scheme]
      for (const pair of shapePairs) {
        expect(contrastOf(tokens, pair), pair.join(' on ')).to.be.at.least(3)
      }
    })
  }

  it('are computed as WCAG computes them', () => {
    expect(contrast('#000000', '#ffffff')).to.equal(21)
    expect(contrast('#777777', '#ffffff')).to.be.closeTo(4.48, 0.01)
  })

  it('come with style sheets that ask nobody else for anything, each of them named in the one', async () => {
    const parts = await readdir('public/styles')
    const whole = await readFile('public/styles.css', 'utf8')
    expect(whole.split('\n').filter((line) => line.startsWith('@import'))).to.have.members(
      parts.map((part) => `@import './styles/${part}';`),
    )
    for (const part of parts) {
      const text = await readFile(`public/styles/${part}`, 'utf8')
      expect(text, part).to.not.match(/@import|https?:|\/\/[a-z]/)
      for (const [, address] of text.matchAll(/url\(([^)]*)\)/g)) {
        expect(address, part).to.match(/^'\/[^/]/)
      }
    }
  })
})
