import { setImmediate } from 'node:timers/promises'
import { formatDate } from '../text/dates.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { blaze, ink, openSheet, papers, soft } from './paper.ts'
import type { Paper, Section, Sheet } from './paper.ts'
import type { Box } from './text-box.ts'
import type { Typefaces } from './typefaces.ts'

export const cardLayouts = ['ten', 'four', 'one'] as const
export type CardLayout = (typeof cardLayouts)[number]

export interface PrintedCard {
  readonly number: number
  /** What staff call whom it is for; without it there is a line to write a name on. */
  readonly name?: string
  readonly code: string
  /** Where its QR code leads. */
  readonly address: string
}

export interface CardSheet {
  readonly cards: readonly PrintedCard[]
  readonly batchName: string
  readonly organizationName: string
  /** The achievement or the group. */
  readonly about?: string
  /** RFC 3339; absent where it does not end. */
  readonly expiresAt?: string
  readonly layout: CardLayout
  readonly paper: Paper
  readonly language: Language
  /** Where a code is typed, as people type it. */
  readonly typedAt: string
  readonly now: Date
}

interface Grid {
  readonly columns: number
  readonly rows: number
  /** Points, for each paper. */
  readonly size: Readonly<Record<Paper, readonly [width: number, height: number]>>
}

/** Ten of a business card's size as each country has it, four to fold, or one whole page. */
const grids: Readonly<Record<CardLayout, Grid>> = {
  ten: {
    columns: 2,
    rows: 5,
    size: { a4: [241, 156], letter: [252, 144] },
  },
  four: { columns: 2, rows: 2, size: { a4: [264, 384], letter: [270, 360] } },
  one: { columns: 1, rows: 1, size: { a4: [499, 745], letter: [516, 696] } },
}

/** The cards of a batch to cut out, and at the end a list for staff, without codes. */
export async function drawCardSheet(
  sheet: CardSheet,
  text: Text,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const title = text('cards.print.title', { name: sheet.batchName })
  const paper = openSheet({ ...sheet, title }, typefaces)
  const places = cardPlaces(sheet)
  for (const [number, card] of sheet.cards.entries()) {
    const box = places[number % places.length]
    if (box === undefined) continue
    if (number % places.length === 0) {
      paper.page()
      drawCuts(paper, places)
      // Hundreds of cards take seconds: whoever asks for something else meanwhile is not kept waiting.
      await setImmediate()
    }
    drawCard(paper, card, box, sheet, text)
  }
  if (sheet.cards.length > 1) drawList(paper, sheet, text)
  return paper.finish()
}

/** Where the cards of a page stand, in points, in the order in which they are filled. */
export function cardPlaces({ layout, paper }: Pick<CardSheet, 'layout' | 'paper'>): readonly Box[] {
  const { columns, rows, size } = grids[layout]
  const [width, height] = size[paper]
  const [pageWidth, pageHeight] = papers[paper]
  const left = (pageWidth - columns * width) / 2
  const top = (pageHeight - rows * height) / 2
  return Array.from({ length: columns * rows }, (_, place) => ({
    // Whole points, so that the edges of neighbours are the same number.
    x: Math.round(left) + (place % columns) * width,
    y: Math.round(top) + Math.floor(place / columns) * height,
    width,
    height,
  }))
}

/** Thin broken lines to cut along. */
function drawCuts(paper: Sheet, places: readonly Box[]): void {
  paper.ornament((doc) => {
    doc.lineWidth(0.5).dash(3, { space: 3 }).strokeColor('#8a9a93')
    // Each line once from edge to edge: two broken ones above each other would close each other's gaps.
    const [left, right, top, bottom] = edgesOf(places)
    for (const x of new Set(places.flatMap((place) => [place.x, place.x + place.width]))) {
      doc.moveTo(x, top).lineTo(x, bottom)
    }
    for (const y of new Set(places.flatMap((place) => [place.y, place.y + place.height]))) {
      doc.moveTo(left, y).lineTo(right, y)
    }
    doc.stroke()
  })
}

function edgesOf(places: readonly Box[]): readonly [number, number, number, number] {
  return [
    Math.min(...places.map(({ x }) => x)),
    Math.max(...places.map(({ x, width }) => x + width)),
    Math.min(...places.map(({ y }) => y)),
    Math.max(...places.map(({ y, height }) => y + height)),
  ]
}

