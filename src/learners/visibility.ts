import type { Learner } from './tables.ts'

/** Who looks at something of a learner's. */
export type Viewer =
  | { readonly kind: 'self' }
  | { readonly kind: 'staff'; readonly organizationId: string }
  /** Whoever holds the address of a share that the learner opened. */
  | { readonly kind: 'share' }
  /** Somebody who holds a copy of the credential, or its id. */
  | { readonly kind: 'public' }

/** What there is to see of a learner. */
export type Datum =
  | 'credential'
  | 'recipient-name'
  | 'email'
  | 'age-band'
  | 'narrative'
  | 'evidence'
  | 'claim-code'
  | 'status'

export type MayShow = (
  viewer: Viewer,
  datum: Datum,
  learner: Pick<Learner, 'organizationId' | 'ageBand'>,
) => boolean
