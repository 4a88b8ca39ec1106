import type { Share } from './tables.ts'

/**
 * In whose log it stands that something was done with a share, and of what. That somebody composes pages, or has badges
 * from elsewhere, is nothing that their organizations are told.
 */
export function aboutShare(
  { awardId, pageId, importId }: Pick<Share, 'awardId' | 'pageId' | 'importId'>,
  organizationId: string,
): { readonly owner: string; readonly object: string } {
  return awardId === undefined
    ? { owner: 'service', object: pageId ?? importId ?? '' }
    : { owner: organizationId, object: awardId }
}
