import { downward, openDrawing, type Drawing } from './outlines.ts'
import { blaze, ink, soft } from './paper.ts'
import type { Look } from './paper.ts'
import type { Typefaces } from './typefaces.ts'

/** What a picture of a badge says: no more than the page that it stands for. */
export interface PicturedBadge {
  readonly achievementName: string
  readonly organizationName: string
  /** Empty where it names nobody. */
  readonly recipient: string
  /** The badge, as PNG. */
  readonly picture: Uint8Array
  /** How it stands, where it is not good; a word. */
  readonly state?: string
  /** What the service is called. */
  readonly service: string
}

/** What messengers and networks show of an address (The Open Graph protocol, og:image): 1.91 to 1. */
export const previewSize = { width: 1200, height: 630 } as const
/** For the foot of a mail, drawn at twice the size at which it is shown. */
export const signatureSize = { width: 720, height: 176 } as const

/** @param contours lines of the size of the picture, as path data */
export function drawPreview(
  badge: PicturedBadge,
  contours: readonly string[],
  typefaces: Typefaces,
): string {
  const drawing = openDrawing(previewSize.width, previewSize.height, typefaces)
  drawGround(drawing, contours)
  drawing.picture(badge.picture, { x: 70, y: 95, width: 440, height: 440 })
  const column = { x: 560, width: 580 }
  const write = downward(drawing, column, 110)
  write(badge.organizationName, 84, light(30, 20, '#b9cdc4'), 18)
  write(badge.achievementName, 240, { ...light(64, 30, '#ffffff'), weight: 'bold' }, 22)
  write(badge.recipient, 64, { ...light(36, 22, blaze), weight: 'bold' }, 14)
  write(badge.state ?? '', 48, { ...light(30, 20, '#ffb3a6'), weight: 'bold' }, 0)
  drawSignpost(drawing, badge.service, 560)
  return drawing.finish()
}

export function drawSignature(badge: PicturedBadge, typefaces: Typefaces): string {
  const { width, height } = signatureSize
  const drawing = openDrawing(width, height, typefaces)
  drawing.raw(`<rect width="${width}" height="${height}" rx="20" fill="#ffffff"/>`)
  drawing.raw(
    `<rect width="${width - 2}" height="${height - 2}" x="1" y="1" rx="19" fill="none" stroke="#d2dccf" stroke-width="2"/>`,
  )
  drawing.picture(badge.picture, { x: 18, y: 14, width: 148, height: 148 })
  const write = downward(drawing, { x: 190, width: width - 214 }, 36)
  write(badge.achievementName, 72, { ...light(35, 19, ink), weight: 'bold' }, 6)
  const who = [badge.recipient, badge.organizationName].filter((one) => one !== '').join(' · ')
  write(badge.state ?? who, 40, light(22, 14, badge.state === undefined ? soft : '#a3281c'), 0)
  return drawing.finish()
}

/** The ground of every picture for messages: a piece of map by night. @param contours lines as large as it, as path data */
export function drawGround(drawing: Drawing, contours: readonly string[]): void {
  const { width, height } = previewSize
  drawing.raw(`<rect width="${width}" height="${height}" fill="${ink}"/>`)
  // A little larger than the picture: lines that close at the end of the land are cut off with it.
  drawing.raw('<g transform="translate(-60 -32) scale(1.1)">')
  contours.forEach((line, place) => drawing.path(line, '#2f564d', place % 3 === 0 ? 2.5 : 1.2))
  drawing.raw('</g>')
  drawing.raw(`<rect width="14" height="${height}" fill="${blaze}"/>`)
}

/** Whose picture it is, at its foot. */
export function drawSignpost(drawing: Drawing, service: string, x: number): void {
  drawing.path(`M${x} 540h58l22 20-22 20h-58z`, blaze)
  const name = { x: x + 96, y: 541, width: 480, height: 40 }
  drawing.text(service, name, { ...light(28, 20, '#eef4ec'), weight: 'bold' })
}

export function light(size: number, least: number, colour: string): Look {
  return { weight: 'regular', size, least, colour, align: 'left' }
}
