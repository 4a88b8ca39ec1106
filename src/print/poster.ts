import { formatDate } from '../text/dates.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { drawStripes, openSheet, papers, soft, type Paper } from './paper.ts'
import type { Typefaces } from './typefaces.ts'

export interface Poster {
  readonly achievementName: string
  readonly organizationName: string
  /** The badge, as PNG. */
  readonly picture: Uint8Array
  readonly code: string
  /** Where its QR code leads. */
  readonly address: string
  /** Where the code is typed, as people type it. */
  readonly typedAt: string
  /** From when until when it is good; RFC 3339. */
  readonly startsAt: string
  readonly endsAt: string
  readonly paper: Paper
  readonly language: Language
  readonly now: Date
}

/** One page for a wall: the badge, a code that is read from some steps away, and the same code to type. */
export async function drawPoster(
  poster: Poster,
  text: Text,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const title = text('links.poster.title', { achievement: poster.achievementName })
  const sheet = openSheet({ ...poster, title }, typefaces)
  const [width, height] = papers[poster.paper]
  const edge = 48
  const across = { x: edge, width: width - 2 * edge }
  const centred = { weight: 'regular', align: 'center', least: 9 } as const
  sheet.page()
  drawStripes(sheet, poster.paper)
  const section = sheet.section(title)
  section.picture(poster.picture, { x: (width - 120) / 2, y: 36, width: 120, height: 120 })
  const head = { ...centred, weight: 'bold', size: 38, least: 16 } as const
  const taken = section.text('H1', poster.achievementName, { ...across, y: 166, height: 96 }, head)
  const from = { ...across, y: 170 + (taken ?? 0), height: 44 }
  section.text('P', poster.organizationName, from, { ...centred, size: 17, colour: soft })
  const side = Math.min(width * 0.56, height - 530)
  const top = 316
  const how = { ...across, y: top - 40, height: 34 }
  section.text('H2', text('links.poster.scan'), how, { ...centred, weight: 'bold', size: 22 })
  section.qr(poster.address, text('links.poster.qr'), {
    x: (width - side) / 2,
    y: top,
    width: side,
  })
  const below = top + side + 10
  const typed = text('links.poster.type', { address: poster.typedAt })
  section.text('P', typed, { ...across, y: below, height: 24 }, { ...centred, size: 16 })
  const code = { ...centred, weight: 'bold', size: 40, least: 20, spacing: 2 } as const
  section.text('P', poster.code, { ...across, y: below + 26, height: 56 }, code)
  const open = { ...across, y: height - 84, height: 40 }
  const days = text('links.poster.days', {
    from: formatDate(poster.language, poster.startsAt),
    to: formatDate(poster.language, poster.endsAt),
  })
  section.text('P', days, open, { ...centred, size: 13, colour: soft })
  return sheet.finish()
}
