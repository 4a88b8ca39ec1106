import { formatDate } from '../text/dates.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { drawBlocks, type Block } from './apply-poster-blocks.ts'
import { drawStripes, openSheet, papers, soft, type Paper, type Section } from './paper.ts'
import type { Typefaces } from './typefaces.ts'

export interface ApplyPoster {
  readonly achievementName: string
  readonly organizationName: string
  /** The badge, as PNG. */
  readonly picture: Uint8Array
  /** What to hand in and what it takes, as paragraphs without marks. */
  readonly asked: readonly string[]
  readonly criteria: readonly string[]
  /** How far one can get, low to high. */
  readonly rubric?: {
    readonly name: string
    readonly levels: readonly { readonly name: string; readonly description?: string }[]
  }
  readonly who: 'learners' | 'anybody'
  /** YYYY-MM-DD: the last day. */
  readonly until?: string
  readonly code: string
  /** Where its QR code leads. */
  readonly address: string
  /** Where the code is typed, as people type it. */
  readonly typedAt: string
  readonly paper: Paper
  readonly language: Language
  readonly now: Date
}

const edge = 48

/** One page for a wall: which badge one can apply for, what to hand in, and how to begin. */
export async function drawApplyPoster(
  poster: ApplyPoster,
  text: Text,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const title = text('applyPoster.title', { achievement: poster.achievementName })
  const sheet = openSheet({ ...poster, title }, typefaces)
  const [width, height] = papers[poster.paper]
  sheet.page()
  drawStripes(sheet, poster.paper)
  const section = sheet.section(title)
  const across = { x: edge, width: width - 2 * edge }
  const below = drawHead(section, poster, text, across)
  const foot = height - 236
  drawBlocks(section, blocksOf(poster, text), { ...across, y: below, height: foot - 16 - below })
  sheet.ornament((doc) => {
    doc.lineWidth(1).dash(2, { space: 5 }).strokeColor('#8a9a93')
    doc
      .moveTo(edge, foot)
      .lineTo(width - edge, foot)
      .stroke()
  })
  drawWayIn(section, poster, text, { ...across, y: foot + 16 })
  return sheet.finish()
}

interface Strip {
  readonly x: number
  readonly width: number
}

/** The badge, and from whom; answers where the rest begins. */
function drawHead(section: Section, poster: ApplyPoster, text: Text, { x, width }: Strip): number {
  const { achievementName: name, organizationName } = poster
  const art = 128
  const alt = text('common.badgeArt', { name })
  section.picture(poster.picture, { x, y: 40, width: art, height: art }, alt)
  const beside = { x: x + art + 24, width: width - art - 24 }
  const call = { weight: 'bold', size: 15, least: 10, align: 'left', colour: soft } as const
  section.text('P', text('applyPoster.call'), { ...beside, y: 44, height: 20 }, call)
  const head = { weight: 'bold', size: 36, least: 15, align: 'left' } as const
  const taken = section.text('H1', name, { ...beside, y: 66, height: 92 }, head) ?? 0
  const from = { weight: 'regular', size: 16, least: 9, align: 'left', colour: soft } as const
  const place = { ...beside, y: 72 + taken, height: 40 }
  const told = section.text('P', organizationName, place, from) ?? 0
  return Math.max(40 + art, place.y + told) + 24
}

function blocksOf({ asked, criteria, rubric }: ApplyPoster, text: Text): readonly Block[] {
  const levels = rubric?.levels.map(({ name, description }, place) =>
    text(description === undefined ? 'applyPoster.level' : 'applyPoster.levelSaid', {
      ...{ place: place + 1, name, description: description ?? '' },
    }),
  )
  return [
    {
      title: text('applications.apply.what'),
      paragraphs: asked.length === 0 ? [text('applications.apply.noWords')] : asked,
    },
    { title: text('applyPoster.criteria'), paragraphs: criteria },
    ...(rubric === undefined || levels === undefined
      ? []
      : [{ title: rubric.name, paragraphs: levels }]),
  ].filter(({ paragraphs }) => paragraphs.length > 0)
}

/** The code to scan, the same to type, who can apply, and until when. */
function drawWayIn(
  section: Section,
  poster: ApplyPoster,
  text: Text,
  { x, y, width }: Strip & { readonly y: number },
): void {
  const side = 176
  section.qr(poster.address, text('applyPoster.qr'), { x: x - 10, y, width: side })
  const beside = { x: x + side + 14, width: width - side - 14 }
  const line = { weight: 'regular', size: 14, least: 9, align: 'left' } as const
  const scan = { ...line, weight: 'bold', size: 22 } as const
  section.text('H2', text('applyPoster.scan'), { ...beside, y: y + 8, height: 32 }, scan)
  const typed = text('applyPoster.type', { address: poster.typedAt })
  section.text('P', typed, { ...beside, y: y + 46, height: 38 }, line)
  const code = { ...line, weight: 'bold', size: 30, least: 16, spacing: 1.5 } as const
  section.text('P', poster.code, { ...beside, y: y + 84, height: 42 }, code)
  const { organizationName: organization, who, until, language } = poster
  const last = [
    ...(until === undefined
      ? []
      : [text('applications.apply.until', { date: formatDate(language, until) })]),
    text(`applyPoster.${who}`, { organization }),
  ].join(' ')
  section.text(
    'P',
    last,
    { ...beside, y: y + 132, height: 38 },
    { ...line, size: 12, colour: soft },
  )
}
