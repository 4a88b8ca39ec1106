import { directionOfText, graphemesOf, inSight, piecesOf, type Piece } from './pieces.ts'
import type { Typefaces, Weight } from './typefaces.ts'

/** Points. `y` is the top. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface TextStyle {
  readonly weight: Weight
  /** Points: the size that is wished for, and the smallest that may come of it. */
  readonly size: number
  readonly least: number
  /** `left`: in line with what stands above and below, whichever way its own script runs. */
  readonly align?: 'start' | 'center' | 'left'
  readonly spacing?: number
}

export interface Pen {
  readonly typefaces: Typefaces
  /** How wide a piece is. @throws Error where the shaper cannot shape it */
  widthOf(piece: Piece, size: number, spacing: number): number
  draw(piece: Piece, x: number, baseline: number, size: number, spacing: number): void
}

interface Line {
  readonly pieces: readonly Piece[]
  readonly width: number
}

interface Fitted {
  readonly lines: readonly Line[]
  readonly size: number
  readonly direction: 'ltr' | 'rtl'
}

const lineHeight = 1.25

/**
 * Draws a text into a box: as large as it is wished where it fits, else smaller, else in several lines, else cut short with
 * an ellipsis. Answers the height it took; undefined where it cannot be drawn at all and nothing was drawn.
 */
export function drawText(pen: Pen, text: string, box: Box, style: TextStyle): number | undefined {
  const fitted = fit(pen, drawable(text), box, style)
  if (fitted === undefined) return undefined
  const { lines, size, direction } = fitted
  lines.forEach(({ pieces, width }, number) => {
    const free = box.width - width
    const toStart = direction === 'rtl' && style.align !== 'left' ? free : 0
    const starts = placesOf(pen, pieces, size, style.spacing ?? 0)
    const x = box.x + (style.align === 'center' ? free / 2 : toStart)
    const baseline = box.y + size * (number * lineHeight + 1)
    // Drawn in the order of reading, so that it is copied and read aloud in that order.
    for (const piece of pieces) {
      if (piece.face === undefined) continue
      pen.draw(piece, x + (starts.get(piece) ?? 0), baseline, size, style.spacing ?? 0)
    }
  })
  return lines.length * size * lineHeight
}

/** Pictures among the letters are left out: no font has them, and the name is the same without. */
function drawable(text: string): string {
  return (
    text
      .normalize('NFC')
      .replaceAll(
        /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\ufe0f/gu,
        '',
      )
      .replaceAll(/\s+/gu, ' ')
      // Nothing to see, and nothing that a document may say (PDF/UA-1 §7.21.7).
      .replaceAll(/[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu, '')
      .trim()
  )
}

function placesOf(pen: Pen, pieces: readonly Piece[], size: number, spacing: number) {
  const places = new Map<Piece, number>()
  let x = 0
  for (const piece of inSight(pieces)) {
    places.set(piece, x)
    x += pen.widthOf(piece, size, spacing)
  }
  return places
}

function fit(pen: Pen, text: string, box: Box, style: TextStyle): Fitted | undefined {
  if (text === '') return undefined
  const direction = directionOfText(text)
  const line = lineMaker(pen, direction, style)
  try {
    for (let size = style.size; size >= style.least; size -= 0.5) {
      const room = Math.max(1, Math.floor(box.height / (size * lineHeight)))
      const lines = wrap(text.split(/\s+/u), box.width, (words) => line(words, size))
      if (lines === undefined) return undefined
      if (lines.length <= room && lines.every(({ width }) => width <= box.width)) {
        return { lines, size, direction }
      }
    }
    return shorten(text, box, style, direction, (words) => line(words, style.least))
  } catch {
    // The shaper has met a combination of marks that it does not know: as good as a missing letter.
    return undefined
  }
}

function lineMaker(pen: Pen, direction: 'ltr' | 'rtl', { weight, spacing = 0 }: TextStyle) {
  return (words: string, size: number): Line | undefined => {
    const pieces = piecesOf(words, direction, weight, pen.typefaces)
    if (pieces === undefined) return undefined
    const width = pieces.reduce((sum, piece) => sum + pen.widthOf(piece, size, spacing), 0)
    return { pieces, width }
  }
}

type MakeLine = (words: string) => Line | undefined

/** As many words to a line as it holds; a word that is wider stands alone. */
function wrap(words: readonly string[], width: number, line: MakeLine) {
  const lines: Line[] = []
  let begun = ''
  let last: Line | undefined
  for (const word of words) {
    const longer = begun === '' ? word : `${begun} ${word}`
    const tried = line(longer)
    if (tried === undefined) return undefined
    if (tried.width <= width || begun === '') {
      begun = longer
      last = tried
      continue
    }
    if (last !== undefined) lines.push(last)
    begun = word
    last = line(word)
  }
  if (last !== undefined) lines.push(last)
  return lines
}

/** At the smallest size, broken wherever a line is full, and cut short where the box is. */
function shorten(
  text: string,
  box: Box,
  { least: size }: TextStyle,
  direction: 'ltr' | 'rtl',
  line: MakeLine,
): Fitted | undefined {
  const room = Math.max(1, Math.floor(box.height / (size * lineHeight)))
  const rest = graphemesOf(text).map(({ segment }) => segment)
  const lines: Line[] = []
  while (rest.length > 0 && lines.length < room) {
    const isLast = lines.length === room - 1
    const taken = fittingOf(rest, box.width, isLast, line)
    if (taken === undefined) return undefined
    lines.push(taken.line)
    rest.splice(0, taken.count)
  }
  return { lines, size, direction }
}

function fittingOf(rest: readonly string[], width: number, isLast: boolean, line: MakeLine) {
  const said = (count: number) =>
    rest.slice(0, count).join('').trim() + (isLast && count < rest.length ? '…' : '')
  let count = 1
  let best = line(said(1))
  while (count < rest.length) {
    const longer = line(said(count + 1))
    if (longer === undefined || longer.width > width) break
    best = longer
    count += 1
  }
  return best === undefined ? undefined : { line: best, count }
}
