import type { BadgeDesign } from '../schemas/requests/badge-designs.ts'
import { drawDesign } from '../templates/art/art.ts'
import { boardRoom } from '../templates/art/board.tsx'
import { designNotes } from '../templates/art/legibility.ts'
import type { DrawBadge } from './achievements/art-routes.ts'
import type { Press } from './print/press.ts'

/** What draws the badges of this service. */
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
