import { formatDate } from '../text/dates.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { blaze, ink, openSheet, sizeOf, soft } from './paper.ts'
import type { Look, Paper, Section, Sheet } from './paper.ts'
import type { Box } from './text-box.ts'
import type { Typefaces } from './typefaces.ts'

/** How an award stands, where it is not simply good. */
export type PrintedState = 'revoked' | 'suspended' | 'expired'

export interface Certificate {
  readonly achievementName: string
  readonly description: string
  readonly organizationName: string
  /** The DID of whoever signed. */
  readonly issuer: string
  /** The badge, as PNG. */
  readonly picture: Uint8Array
  /** Empty where it names nobody. */
  readonly recipient: string
  readonly preparedFor?: string
  /** What was reached, as the rubric calls it. */
  readonly level?: string
  /** What of competency frameworks it stands for. */
  readonly alignments: readonly string[]
  /** RFC 3339. */
  readonly awardedAt: string
  readonly validUntil?: string
  readonly state?: PrintedState
  /** It was made for trying out. */
  readonly trial: boolean
  /** Where its QR code leads; where the page of a badge is, or where a file is checked. */
  readonly address: string
  readonly leadsTo: 'share' | 'verify'
  /** RFC 3339: until when that page is there. */
  readonly sharedUntil?: string
  /** Where files are checked, as people type it. */
  readonly checkedAt: string
  /** The credential as it was signed. */
  readonly credential: string
  /** Contour lines, as path data, of a field of {@link ground} points. */
  readonly contours: readonly string[]
  readonly paper: Paper
  readonly language: Language
  readonly now: Date
}

/** The field that the contour lines of a certificate fill, whatever the paper. */
export const ground = { width: 320, height: 640 } as const

const share = 0.37
const edge = 44

/** One page for a wall or a folder: who, what for, from whom; and inside the file the credential that it was made of. */
export async function drawCertificate(
  certificate: Certificate,
  text: Text,
  typefaces: Typefaces,
): Promise<Uint8Array> {
  const title = text('certificate.title', { achievement: certificate.achievementName })
  const facts = { ...certificate, title, landscape: true }
  const sheet = openSheet({ ...facts, archive: archiveOf(certificate, text) }, typefaces)
  const [width, height] = sizeOf(facts)
  const side = Math.round(width * share)
  sheet.page()
  drawGround(sheet, certificate, side, height)
  const section = sheet.section(title)
  drawWords(section, certificate, text, {
    x: side + edge,
    y: edge,
    width: width - side - 2 * edge,
    height: height - 2 * edge,
  })
  drawSide(section, certificate, text, { x: 0, y: 0, width: side, height })
  return sheet.finish()
}

function archiveOf({ organizationName, credential }: Certificate, text: Text) {
  return {
    description: text('certificate.description', { organization: organizationName }),
    attachment: {
      name: 'badge.json',
      type: 'application/vc',
      description: text('certificate.attachment'),
      bytes: Buffer.from(credential),
    },
  }
}

/** A strip of map, light enough for any printer, and the blaze. */
function drawGround(sheet: Sheet, { contours }: Certificate, side: number, height: number): void {
  sheet.ornament((doc) => {
    doc.rect(0, 0, side, height).clip().rect(0, 0, side, height).fill('#e9f0e6')
    // A little larger than the strip: lines that close at the end of the land are cut off with it.
    const scale = Math.max(side / ground.width, height / ground.height) * 1.12
    doc.translate(-0.05 * side, -0.05 * height).scale(scale)
    contours.forEach((line, place) => {
      doc
        .path(line)
        .lineWidth(place % 3 === 0 ? 1.1 : 0.6)
        .stroke('#c3d3bf')
    })
  })
  sheet.ornament((doc) => {
    doc.rect(side, 0, 7, height).fill(blaze)
  })
}

