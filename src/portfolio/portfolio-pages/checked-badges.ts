import type { Identifiers } from '../../credentials/identifiers.ts'
import type { OpenPage, OpenShares } from '../open-share.ts'
import type { OpenImported } from './open-imported.ts'
import { orNothing } from './or-nothing.ts'

interface Deps {
  readonly portfolio: Pick<OpenShares, 'openWholeOnPage'>
  readonly openImported: Pick<OpenImported, 'read' | 'isWhole'>
  readonly identifiers: Pick<Identifiers, 'pageBadgeUrl'>
}

/** Where each badge of an open page that may be handed out as it was signed is found, in the order of the page. */
export async function checkedBadges(
  opened: OpenPage,
  { portfolio, openImported, identifiers }: Deps,
): Promise<readonly string[]> {
  const { share, page } = opened
  const addresses: string[] = []
  const isWhole = openImported.isWhole(opened)
  for (const { id, kind } of page.parts) {
    const isThere =
      (kind === 'badge' &&
        (await orNothing(portfolio.openWholeOnPage(opened, id))) !== undefined) ||
      (kind === 'imported' &&
        isWhole &&
        (await orNothing(openImported.read(opened, id))) !== undefined)
    if (isThere) addresses.push(identifiers.pageBadgeUrl(share.id, id))
  }
  return addresses
}
