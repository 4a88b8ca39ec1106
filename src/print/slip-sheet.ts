import { setImmediate } from 'node:timers/promises'
import { formatDate } from '../text/dates.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { blaze, openSheet, papers, soft, type Paper, type Section, type Sheet } from './paper.ts'
import type { Box } from './text-box.ts'
import type { Typefaces } from './typefaces.ts'

export interface Slip {
  /** Whose guardian is asked, as staff call them. */
  readonly name: string
  readonly code: string
  /** Where its QR code leads. */
  readonly address: string
  /** RFC 3339. */
  readonly expiresAt: string
}

export interface SlipSheet {
  readonly slips: readonly Slip[]
  readonly organizationName: string
  /** What each slip says, once in every language that is named. */
  readonly languages: readonly Language[]
  readonly paper: Paper
  /** Where a code is typed, as people type it. */
  readonly typedAt: string
  readonly now: Date
}

const edge = 44
const perPage = 2

/** Slips for children to take home, two on a page to cut apart: who asks, what for, and a code. */
export async function drawSlipSheet(
  sheet: SlipSheet,
  textFor: (language: Language) => Text,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const [language = 'en'] = sheet.languages
  const title = textFor(language)('slips.print.title')
  const paper = openSheet({ ...sheet, language, title }, typefaces)
  const [width, height] = papers[sheet.paper]
  for (const [place, slip] of sheet.slips.entries()) {
    const row = place % perPage
    if (row === 0) {
      paper.page()
      drawCut(paper, width, height / perPage)
      // A school's slips take a while: whoever asks for something else meanwhile is not kept waiting.
      await setImmediate()
    }
    const box = {
      x: edge,
      y: (height / perPage) * row + 30,
      width: width - 2 * edge,
      height: height / perPage - 54,
    }
    drawSlip(paper, slip, box, sheet, textFor)
  }
  return paper.finish()
}

function drawCut(paper: Sheet, width: number, y: number): void {
  paper.ornament((doc) => {
    doc.lineWidth(0.5).dash(3, { space: 3 }).strokeColor('#8a9a93')
    doc.moveTo(0, y).lineTo(width, y).stroke()
  })
}

function drawSlip(
  paper: Sheet,
  slip: Slip,
  box: Box,
  { organizationName, languages, typedAt }: SlipSheet,
  textFor: (language: Language) => Text,
): void {
  const section = paper.section(slip.name)
  const side = 150
  paper.ornament((doc) => {
    doc.rect(box.x, box.y, 60, 6).fill(blaze)
  })
  const words = { ...box, y: box.y + 14, width: box.width - side - 20 }
  const place = { weight: 'regular', size: 10, least: 7, colour: soft } as const
  const below = section.text('P', organizationName, { ...words, height: 26 }, place) ?? 0
  const code = { x: box.x + box.width - side, y: box.y + 8, width: side }
  const share = (words.height - 14 - below) / languages.length
  languages.forEach((language, which) => {
    const part = { ...words, y: words.y + below + 4 + share * which, height: share - 8 }
    drawWords(section, slip, part, { organizationName, typedAt, language }, textFor(language))
  })
  const [first = 'en'] = languages
  section.qr(slip.address, textFor(first)('slips.print.qr'), code)
  const typed = { ...code, x: code.x - 16, y: code.y + side + 8, width: side + 20, height: 30 }
  const bold = { weight: 'bold', size: 14, least: 9, align: 'center', spacing: 0.5 } as const
  section.text('P', slip.code, typed, bold)
}

interface Said {
  readonly organizationName: string
  readonly typedAt: string
  readonly language: Language
}

/** The heading, what it is about, and how to begin, one below the other in as much room as they need. */
function drawWords(
  section: Section,
  { name, expiresAt }: Slip,
  box: Box,
  { organizationName, typedAt, language }: Said,
  text: Text,
): void {
  const values = { name, organization: organizationName, address: typedAt }
  const lines = [
    ['H2', text('slips.print.heading', values), { weight: 'bold', size: 15, least: 9 }],
    ['P', text('slips.print.lead', values), { weight: 'regular', size: 10.5, least: 6.5 }],
    ['P', text('slips.print.how', values), { weight: 'regular', size: 10.5, least: 6.5 }],
    [
      'P',
      text('slips.print.until', { date: formatDate(language, expiresAt) }),
      { weight: 'regular', size: 9, least: 6.5, colour: soft },
    ],
  ] as const
  const parts = [0.22, 0.36, 0.3, 0.12]
  let y = box.y
  lines.forEach(([role, words, look], which) => {
    const height = box.height * (parts[which] ?? 0)
    const taken = section.text(role, words, { ...box, y, height }, look) ?? height
    y += taken + 5
  })
}