function drawCard(paper: Sheet, card: PrintedCard, box: Box, sheet: CardSheet, text: Text): void {
  const section = paper.section(text('cards.print.card', { number: card.number }))
  const isSmall = sheet.layout === 'ten'
  const scale = { ten: 1, four: 1.45, one: 2.4 }[sheet.layout]
  const edge = 10 * scale
  paper.ornament((doc) => {
    doc.rect(box.x + edge, box.y + edge, 26 * scale, 3 * scale).fill(blaze)
  })
  const side = isSmall ? box.height - 2 * edge - 26 : Math.min(box.width * 0.7, box.height * 0.46)
  const words: Box = isSmall
    ? {
        x: box.x + edge,
        y: box.y + edge + 7,
        width: box.width - 2 * edge - side,
        height: box.height - 2 * edge - 40,
      }
    : {
        x: box.x + edge,
        y: box.y + edge + 7 * scale,
        width: box.width - 2 * edge,
        height: box.height * 0.27,
      }
  drawWhose(paper, section, card, words, sheet, scale)
  const qr = isSmall
    ? { x: box.x + box.width - edge - side + 4, y: box.y + edge - 4, width: side }
    : { x: box.x + (box.width - side) / 2, y: words.y + words.height, width: side }
  section.qr(card.address, text('cards.print.qr'), qr)
  const foot: Box = isSmall
    ? {
        x: box.x + edge,
        y: box.y + box.height - edge - 34,
        width: box.width - 2 * edge,
        height: 34,
      }
    : {
        x: box.x + edge,
        y: qr.y + side + 4 * scale,
        width: box.width - 2 * edge,
        height: box.y + box.height - edge - (qr.y + side + 4 * scale),
      }
  drawHow(section, card, foot, sheet, text, scale)
}

/** The place, the name, and what it is about. */
function drawWhose(
  paper: Sheet,
  section: Section,
  { name }: PrintedCard,
  box: Box,
  { organizationName, about }: CardSheet,
  scale: number,
): void {
  const small = { weight: 'regular', size: 7.5 * scale, least: 6, colour: soft } as const
  const place = { ...box, height: 20 * scale }
  const taken = section.text('P', organizationName, place, small) ?? 0
  const below = box.y + taken + 3 * scale
  const room = box.y + box.height - below
  const namePlace = { ...box, y: below, height: room * (about === undefined ? 1 : 0.6) }
  const big = { weight: 'bold', size: 15 * scale, least: 7 } as const
  const named = name === undefined ? undefined : section.text('H2', name, namePlace, big)
  const used = named ?? 22 * scale
  if (named === undefined) {
    paper.ornament((doc) => {
      const line = below + 18 * scale
      doc.moveTo(box.x, line).lineTo(box.x + box.width - 4 * scale, line)
      doc.lineWidth(0.75).strokeColor(ink).stroke()
    })
  }
  if (about === undefined) return
  const aboutPlace = { ...box, y: below + used + 2 * scale, height: Math.max(10, room - used) }
  section.text('P', about, aboutPlace, { weight: 'regular', size: 9 * scale, least: 6 })
}

/** The code to type, what to do, and until when. */
function drawHow(
  section: Section,
  { code }: PrintedCard,
  box: Box,
  { typedAt, expiresAt, language, layout }: CardSheet,
  text: Text,
  scale: number,
): void {
  const align = layout === 'ten' ? 'start' : 'center'
  const large = { weight: 'bold', size: 12.5 * scale, least: 9, align, spacing: 0.6 } as const
  const taken = section.text('P', code, { ...box, height: 18 * scale }, large) ?? 0
  const small = { weight: 'regular', size: 7 * scale, least: 5.5, align, colour: soft } as const
  const how = text('cards.print.how', { address: typedAt })
  const until =
    expiresAt === undefined
      ? ''
      : ` ${text('cards.print.until', { date: formatDate(language, expiresAt) })}`
  section.text('P', how + until, { ...box, y: box.y + taken, height: box.height - taken }, small)
}

const perListPage = 32

/** For staff: who got which card. It names nobody's code, so it may lie on a desk. */
function drawList(paper: Sheet, sheet: CardSheet, text: Text): void {
  const [width, height] = papers[sheet.paper]
  const [edge, step] = [48, (height - 190) / perListPage]
  for (let first = 0; first < sheet.cards.length; first += perListPage) {
    paper.page()
    const section = paper.section(text('cards.print.list'))
    const across = { x: edge, width: width - 2 * edge }
    section.text('H1', text('cards.print.list'), { ...across, y: 44, height: 30 }, heading)
    const lead = text('cards.print.listLead', { name: sheet.batchName })
    section.text('P', lead, { ...across, y: 74, height: 36 }, body)
    sheet.cards.slice(first, first + perListPage).forEach((card, row) => {
      const y = 120 + row * step
      paper.ornament((doc) => {
        doc
          .rect(edge, y + 2, 10, 10)
          .moveTo(edge, y + step - 3)
          .lineTo(width - edge, y + step - 3)
        doc.lineWidth(0.5).strokeColor('#8a9a93').stroke()
      })
      const number = `${card.number}.`
      section.text('P', number, { x: edge + 18, y, width: 30, height: step }, body)
      const place = { x: edge + 52, y, width: width - 2 * edge - 52, height: step }
      section.text('P', card.name ?? text('cards.print.nobodyYet'), place, body)
    })
  }
}

const heading = { weight: 'bold', size: 20, least: 12 } as const
const body = { weight: 'regular', size: 10.5, least: 7 } as const
