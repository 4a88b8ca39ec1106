import type { Share } from './tables.ts'

/**
 * In whose log it stands that something was done with a share, and of what. That somebody composes pages is nothing that
 * their organizations are told.
 */
export function aboutShare(
  { awardId, pageId }: Pick<Share, 'awardId' | 'pageId'>,
  organizationId: string,
): { readonly owner: string; readonly object: string } {
  return awardId === undefined
    ? { owner: 'service', object: pageId ?? '' }
    : { owner: organizationId, object: awardId }
}
