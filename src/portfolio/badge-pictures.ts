import { LRUCache } from 'lru-cache'
import { previewSize, type PicturedBadge } from '../print/badge-pictures.ts'
import type { Text } from '../text/text.ts'
import type { OpenBadge } from './open-share.ts'
import type { TellBadge, ToldBadge } from './told-badge.ts'

/** Pictures of a shared badge for places where only a picture can stand. */
export interface BadgePictures {
  /** What messengers and networks show beside the address. @param open a share that is open now */
  preview(open: OpenBadge, text: Text): Promise<Uint8Array>
  /** For the foot of a mail. */
  signature(open: OpenBadge, text: Text): Promise<Uint8Array>
}

interface Deps {
  readonly tellBadge: TellBadge
  readonly drawPreview: (badge: PicturedBadge, contours: readonly string[]) => string
  readonly drawSignature: (badge: PicturedBadge) => string
  readonly rasterizeWhole: (svg: string) => Promise<Uint8Array>
  readonly contourLines: (seed: string, width: number, height: number) => readonly string[]
}

/** So many are held in memory: some 60 kB each. What was drawn is handed out only where its share is open. */
const mostKept = 200

export function createBadgePictures(deps: Deps): BadgePictures {
  const kept = new LRUCache<string, Promise<Uint8Array>>({ max: mostKept })

  /** The same picture for the same words: it is drawn once however many ask at once. */
  const once = async (
    kind: 'preview' | 'signature',
    open: OpenBadge,
    text: Text,
    draw: (badge: PicturedBadge) => string,
  ) => {
    const told = await deps.tellBadge(open, text)
    const words = wordsOf(told, text)
    const key = JSON.stringify([kind, told.seed, words])
    const known = kept.get(key)
    if (known !== undefined) return known
    const drawn = told.picture().then((picture) => deps.rasterizeWhole(draw({ ...words, picture })))
    kept.set(key, drawn)
    // What could not be drawn is tried again.
    drawn.catch(() => void kept.delete(key))
    return drawn
  }

  return {
    preview: (open, text) =>
      once('preview', open, text, (badge) => {
        const { width, height } = previewSize
        return deps.drawPreview(badge, deps.contourLines(groundOf(open), width, height))
      }),
    signature: (open, text) => once('signature', open, text, deps.drawSignature),
  }
}

/** What the land behind the badge is drawn for. */
function groundOf(open: OpenBadge): string {
  return 'award' in open ? open.award.achievementId : open.imported.id
}

function wordsOf(
  { name, giver, who, standing }: ToldBadge,
  text: Text,
): Omit<PicturedBadge, 'picture'> {
  return {
    achievementName: name,
    organizationName: giver,
    recipient: who,
    ...(standing.good ? {} : { state: standing.word }),
    service: text('common.service'),
  }
}
