import type { Learner } from './tables.ts'

/** Who looks at something of a learner's. */
export type Viewer =
  | { readonly kind: 'self' }
  | { readonly kind: 'staff'; readonly organizationId: string }
  /** Whoever holds the address of a share that was opened for the learner: for anybody, or for one third party. */
  | { readonly kind: 'share'; readonly audience: ShareAudience }
  /** Somebody who holds a copy of the credential, or its id. */
  | { readonly kind: 'public' }

/** Whom a share is for: everybody, or a college, an employer, somebody who was named. */
export type ShareAudience = 'public' | 'third-party'

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
