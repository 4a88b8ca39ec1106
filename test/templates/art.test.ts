import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { rasterize } from '../../src/images/rasterize.ts'
import { sanitizeSvg } from '../../src/images/sanitize-svg.ts'
import { drawArt } from '../../templates/art/art.ts'
import { palettes } from '../../templates/art/palettes.ts'

// One window for all: making one for each of hundreds of pictures takes a minute on a busy machine.
const { DOMParser } = new JSDOM('').window
const parse = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml')

describe('the picture that is drawn for a badge', () => {
  it('is the same for the same achievement and another for another', () => {
    const art = { name: 'River keeper', seed: 'a1' }
    expect(drawArt(art)).to.equal(drawArt(art))
    expect(drawArt(art)).to.not.equal(drawArt({ ...art, seed: 'a2' }))
  })

  it('shows what the name speaks of, in English and in Spanish', () => {
    const markOf = (name: string) =>
      parse(drawArt({ name, seed: 's' }))
        .querySelector('svg > path:last-of-type')
        ?.getAttribute('d')
    expect(markOf('Robotics I')).to.equal(markOf('Taller de robótica'))
    expect(markOf('Robotics I')).to.not.equal(markOf('Asking questions'))
  })

  it('is titled with the name, whatever is in it', () => {
    const titles = [
      ['<script>&"\'', '<script>&"\''],
      ['خطوة أولى', 'خطوة أولى'],
      ['科学', '科学'],
      ['a\u0000b\u001fc\ud800d', 'abcd'],
      ['👩‍🚀 Astronaut', '👩‍🚀 Astronaut'],
    ] as const
    for (const [name, title] of titles) {
      const drawn = parse(drawArt({ name, seed: 'x' }))
      expect(drawn.querySelector('parsererror'), name).to.equal(null)
      expect(drawn.querySelector('script')).to.equal(null)
      expect(drawn.querySelector('title')?.textContent).to.equal(title)
    }
  })

  it('is XML whatever chance draws, low land without a summit too', () => {
    const withoutSummit = [
      'd266bf47-7a4a-4cb9-8aa2-9e183198c163',
      '5b25079b-89c7-4c6e-8e50-ea366f408f4b',
    ]
    const any = Array.from({ length: 200 }, (_, place) => `seed ${place}`)
    for (const seed of [...withoutSummit, ...any]) {
      const drawn = parse(drawArt({ name: 'Data', seed }))
      expect(drawn.querySelector('parsererror'), seed).to.equal(null)
      for (const path of drawn.querySelectorAll('path'))
        expect(path.getAttribute('d'), seed).to.match(/^M/)
    }
  })

  it('passes through our own sanitiser without losing a shape', () => {
    const svg = drawArt({ name: 'Garden', seed: 'g' })
    const count = (text: string) =>
      parse(text).querySelectorAll('path, circle, rect, clipPath').length
    expect(count(sanitizeSvg(svg)))
      .to.equal(count(svg))
      .and.greaterThan(8)
  })

  it('can be drawn as PNG in every palette, small and large', async () => {
    for (const palette of Object.keys(palettes) as (keyof typeof palettes)[]) {
      const png = await rasterize(drawArt({ name: 'Data', seed: palette, palette }), 64)
      expect(Buffer.from(png).subarray(1, 4).toString()).to.equal('PNG')
    }
    expect((await rasterize(drawArt({ name: 'Data', seed: 's' }), 600)).length).to.be.greaterThan(
      10_000,
    )
  })
})
