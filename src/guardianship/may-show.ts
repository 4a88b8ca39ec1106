import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { standingConsent } from '../learners/consent.ts'
import { standingOf } from '../learners/standing.ts'
import type { Datum, MayShow, ShareAudience, Visible } from '../learners/visibility.ts'

/** What a share shows of whoever may be shown. */
const shared: ReadonlySet<Datum> = new Set([
  'credential',
  'recipient-name',
  'narrative',
  'evidence',
  'own-words',
  'status',
])

/** What staff of the awarding organization see: what they wrote themselves, and that a consent is there. */
const ofStaff: ReadonlySet<Datum> = new Set([
  'credential',
  'recipient-name',
  'email',
  'age-band',
  'thresholds',
  'narrative',
  'evidence',
  'claim-code',
  'status',
  'consents',
])

/** A code is for whoever has not claimed yet; how to reach a guardian is for nobody but that guardian. */
const notOfOneself: ReadonlySet<Datum> = new Set(['claim-code', 'guardian-contact'])

const purposeOf = {
  public: 'show-publicly',
  'third-party': 'share-with-third-party',
} as const satisfies Record<ShareAudience, ConsentPurpose>

interface Deps {
  /** YYYY-MM-DD */
  readonly today: () => string
}

/**
 * The one rule of what may be seen. Only staff who know the person, or a day that has come, say that somebody is an
 * adult: a child could say so too, and so could a parent, for the children of the same account. Whoever is not known as an
 * adult is shown outside only as far as a consent that stands today says; the policy of the organization was asked
 * when it was given, so the learner's own document answers. The status of a credential is no secret, since its list is public.
 */
export function createMayShow({ today }: Deps): MayShow {
  const isAdult = (learner: Visible) => standingOf(learner, today()) === 'adult'

  const mayShare = (audience: ShareAudience, datum: Datum, learner: Visible) => {
    if (!shared.has(datum)) return false
    if (isAdult(learner)) return true
    const allows = (purpose: ConsentPurpose) =>
      standingConsent(learner.consents, purpose) !== undefined
    return allows(purposeOf[audience]) && (datum !== 'evidence' || allows('show-evidence'))
  }

  return (viewer, datum, learner) => {
    switch (viewer.kind) {
      case 'self':
        return !notOfOneself.has(datum)
      case 'guardian':
        return datum === 'status' || (!notOfOneself.has(datum) && !isAdult(learner))
      case 'staff':
        return isOfStaff(viewer.organizationId, learner) && ofStaff.has(datum)
      case 'share':
        return mayShare(viewer.audience, datum, learner)
      case 'public':
      case 'operator':
        return datum === 'status'
    }
  }
}

/** Whoever was let go is nothing to the organization any more. */
function isOfStaff(organizationId: string, learner: Visible): boolean {
  return organizationId === learner.organizationId && learner.letGo === undefined
}
