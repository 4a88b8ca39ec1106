import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'

/** The tokens of light and dark, read from the style sheet itself. */
function tokensOf(css: string) {
  const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]+)\}/g)].map(
    ([, body]) => body ?? '',
  )
  const read = (body: string) =>
    new Map(
      [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    )
  return { light: read(light), dark: new Map([...read(light), ...read(dark)]) }
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const share = Number.parseInt(colour.slice(place, place + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const words = [
  ...['ink', 'ink-soft', 'link', 'bad', 'contour'].flatMap((ink) => [
    [ink, 'paper'],
    [ink, 'surface'],
  ]),
  ['ink', 'sunken'],
  ['ink-soft', 'sunken'],
  ['on-blaze', 'blaze'],
  ['on-deep', 'deep'],
  ['on-deep', 'deep-line'],
  ...['info', 'good', 'warning', 'bad'].flatMap((tone) => [
    [tone, `${tone}-ground`],
    ['ink', `${tone}-ground`],
  ]),
] as const

const shapes = [
  ['line-strong', 'paper'],
  ['line-strong', 'surface'],
  ['focus', 'paper'],
  ['focus', 'surface'],
  ['blaze', 'deep'],
  ['bad', 'surface'],
] as const

describe('the colours', () => {
  let css = ''
  before(async () => {
    css = await readFile('public/styles/tokens.css', 'utf8')
  })

  for (const scheme of ['light', 'dark'] as const) {
    it(`can be read: every pair of text and ground has 4.5 to 1 in ${scheme}`, () => {
      const tokens = tokensOf(css)[scheme]
      for (const [ink = '', ground = ''] of words) {
        const [one, other] = [tokens.get(ink), tokens.get(ground)]
        if (one === undefined || other === undefined)
          throw new Error(`no token ${ink} or ${ground}`)
        expect(contrast(one, other), `${ink} on ${ground}`).to.be.at.least(4.5)
      }
    })

    it(`can be made out: lines that mean something have 3 to 1 in ${scheme}`, () => {
      const tokens = tokensOf(css)[scheme]
      for (const [line, ground] of shapes) {
        const [one, other] = [tokens.get(line), tokens.get(ground)]
        if (one === undefined || other === undefined)
          throw new Error(`no token ${line} or ${ground}`)
        expect(contrast(one, other), `${line} on ${ground}`).to.be.at.least(3)
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
