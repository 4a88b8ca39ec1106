import type { Identifiers } from '../credentials/identifiers.ts'
import { parseJsonObject, type JsonObject } from '../credentials/json.ts'
import {
  hostedAssertion,
  revokedAssertion,
  type RecipientFacts,
} from '../credentials/open-badges-2/export.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Portfolio } from './portfolio.ts'
import type { Share } from './tables.ts'

/** An Assertion as it stands under its address at this moment. */
export type Hosted =
  | { readonly kind: 'held'; readonly assertion: JsonObject; readonly award: Award }
  /** It no longer stands, and says so. */
  | { readonly kind: 'withdrawn'; readonly assertion: JsonObject }

export interface OpenBadges2Export {
  /** What a share hosts. @throws WaymarkError not-found: no such share, or one that hosts none */
  assertion(token: string): Promise<Hosted>
  /** The badge's picture with the Assertion in it. @throws WaymarkError not-found, gone */
  picture(token: string, form: 'png' | 'svg'): Promise<Uint8Array>
}

interface Deps {
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly identifiers: Identifiers
}

/**
 * Badges for platforms that know Open Badges 2.0 only. Whoever has a hosted Assertion can read it, so it hangs on a share
 * that its holder opened for it, and is withdrawn when the share ends or the award does not stand.
 */
export function createOpenBadges2Export(deps: Deps): OpenBadges2Export {
  const { portfolio, issuing, identifiers } = deps

  const openOrOver = async (token: string) => {
    try {
      return await portfolio.openWhole(token)
    } catch (error) {
      if (error instanceof WaymarkError && error.code === 'gone') return undefined
      throw error
    }
  }

  const assertion = async (token: string): Promise<Hosted> => {
    const share = await portfolio.find(token)
    if (share?.openBadges2 === undefined) throw new WaymarkError('not-found')
    const id = identifiers.assertionUrl(token)
    const withdrawn = (reason: string): Hosted => ({
      kind: 'withdrawn',
      assertion: revokedAssertion(id, reason),
    })
    const award = (await openOrOver(token))?.award
    if (award === undefined) return withdrawn('The holder no longer shares it.')
    // The older version knows no suspension; a hosted copy that is withdrawn can come back.
    if (award.state === 'suspended') return withdrawn('It is suspended.')
    if (award.state === 'revoked') return withdrawn(award.stateReason ?? 'It is revoked.')
    const { achievementId, achievementVersion } = award
    const facts = {
      id,
      badgeClass: identifiers.badgeClassUrl(achievementId, achievementVersion),
      recipient: recipientOf(share, identifiers),
      image: `${id}.png`,
      credential: identifiers.shareUrl(token),
    }
    const credential = parseJsonObject(issuing.formats.json(award))
    return { kind: 'held', award, assertion: hostedAssertion(credential, facts) }
  }

  return {
    assertion,
    async picture(token, form) {
      const hosted = await assertion(token)
      if (hosted.kind === 'withdrawn') throw new WaymarkError('gone')
      return issuing.formats.openBadges2(hosted.award, form, {
        text: JSON.stringify(hosted.assertion),
        address: identifiers.assertionUrl(token),
      })
    },
  }
}

function recipientOf({ id, openBadges2 }: Share, identifiers: Identifiers): RecipientFacts {
  const identity = openBadges2?.identity
  return identity === undefined
    ? { type: 'url', url: identifiers.shareUrl(id) }
    : { type: 'email', ...identity }
}
