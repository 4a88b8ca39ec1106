import type { Verdict } from '../../schemas/requests/verification.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { ShownState } from '../issuing/shown-state.ts'
import { giverOutside, giverTold, isKnown } from '../text/givers.ts'
import type { Text } from '../text/text.ts'
import type { OpenBadge, OpenShare } from './open-share.ts'
import type { OpenImport } from './open-import.ts'
import type { ShowImport } from './shown-import.ts'
import type { ShowShare } from './shown-share.ts'

/** A shared badge in few words, for other people's pages, messages and mails: the same of one from here and from elsewhere. */
export interface ToldBadge {
  readonly name: string
  /** Who gave it, with what is known of them; a word that nobody knows, where that is so. */
  readonly giver: string
  /** The same where this service can say that they gave it, and where that can be read. */
  readonly author?: { readonly name: string; readonly address?: string }
  /** Whose it is, or who shows it; empty for no name. */
  readonly who: string
  /** RFC 3339, a day or a time. */
  readonly awardedAt?: string
  readonly standing: { readonly good: boolean; readonly word: string } & (
    { readonly state: ShownState } | { readonly verdict: Verdict }
  )
  /** When it stood so: of one from elsewhere, which was good at its last check and may not be so any more. */
  readonly checkedAt?: string
  /** Whether whoever comes to its page can check it. */
  readonly canBeChecked: boolean
  /** Where its picture is. */
  readonly image: string
  /** What its picture is drawn for, so that the same is drawn once. */
  readonly seed: string
  readonly picture: () => Promise<Uint8Array>
}

export type TellBadge = (open: OpenBadge, text: Text) => Promise<ToldBadge>

interface Deps {
  readonly showShare: ShowShare
  readonly showImport: ShowImport
  readonly pictures: Pick<Achievements['pictures'], 'png' | 'read'>
  readonly identifiers: Pick<Identifiers, 'base'>
}

export function createTellBadge(deps: Deps): TellBadge {
  const { showShare, showImport, pictures, identifiers } = deps

  const ofHere = async (open: OpenShare, text: Text): Promise<ToldBadge> => {
    const { version, organization, recipient, state, awardedAt } = await showShare(open)
    const { name, picture } = version.content
    const { achievementId, achievementVersion } = open.award
    return {
      name,
      giver: organization.name,
      author: {
        name: organization.name,
        address: `${identifiers.base}/organizations/${organization.id}`,
      },
      who: recipient,
      awardedAt,
      standing: {
        good: state === 'issued',
        state,
        word: text(`issuing.state.${state}`),
      },
      canBeChecked: true,
      image: `/images/${picture.pngId}`,
      seed: `${achievementId} ${String(achievementVersion)}`,
      picture: () => pictures.png(picture),
    }
  }

  const ofElsewhere = (open: OpenImport, text: Text): ToldBadge => {
    const shown = showImport(open)
    const { name, issuer, shownAs, awardedAt, verdict, checkedAt, whole } = shown
    const [pictureId = ''] = open.imported.pictureIds
    const address = issuer?.id.startsWith('https://') === true ? issuer.id : undefined
    return {
      name: name ?? text('verify.report.unnamedBadge'),
      giver: giverOutside(shown, text),
      ...(isKnown(shown)
        ? {
            author: { name: giverTold(shown, text), ...(address === undefined ? {} : { address }) },
          }
        : {}),
      who: shownAs === '' ? '' : text('importedShare.shownBy', { name: shownAs }),
      ...(awardedAt === undefined ? {} : { awardedAt }),
      standing: {
        good: verdict === 'valid',
        verdict,
        word: text(`verify.verdicts.${verdict}.word`),
      },
      checkedAt,
      canBeChecked: whole,
      image: `/s/${open.share.id}/picture`,
      seed: pictureId,
      async picture() {
        const kept = await pictures.read(pictureId)
        if (kept === undefined) throw new Error('the picture of a badge from elsewhere is missing')
        return kept.bytes
      },
    }
  }

  return async (open, text) => ('award' in open ? ofHere(open, text) : ofElsewhere(open, text))
}