/** The badge, and where to check it. */
function drawSide(section: Section, certificate: Certificate, text: Text, box: Box): void {
  const { achievementName, picture, address, leadsTo, sharedUntil, language } = certificate
  const art = Math.min(box.width - 2 * 26, 256)
  const alt = text('common.badgeArt', { name: achievementName })
  const place = { x: (box.width - art) / 2, y: 52, width: art, height: art }
  section.picture(picture, place, alt)
  const side = 128
  const top = box.height - 74 - side
  const qr = { x: (box.width - side) / 2, y: top, width: side }
  section.qr(address, text(`certificate.qr.${leadsTo}`), qr)
  const words = { x: 28, y: top + side + 8, width: box.width - 56, height: 16 }
  const bold = { ...heavy(10.5, 7), align: 'center' } as const
  section.text('P', text(`certificate.scan.${leadsTo}`), words, bold)
  const below = { ...words, y: words.y + 16, height: 26 }
  const small = { ...line(8, 6), align: 'center', colour: soft } as const
  const until =
    sharedUntil === undefined
      ? text('certificate.checkFile', { address: certificate.checkedAt })
      : text('certificate.sharedUntil', { date: formatDate(language, sharedUntil) })
  section.text('P', until, below, small)
}

/** From whom, to whom, what for: each as large as the place allows, and below the other. */
function drawWords(section: Section, certificate: Certificate, text: Text, box: Box): void {
  const { recipient, preparedFor, level, alignments } = certificate
  const isNamed = recipient !== ''
  const write = downward(section, box)
  write('P', certificate.organizationName, 48, heavy(20, 11), 6)
  write('P', text(isNamed ? 'certificate.to' : 'certificate.gives'), 18, quiet(13), 20)
  if (isNamed) {
    write('H1', recipient, 104, heavy(44, 18), 14)
    write('P', text('certificate.for'), 18, quiet(13), 6)
  }
  const role = isNamed ? 'H2' : 'H1'
  write(role, certificate.achievementName, 78, heavy(isNamed ? 29 : 42, 14), 10)
  write('P', certificate.description, 64, line(12.5, 8.5), 14)
  if (level !== undefined) {
    write('P', text('certificate.level', { level }), 18, heavy(12, 8), 5)
  }
  if (alignments.length > 0) {
    const named = text('certificate.alignments', { names: alignments.join(' · ') })
    write('P', named, 40, quiet(9.5), 0)
  }
  if (preparedFor !== undefined) {
    write('P', text('shared.preparedFor', { name: preparedFor }), 18, quiet(9.5), 0)
  }
  drawFoot(section, certificate, text, box)
}

/** When, until when, how it stands, and what is inside. */
function drawFoot(section: Section, certificate: Certificate, text: Text, box: Box): void {
  const { language, validUntil, state } = certificate
  const day = (time: string) => formatDate(language, time)
  const bottom = box.y + box.height
  const dates = [
    text('certificate.on', { date: day(certificate.awardedAt) }),
    ...(validUntil === undefined ? [] : [text('certificate.until', { date: day(validUntil) })]),
  ].join(' · ')
  const at = (y: number, height: number) => ({ ...box, y: bottom - y, height })
  if (state !== undefined || certificate.trial) {
    const word = text(state === undefined ? 'certificate.trial' : `certificate.states.${state}`)
    section.text('P', word, at(92, 20), { ...heavy(13, 9), colour: '#a3281c' })
  }
  section.text('P', dates, at(66, 18), heavy(12, 8))
  const address = certificate.checkedAt
  section.text('P', text('certificate.inside', { address }), at(44, 24), quiet(8.5))
  const { issuer } = certificate
  section.text('P', text('certificate.issuer', { issuer }), at(18, 14), quiet(7))
}

function line(size: number, least: number) {
  return { weight: 'regular', size, least } as const
}

/** Names stand in line with each other, whichever way they run. */
function heavy(size: number, least: number) {
  return { weight: 'bold', size, least, align: 'left' } as const
}

function quiet(size: number): Look {
  return { ...line(size, 6), colour: size > 9 ? soft : ink }
}

/** Writes one below the other; what takes less room leaves it to the next. */
function downward(section: Section, { x, y, width }: Box) {
  let top = y
  return (role: 'H1' | 'H2' | 'P', words: string, height: number, look: Look, after: number) => {
    const taken = section.text(role, words, { x, y: top, width, height }, look)
    if (taken !== undefined) top += taken + after
  }
}
