import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import type { BoardLetters } from './board.tsx'
import { paletteOf, tint, type Palette } from './palettes.ts'

/** What is hard to see in a design, and what would help. */
export type DesignNote =
  | { readonly code: 'letters-missing' | 'letters-small' }
  | {
      readonly code: 'mark-faint' | 'words-faint' | 'rim-faint'
      /** As 1.8 is written: one digit behind the point. */
      readonly ratio: number
      readonly needed: number
      /** How the first of the two colours would be seen better. */
      readonly make: 'lighter' | 'darker'
    }

/** Smaller letters cannot be read where the badge is 64 pixels wide. */
const smallLetters = 20
/** WCAG 2.2, 1.4.11 for drawings and 1.4.3 for letters. */
const [forDrawings, forLetters] = [3, 4.5]

/** @param letters the words of the design as outlines; undefined where there are none, or none that we can draw */
export function designNotes(
  design: BadgeDesign,
  letters: Pick<BoardLetters, 'size'> | undefined,
): readonly DesignNote[] {
  const palette = paletteOf(design)
  const [mark, ground] = markOn(design, palette)
  const middle = tint(palette.low, palette.high, 0.5)
  return [
    ...faint('mark-faint', mark, ground, forDrawings),
    ...faint('rim-faint', palette.rim, middle, forDrawings),
    ...(letters === undefined ? [] : faint('words-faint', palette.mark, palette.plate, forLetters)),
    ...(letters !== undefined && letters.size < smallLetters
      ? [{ code: 'letters-small' } as const]
      : []),
    ...(letters === undefined && design.words !== undefined
      ? [{ code: 'letters-missing' } as const]
      : []),
  ]
}

/** What the mark is drawn in, and on. */
function markOn({ plate, ground }: BadgeDesign, palette: Palette): readonly [string, string] {
  if (plate !== 'none') return [palette.mark, palette.plate]
  // It has a line of the other around it, so the land hardly matters.
  return ground === 'night' ? [palette.edge, palette.line] : [palette.line, palette.edge]
}

function faint(
  code: 'mark-faint' | 'words-faint' | 'rim-faint',
  one: string,
  other: string,
  needed: number,
): readonly DesignNote[] {
  const ratio = contrast(one, other)
  if (ratio >= needed) return []
  const make = luminance(one) >= luminance(other) ? 'lighter' : 'darker'
  // Rounded down: what is not enough never reads as if it were.
  return [{ code, ratio: Math.floor(ratio * 10) / 10, needed, make }]
}

/** WCAG 2.2, contrast ratio of two colours as #rrggbb. */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const share = Number.parseInt(colour.slice(place, place + 2), 16) / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
