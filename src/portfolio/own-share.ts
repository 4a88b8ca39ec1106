import type { Identifiers } from '../credentials/identifiers.ts'
import type { JsonObject } from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { OwnShare } from '../verification/read-address.ts'
import type { OpenBadges2Export } from './open-badges-2.ts'
import type { Portfolio } from './portfolio.ts'

interface Deps {
  readonly identifiers: Identifiers
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly openBadges2: OpenBadges2Export
}

/** What one of our share addresses, with or without an ending, or a refresh address holds at this moment. */
export async function ownShare(
  address: string,
  { identifiers, portfolio, issuing, openBadges2 }: Deps,
): Promise<OwnShare> {
  const named = identifiers.parse(address.replace(/\.(json|jwt|vc-jwt|png|svg|pdf)$/, ''))
  if (named?.kind === 'refresh') {
    const award = await portfolio.refreshed(named.refreshId)
    return award === undefined
      ? { kind: 'closed' }
      : { kind: 'open', text: issuing.formats.json(award) }
  }
  const assertion = await ownAssertion(address.replace(/\.(json|png|svg)$/, ''), {
    identifiers,
    openBadges2,
  })
  if (assertion !== undefined) return { kind: 'open', text: JSON.stringify(assertion) }
  if (named?.kind !== 'share') {
    return { kind: address.startsWith(`${identifiers.base}/`) ? 'closed' : 'not-ours' }
  }
  try {
    const open = await portfolio.openWhole(named.token)
    const look = { viewer: 'machine', format: 'check', visitor: '' } as const
    await portfolio.seen(open, look, undefined)
    return { kind: 'open', text: issuing.formats.json(open.award) }
  } catch (error) {
    if (error instanceof WaymarkError) return { kind: 'closed' }
    throw error
  }
}

/** The Assertion of Open Badges 2.0 that a share hosts, or what says that it no longer stands. */
export async function ownAssertion(
  address: string,
  { identifiers, openBadges2 }: Pick<Deps, 'identifiers' | 'openBadges2'>,
): Promise<JsonObject | undefined> {
  const named = identifiers.parse(address)
  if (named?.kind !== 'assertion') return undefined
  try {
    return (await openBadges2.assertion(named.token)).assertion
  } catch (error) {
    if (error instanceof WaymarkError) return undefined
    throw error
  }
}
