import type { EndorsementAnswer } from '../../schemas/requests/endorsements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Endorsement } from './tables.ts'

/** What staff see of an endorsement: of the organization that gave it, and of the one whose thing is endorsed. */
export function presentEndorsement(
  endorsement: Endorsement,
  identifiers: Identifiers,
): EndorsementAnswer {
  const { id, organizationId, endorsed, endorsedKind, name, comment, state, stateReason, answer } =
    endorsement
  return {
    id,
    organizationId,
    endorsed,
    endorsedKind,
    name,
    comment,
    state,
    ...(stateReason === undefined ? {} : { stateReason }),
    answer,
    url: identifiers.endorsementUrl(id),
    credential: endorsement.credential,
    createdAt: endorsement.createdAt,
  }
}
