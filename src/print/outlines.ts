import { drawText, type Box, type Pen, type TextStyle } from './text-box.ts'
import type { Piece } from './pieces.ts'
import { ink, type Look } from './paper.ts'
import type { Typefaces } from './typefaces.ts'

/** A drawing as SVG whose letters are outlines: it looks the same wherever it is drawn, with or without fonts. */
export interface Drawing {
  /** Answers the height, or undefined where it could not be drawn. */
  text(text: string, box: Box, look: Look): number | undefined
  picture(png: Uint8Array, box: Box): void
  /** Path data (SVG 2 §9.3) in one colour: filled, or as a line where it has a width. */
  path(data: string, colour: string, line?: number): void
  /** SVG elements as they are. */
  raw(elements: string): void
  finish(): string
}

/** The width of a space, of the size. */
const gap = 0.26

export function openDrawing(width: number, height: number, typefaces: Typefaces): Drawing {
  const elements: string[] = []
  const path: Drawing['path'] = (data, colour, line) => {
    const look =
      line === undefined
        ? `fill="${colour}"`
        : `fill="none" stroke="${colour}" stroke-width="${line}"`
    elements.push(`<path d="${data}" ${look}/>`)
  }
  return {
    path,
    raw: (more) => void elements.push(more),
    text(text, box, { colour = ink, ...style }) {
      const outlines: string[] = []
      const height = drawText(penOn(typefaces, outlines), text, box, style)
      path(outlines.join(''), colour)
      return height
    },
    picture(png, box) {
      const place = `x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}"`
      const data = Buffer.from(png).toString('base64')
      elements.push(`<image ${place} href="data:image/png;base64,${data}"/>`)
    },
    finish: () =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${elements.join('')}</svg>`,
  }
}

/** Writes one below the other; what is empty takes no room. */
export function downward(drawing: Drawing, column: { x: number; width: number }, from: number) {
  let y = from
  return (words: string, height: number, look: Look, after: number) => {
    const taken = drawing.text(words, { ...column, y, height }, look)
    if (taken !== undefined) y += taken + after
  }
}

/**
 * One line of text as path data (SVG 2 §9.3), and the height it took; undefined where no font of ours has its letters.
 */
export function outlineText(
  typefaces: Typefaces,
  text: string,
  box: Box,
  style: TextStyle,
): { readonly path: string; readonly height: number } | undefined {
  const outlines: string[] = []
  const height = drawText(penOn(typefaces, outlines), text, box, style)
  return height === undefined ? undefined : { path: outlines.join(''), height }
}

function penOn(typefaces: Typefaces, outlines: string[]): Pen {
  return {
    typefaces,
    widthOf({ face, text }, size, spacing) {
      if (face === undefined) return gap * size + spacing
      const { advanceWidth, glyphs } = face.font.layout(text)
      return (advanceWidth * size) / face.font.unitsPerEm + spacing * glyphs.length
    },
    draw: (piece, x, baseline, size, spacing) => {
      outlines.push(...outlinesOf(piece, x, baseline, size, spacing))
    },
  }
}

/** The outlines of a piece. Fonts count upwards from the line on which letters stand, pictures downwards. */
function outlinesOf(
  { face, text }: Piece,
  x: number,
  baseline: number,
  size: number,
  spacing: number,
): readonly string[] {
  if (face === undefined) return []
  const { glyphs, positions } = face.font.layout(text)
  const scale = size / face.font.unitsPerEm
  let pen = x
  return glyphs.map((glyph, place) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[place] ?? {}
    const [left, top] = [pen + xOffset * scale, baseline - yOffset * scale]
    pen += xAdvance * scale + spacing
    return glyph.path.commands
      .map(({ command, args }) => {
        const rounded = args.map((value, number) => {
          const moved = number % 2 === 0 ? left + value * scale : top - value * scale
          return String(Math.round(moved * 100) / 100)
        })
        return letters[command] + rounded.join(' ')
      })
      .join('')
  })
}

const letters = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
} as const
