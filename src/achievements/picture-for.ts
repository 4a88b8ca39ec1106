import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import type { Pictures } from './pictures.ts'
import type { AchievementContent, Picture } from './tables.ts'

interface Sent {
  readonly upload: Uint8Array | undefined
  readonly design: BadgeDesign | undefined
}

/**
 * The picture of a draft: what was uploaded, else what was designed, else what is there. A drawn one is drawn again
 * under another name, which is its title; an uploaded one stays until another is uploaded or one is designed.
 */
export function createPictureFor(pictures: Pick<Pictures, 'upload' | 'draw' | 'drawDesign'>) {
  return async (
    achievementId: string,
    name: string,
    { upload, design }: Sent,
    before?: AchievementContent,
  ): Promise<Picture> => {
    if (upload !== undefined) return pictures.upload(upload)
    if (design !== undefined) {
      const isThere = before?.name === name && isSame(before.picture.design, design)
      return isThere ? before.picture : pictures.drawDesign(name, design)
    }
    if (before === undefined) return pictures.draw(name, achievementId)
    const { picture } = before
    if (picture.origin === 'uploaded' || before.name === name) return picture
    return picture.design === undefined
      ? pictures.draw(name, achievementId)
      : pictures.drawDesign(name, picture.design)
  }
}

/** Whether both say the same, in whatever order. */
function isSame(one: BadgeDesign | undefined, other: BadgeDesign): boolean {
  return one !== undefined && inOrder(one) === inOrder(other)
}

function inOrder({ colours, ...design }: BadgeDesign): string {
  const { main, land, mark } = colours ?? {}
  const pairs = Object.entries({ ...design, ...(colours && { main, land, markColour: mark }) })
  return JSON.stringify(pairs.toSorted(([a], [b]) => a.localeCompare(b)))
}
