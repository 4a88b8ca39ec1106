import { expect } from 'chai'
import sharp from 'sharp'
import { readQr } from '../../src/images/read-qr.ts'
import { cardPlaces, type CardLayout, type PrintedCard } from '../../src/print/card-sheet.ts'
import { createPress } from '../../src/print/press.ts'
import type { Box } from '../../src/print/text-box.ts'
import { createTexts } from '../../src/text/text.ts'
import { heardIn, picturesOf } from '../support/pdf-pictures.ts'

const press = createPress(createTexts().textFor)

/** Names in eight scripts, long ones, mixed ones, and one with a letter that no font of ours has. */
const names = [
  'Ana García Márquez',
  'محمد عبد الرحمن (علي) 7',
  'प्रिया क्षेत्री',
  '王小明',
  'שרה לוי',
  'Nguyễn Thị Hồng Ánh',
  '김민준',
  'Αθηνά Παπαδοπούλου',
  'Ольга Ивановна',
  `Maximiliana ${'Wolkenstein-'.repeat(14)}Ende`,
  'Blue Otter 7 🦦',
  '\u{12000}\u{12001}',
]

const cards = names.map((name, place) => ({
  number: place + 1,
  name,
  code: `X4B2-9FGH-JKM${String.fromCharCode(65 + place)}-P`,
  address: `https://badges.school-district.example.org/claim/code/X4B29FGHJKM${String.fromCharCode(65 + place)}P`,
}))

const sheet = (
  layout: CardLayout,
  paper: 'a4' | 'letter',
  chosen: readonly PrintedCard[] = cards,
) =>
  press.drawCardSheet({
    cards: chosen,
    batchName: 'Class 4b',
    organizationName: 'Museum of Rivers and Streams',
    about: 'River Watcher',
    expiresAt: '2027-06-30T23:59:59Z',
    layout,
    paper,
    language: 'es',
    typedAt: 'badges.school-district.example.org/claim',
    now: new Date('2026-11-27T08:00:00Z'),
  })

const scale = 2

/** The part of a page's picture in which a card stands. */
async function cutOut(picture: Buffer, { x, y, width, height }: Box): Promise<Buffer> {
  const [left, top] = [Math.round(x * scale), Math.round(y * scale)]
  const area = { left, top, width: Math.floor(width * scale), height: Math.floor(height * scale) }
  return sharp(picture).extract(area).png().toBuffer()
}

describe('a sheet of claim cards', () => {
  for (const layout of ['ten', 'four', 'one'] as const) {
    for (const paper of ['a4', 'letter'] as const) {
      it(`of ${layout} on ${paper}: every code is read back from the picture of its page, in every script`, async function () {
        this.timeout(120_000)
        const places = cardPlaces({ layout, paper })
        const pictures = await picturesOf(await sheet(layout, paper), scale)
        const pages = Math.ceil(cards.length / places.length)
        expect(pictures).to.have.length(pages + 1)
        for (const [number, { address, name }] of cards.entries()) {
          const page = pictures[Math.floor(number / places.length)]!
          const card = await cutOut(page, places[number % places.length]!)
          expect(await readQr(card), name).to.equal(address)
        }
      })
    }
  }

  it('says its title, its language and its parts to screen readers, and every name as it is written', async () => {
    const pdf = await sheet('ten', 'a4')
    const { info, isTagged, pages, roles } = await heardIn(pdf)
    expect(isTagged).to.equal(true)
    expect(info).to.include({ Title: 'Tarjetas: Class 4b', Language: 'es' })
    expect([...roles]).to.include.members(['H2', 'P', 'Figure', 'Sect'])
    const words = pages.join(' ')
    for (const word of ['Ana', 'García', '王小明', 'Ольга', 'Αθηνά', '김민준', 'Otter']) {
      expect(words).to.contain(word)
    }
  })

  it('ends with a list for staff that names no code; a single card has none', async () => {
    const { pages } = await heardIn(await sheet('ten', 'letter'))
    const list = pages.at(-1) ?? ''
    expect(list).to.contain('Ana García')
    expect(list).not.to.contain('X4B2')
    expect((await heardIn(await sheet('one', 'a4', cards.slice(0, 1)))).pages).to.have.length(1)
  })

  it('without a name, or with one that no font has, leaves a line to write on', async () => {
    const nobody = { ...cards[0]!, name: '\u{12000}\u{12001}' }
    const { name: _none, ...unnamed } = cards[0]!
    const [odd] = await picturesOf(await sheet('four', 'a4', [nobody]))
    const [none] = await picturesOf(await sheet('four', 'a4', [unnamed]))
    expect(odd).to.deep.equal(none)
    const [named] = await picturesOf(await sheet('four', 'a4', [cards[0]!]))
    expect(named).not.to.deep.equal(none)
  })

  it('what runs from right to left stands at the right and in its order', async () => {
    const ink = async (name: string) => {
      const [picture] = await picturesOf(await sheet('one', 'a4', [{ ...cards[0]!, name }]), 1)
      // The band of the page in which the name stands, without what is below it.
      const area = { left: 60, top: 110, width: 475, height: 60 }
      const band = await sharp(picture).extract(area).png().toBuffer()
      const { info } = await sharp(band).trim().toBuffer({ resolveWithObject: true })
      return { left: -(info.trimOffsetLeft ?? 0), width: info.width }
    }
    const arabic = await ink('محمد')
    const latin = await ink('Anna')
    expect(latin.left).to.be.below(60)
    expect(arabic.left + arabic.width).to.be.above(400)
  })
})

describe('a poster', () => {
  it('is one page whose code is read back from its picture, in both languages', async () => {
    const picture = await sharp({
      create: { width: 60, height: 60, channels: 3, background: '#7a8' },
    })
      .png()
      .toBuffer()
    const address = 'https://badges.example.org/join/X4B29FGHJKMNP'
    for (const language of ['en', 'es'] as const) {
      const pdf = await press.drawPoster({
        achievementName: 'مراقب النهر — River Watcher with a long name that needs two lines',
        organizationName: 'متحف الأنهار',
        picture,
        code: 'X4B2-9FGH-JKMN-P',
        address,
        typedAt: 'badges.example.org/join',
        startsAt: '2026-11-27T00:00:00Z',
        endsAt: '2026-12-04T23:59:59Z',
        paper: 'letter',
        language,
        now: new Date('2026-11-27T08:00:00Z'),
      })
      const pictures = await picturesOf(pdf)
      expect(pictures).to.have.length(1)
      expect(await readQr(pictures[0]!)).to.equal(address)
    }
  })
})
