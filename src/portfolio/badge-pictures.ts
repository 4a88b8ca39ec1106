import { LRUCache } from 'lru-cache'
import type { Achievements } from '../achievements/achievements.ts'
import { previewSize, type PicturedBadge } from '../print/badge-pictures.ts'
import type { Text } from '../text/text.ts'
import type { OpenShare } from './open-share.ts'
import type { ShownShare, ShowShare } from './shown-share.ts'

/** Pictures of a shared badge for places where only a picture can stand. */
export interface BadgePictures {
  /** What messengers and networks show beside the address. @param open a share that is open now */
  preview(open: OpenShare, text: Text): Promise<Uint8Array>
  /** For the foot of a mail. */
  signature(open: OpenShare, text: Text): Promise<Uint8Array>
}

interface Deps {
  readonly showShare: ShowShare
  readonly pictures: Pick<Achievements['pictures'], 'png'>
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
    open: OpenShare,
    text: Text,
    draw: (badge: PicturedBadge) => string,
  ) => {
    const shown = await deps.showShare(open)
    const words = wordsOf(shown, text)
    const { achievementId, achievementVersion } = open.award
    const key = JSON.stringify([kind, achievementId, achievementVersion, words])
    const known = kept.get(key)
    if (known !== undefined) return known
    const drawn = deps.pictures
      .png(shown.version.content.picture)
      .then((picture) => deps.rasterizeWhole(draw({ ...words, picture })))
    kept.set(key, drawn)
    // What could not be drawn is tried again.
    drawn.catch(() => void kept.delete(key))
    return drawn
  }

  return {
    preview: (open, text) =>
      once('preview', open, text, (badge) => {
        const { width, height } = previewSize
        return deps.drawPreview(badge, deps.contourLines(open.award.achievementId, width, height))
      }),
    signature: (open, text) => once('signature', open, text, deps.drawSignature),
  }
}

function wordsOf(
  { version, organization, recipient, state }: ShownShare,
  text: Text,
): Omit<PicturedBadge, 'picture'> {
  return {
    achievementName: version.content.name,
    organizationName: organization.name,
    recipient,
    ...(state === 'issued' ? {} : { state: text(`issuing.state.${state}`) }),
    service: text('common.service'),
  }
}
