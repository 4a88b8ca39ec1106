import bidiFactory from 'bidi-js'
import type { Typeface, Typefaces, Weight } from './typefaces.ts'

const bidi = bidiFactory()

/** A stretch of one font and one direction, drawn as one; a space between words has no face. */
export interface Piece {
  readonly text: string
  /** Odd ones run from right to left (Unicode UAX 9). */
  readonly level: number
  readonly face: Typeface | undefined
}

/** The way a paragraph begins: that of its first strong letter. */
export function directionOfText(text: string): 'ltr' | 'rtl' {
  const level = bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0
  return level % 2 === 0 ? 'ltr' : 'rtl'
}

/** What people see as one character, with its marks; marks of direction are not seen. */
export function graphemesOf(text: string): readonly { segment: string; index: number }[] {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)]
}

const unseen = /^[\u200e\u200f\u061c\u2066-\u2069\u202a-\u202e]+$/u

/**
 * A line of text in the order in which it is read, cut where font or direction change; undefined where there is a
 * character that no font of ours has.
 */
export function piecesOf(
  line: string,
  direction: 'ltr' | 'rtl',
  weight: Weight,
  typefaces: Typefaces,
): readonly Piece[] | undefined {
  const { levels } = bidi.getEmbeddingLevels(line, direction)
  const pieces: Piece[] = []
  for (const { segment, index } of graphemesOf(line)) {
    if (unseen.test(segment)) continue
    const level = levels[index] ?? 0
    if (segment.trim() === '') {
      pieces.push({ text: ' ', level, face: undefined })
      continue
    }
    const mirrored = level % 2 === 1 ? bidi.getMirroredCharacter(segment) : null
    const text = mirrored ?? segment
    const face = typefaces.faceFor(text, weight)
    if (face === undefined) return undefined
    const last = pieces.at(-1)
    // The shaper turns round what its script says; what runs against its script (a number, a bracket) goes sign by sign.
    const joins = last?.face === face && last.level === level && face.runsLeft === (level % 2 === 1)
    if (joins) pieces[pieces.length - 1] = { ...last, text: last.text + text }
    else pieces.push({ text, level, face })
  }
  return pieces
}

/** The pieces of a line from left to right (UAX 9, rule L2). */
export function inSight(pieces: readonly Piece[]): readonly Piece[] {
  const shown = [...pieces]
  const highest = Math.max(0, ...shown.map(({ level }) => level))
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < shown.length; start += 1) {
      if ((shown[start]?.level ?? 0) < level) continue
      let end = start
      while (end < shown.length && (shown[end]?.level ?? 0) >= level) end += 1
      shown.splice(start, end - start, ...shown.slice(start, end).reverse())
      start = end
    }
  }
  return shown
}
