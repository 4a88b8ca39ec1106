import type { Datum, MayShow } from '../learners/visibility.ts'

/** What a share of an adult shows. */
const shared: ReadonlySet<Datum> = new Set([
  'credential',
  'recipient-name',
  'narrative',
  'evidence',
  'status',
])

/** What staff of the awarding organization see: what they wrote themselves. */
const ofStaff: ReadonlySet<Datum> = new Set([
  'credential',
  'recipient-name',
  'email',
  'age-band',
  'narrative',
  'evidence',
  'claim-code',
  'status',
])

/**
 * The one rule of what may be seen. A minor, or somebody whose age is not known, is not shown to
 * anybody outside, and only staff who know the person can say that somebody is an adult: a child could say
 * so too, and so could a parent, for the children of the same account. The status of a credential is no secret, since its list is public.
 */
export const mayShow: MayShow = (viewer, datum, learner) => {
  switch (viewer.kind) {
    case 'self':
      return datum !== 'claim-code'
    case 'staff':
      return viewer.organizationId === learner.organizationId && ofStaff.has(datum)
    case 'share':
      return shared.has(datum) && learner.ageBand === 'adult'
    case 'public':
      return datum === 'status'
  }
}
