import { outlineText } from './outlines.ts'
import { directionOfText } from './pieces.ts'
import type { Typefaces } from './typefaces.ts'

/** Where the line stands, and how large and how small its letters may be, in units of the picture. */
export interface BoardRoom {
  readonly x: number
  readonly width: number
  readonly size: number
  readonly least: number
}

export interface BoardLetters {
  /** SVG path data of one line, its top at 0. */
  readonly path: string
  readonly size: number
  readonly direction: 'ltr' | 'rtl'
}

/** A line takes this much of the size of its letters. */
const lineHeight = 1.25

/** A word or two in one line in the middle of a board, as large as they fit; undefined where no font of ours has them. */
export function boardLetters(
  words: string,
  { x, width, size, least }: BoardRoom,
  typefaces: Typefaces,
): BoardLetters | undefined {
  // Too low for a second line even of the smallest letters.
  const box = { x, y: 0, width, height: lineHeight * least * 1.5 }
  const drawn = outlineText(typefaces, words, box, { weight: 'bold', size, least, align: 'center' })
  if (drawn === undefined) return undefined
  return { path: drawn.path, size: drawn.height / lineHeight, direction: directionOfText(words) }
}
