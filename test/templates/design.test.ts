import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import {
  badgeFrames,
  badgeGrounds,
  badgeMarks,
  badgeOutlines,
  badgePalettes,
  badgePlates,
  type BadgeDesign,
} from '../../schemas/requests/badge-designs.ts'
import { startingPoints } from '../../src/achievements/starting-points.ts'
import { createDrawBadge } from '../../src/draw-badge.ts'
import { boardLetters } from '../../src/print/board-letters.ts'
import { createTypefaces } from '../../src/print/typefaces.ts'
import { designFor } from '../../templates/art/design.ts'
import { contrast, designNotes } from '../../templates/art/legibility.ts'

const { DOMParser } = new JSDOM('').window
const typefaces = createTypefaces()
const { draw, notes } = createDrawBadge({
  boardLetters: (words, room) => boardLetters(words, room, typefaces),
})
const plain = designFor('Data', 'seed')

describe('the design of a badge', () => {
  it('has a picture for every part that can be chosen, and each is XML', () => {
    const designs: BadgeDesign[] = [
      ...badgeOutlines.map((outline) => ({ ...plain, outline })),
      ...badgeFrames.map((frame) => ({ ...plain, frame })),
      ...badgeGrounds.map((ground) => ({ ...plain, ground })),
      ...badgePlates.map((plate) => ({ ...plain, plate })),
      ...badgeMarks.map((mark) => ({ ...plain, mark })),
      ...badgePalettes.map((palette) => ({ ...plain, palette })),
    ]
    for (const design of designs) {
      const drawn = new DOMParser().parseFromString(draw('Data', design), 'image/svg+xml')
      const said = JSON.stringify(design)
      expect(drawn.querySelector('parsererror'), said).to.equal(null)
      for (const path of drawn.querySelectorAll('path'))
        expect(path.getAttribute('d'), said).to.match(/^M[^N]*Z?$/i)
    }
  })

  it('writes its word in any script of ours as outlines, pointing the way it is read', () => {
    for (const words of ['Maker', 'صانع', 'מייקר', '创客', 'பணி', 'निर्माता', 'ผู้สร้าง', 'Ελλάς']) {
      const svg = draw('x', { ...plain, words })
      expect(svg.length, words).to.be.greaterThan(draw('x', plain).length + 300)
      expect(svg).not.to.contain('<text')
    }
    expect(draw('x', { ...plain, words: 'صانع' })).to.contain('scale(-1 1)')
  })

  it('says where a word cannot be drawn, or is too small to be read', () => {
    const codes = (words: string) => notes({ ...plain, words }).map(({ code }) => code)
    expect(codes('🦄')).to.deep.equal(['letters-missing'])
    expect(codes('Maker')).to.deep.equal([])
    expect(codes('Extraordinary Makers')).to.include('letters-small')
  })

  it('every walk of colours is easy to see, whatever is chosen beside it', () => {
    for (const palette of badgePalettes)
      for (const plate of badgePlates)
        for (const ground of badgeGrounds) {
          const found = designNotes({ ...plain, palette, plate, ground }, { size: 30 })
          expect(found, `${palette} ${plate} ${ground}`).to.deep.equal([])
        }
    for (const { key, design } of startingPoints) expect(notes(design), key).to.deep.equal([])
  })

  it('own colours that run together are told with their contrast and what to change', () => {
    const colours = { main: '#335544', land: '#3c5f4c', mark: '#224433' }
    const found = designNotes({ ...plain, palette: 'own', colours }, { size: 30 })
    expect(found.map(({ code }) => code)).to.include.members(['mark-faint', 'words-faint'])
    expect(found.find(({ code }) => code === 'mark-faint')).to.include({
      make: 'darker',
      needed: 3,
    })
    expect(contrast('#000000', '#ffffff')).to.equal(21)
  })
})
