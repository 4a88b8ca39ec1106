import { drawGround, drawSignpost, light, previewSize } from './badge-pictures.ts'
import { downward, openDrawing } from './outlines.ts'
import { blaze } from './paper.ts'
import type { Typefaces } from './typefaces.ts'

/** What a picture of a portfolio page says: no more than the page that it stands for. */
export interface PicturedPage {
  readonly title: string
  /** Empty where it names nobody. */
  readonly recipient: string
  /** How many badges, from where; empty for none. */
  readonly told: string
  /** The badges in a row, as PNG. */
  readonly pictures: readonly Uint8Array[]
  /** What the service is called. */
  readonly service: string
}

/** Badges in the row: more would be too small to be seen in a message. */
export const mostPictured = 6

const left = 80
const width = previewSize.width - 2 * left
const gap = 24
/** A single one is not as large as the whole picture. */
const largest = 200

/** @param contours lines of the size of the picture, as path data */
export function drawPagePreview(
  page: PicturedPage,
  contours: readonly string[],
  typefaces: Typefaces,
): string {
  const drawing = openDrawing(previewSize.width, previewSize.height, typefaces)
  drawGround(drawing, contours)
  const write = downward(drawing, { x: left, width }, 70)
  write(page.title, 150, { ...light(62, 34, '#ffffff'), weight: 'bold' }, 12)
  write(page.recipient, 50, { ...light(36, 22, blaze), weight: 'bold' }, 8)
  write(page.told, 40, light(28, 18, '#b9cdc4'), 0)
  const size = Math.min(largest, (width - gap * (mostPictured - 1)) / mostPictured)
  page.pictures.slice(0, mostPictured).forEach((picture, place) => {
    drawing.picture(picture, { x: left + place * (size + gap), y: 345, width: size, height: size })
  })
  drawSignpost(drawing, page.service, left)
  return drawing.finish()
}
