import type { Static } from 'typebox'
import type { ShareAnswer } from '../../schemas/requests/shares.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { audienceOf } from './share-choices.ts'
import type { Share } from './tables.ts'

/** What whoever may close a share is told of it. */
export function presentShare(
  share: Share,
  identifiers: Pick<Identifiers, 'shareUrl' | 'assertionUrl'>,
): Static<typeof ShareAnswer> {
  return {
    token: share.id,
    awardId: share.awardId,
    url: identifiers.shareUrl(share.id),
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
