import type { Static } from 'typebox'
import type { ShareAnswer } from '../../schemas/requests/shares.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { audienceOf } from './share-choices.ts'
import type { Share } from './tables.ts'

/** What whoever may close a share is told of it. */
export function presentShare(
  share: Share,
  identifiers: Pick<Identifiers, 'shareUrl' | 'pageUrl' | 'assertionUrl'>,
): Static<typeof ShareAnswer> {
  return {
    token: share.id,
    ...(share.awardId === undefined ? {} : { awardId: share.awardId }),
    ...(share.pageId === undefined ? {} : { pageId: share.pageId }),
    ...(share.importId === undefined ? {} : { importId: share.importId }),
    url:
      share.pageId === undefined ? identifiers.shareUrl(share.id) : identifiers.pageUrl(share.id),
    endsAt: share.endsAt,
    ...(share.closedAt === undefined ? {} : { closedAt: share.closedAt }),
    audience: audienceOf(share),
    ...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor }),
    nameForm: share.nameForm,
    ...(share.nickname === undefined ? {} : { nickname: share.nickname }),
    searchable: share.searchable ?? false,
    ...(share.openBadges2 === undefined ? {} : { assertion: identifiers.assertionUrl(share.id) }),
    views: share.views,
    createdAt: share.createdAt,
  }
}
