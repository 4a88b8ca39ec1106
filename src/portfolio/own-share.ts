import type { Identifiers } from '../credentials/identifiers.ts'
import type { JsonObject } from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { OwnShare } from '../verification/read-address.ts'
import type { OpenBadges2Export } from './open-badges-2.ts'
import type { Portfolio } from './portfolio.ts'
import { checkedBadges } from './portfolio-pages/checked-badges.ts'
import type { OpenImported } from './portfolio-pages/open-imported.ts'

interface Deps {
  readonly identifiers: Identifiers
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly openBadges2: OpenBadges2Export
  readonly openImported: OpenImported
}

/** What one of our share addresses, with or without an ending, or a refresh address holds at this moment. */
export async function ownShare(address: string, deps: Deps): Promise<OwnShare> {
  const { identifiers, portfolio, issuing, openBadges2 } = deps
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
  if (named?.kind !== 'share' && named?.kind !== 'page' && named?.kind !== 'page-badge') {
    return { kind: address.startsWith(`${identifiers.base}/`) ? 'closed' : 'not-ours' }
  }
  try {
    if (named.kind === 'page') return await wholePage(named.token, deps)
    if (named.kind === 'page-badge') return await onPage(named.token, named.partId, deps)
    return await byItself(named.token, deps)
  } catch (error) {
    if (error instanceof WaymarkError) return { kind: 'closed' }
    throw error
  }
}

const check = { viewer: 'machine', format: 'check', visitor: '' } as const

/** The addresses of the badges on a shared page, each of which is then asked for by itself. @throws WaymarkError */
async function wholePage(token: string, deps: Deps): Promise<OwnShare> {
  const opened = await deps.portfolio.openPage(token)
  const badges = await checkedBadges(opened, deps)
  await deps.portfolio.seen(opened, check, undefined)
  return { kind: 'page', badges }
}

/** What the badge of a share was signed as, wherever it was. @throws WaymarkError */
async function byItself(token: string, { portfolio, issuing }: Deps): Promise<OwnShare> {
  const open = await portfolio.openBadge(token)
  const text =
    'award' in open
      ? issuing.formats.json((await portfolio.openWhole(token)).award)
      : await portfolio.textOfImport(open)
  await portfolio.seen(open, check, undefined)
  return { kind: 'open', text }
}

/** What a badge on a shared page was signed as, wherever it was. @throws WaymarkError */
async function onPage(token: string, partId: string, deps: Deps): Promise<OwnShare> {
  const { portfolio, issuing, openImported } = deps
  const opened = await portfolio.openPage(token)
  const isImported = opened.page.parts.some(({ id, kind }) => id === partId && kind === 'imported')
  const text = isImported
    ? await openImported.text(opened, partId)
    : issuing.formats.json((await portfolio.openWholeOnPage(opened, partId)).award)
  await portfolio.seen(opened, check, undefined)
  return { kind: 'open', text }
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
