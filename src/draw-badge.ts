import type { BadgeDesign } from '../schemas/requests/badge-designs.ts'
import { drawDesign } from '../templates/art/art.ts'
import { boardRoom } from '../templates/art/board.tsx'
import { designNotes, type DesignNote } from '../templates/art/legibility.ts'
import type { Press } from './print/press.ts'

/** A design as a picture, and what is hard to see in it. */
export interface DrawBadge {
  /** @returns an SVG that stands alone, titled with the name */
  draw(name: string, design: BadgeDesign): string
  notes(design: BadgeDesign): readonly DesignNote[]
}

export function createDrawBadge({ boardLetters }: Pick<Press, 'boardLetters'>): DrawBadge {
  const lettersOf = ({ words }: BadgeDesign) =>
    words === undefined ? undefined : boardLetters(words, boardRoom)
  return {
    draw(name, design) {
      const letters = lettersOf(design)
      return drawDesign({ name, design, ...(letters === undefined ? {} : { letters }) })
    },
    notes: (design) => designNotes(design, lettersOf(design)),
  }
}
