import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Learner } from './tables.ts'

/** Who looks at something of a learner's. */
export type Viewer =
  | { readonly kind: 'self' }
  /** Somebody who is the learner's guardian today. */
  | { readonly kind: 'guardian' }
  | { readonly kind: 'staff'; readonly organizationId: string }
  /** Whoever holds the address of a share that was opened for the learner: for anybody, or for one third party. */
  | { readonly kind: 'share'; readonly audience: ShareAudience }
  /** Somebody who holds a copy of the credential, or its id. */
  | { readonly kind: 'public' }
  /** Who runs the service, and is no staff of the learner's organization. */
  | { readonly kind: 'operator' }

/** Whom a share is for: everybody, or a college, an employer, somebody who was named. */
export type ShareAudience = 'public' | 'third-party'

/** What there is to see of a learner. */
export type Datum =
  /** The badge itself. Its signed text holds the evidence too, so it takes both. */
  | 'credential'
  | 'recipient-name'
  | 'email'
  | 'age-band'
  /** The days from which they decide for themselves and are an adult. */
  | 'thresholds'
  | 'narrative'
  | 'evidence'
  /** What they wrote themselves on a page of theirs: its title, headings and text. */
  | 'own-words'
  | 'claim-code'
  | 'status'
  /** That a consent is there: for what, by which way, since when. */
  | 'consents'
  /** Who gave or took back a consent, and the text they agreed to. */
  | 'consent-details'
  /** How to reach a guardian. */
  | 'guardian-contact'
  /** When and how often shares were looked at. */
  | 'view-log'

/** What of a learner decides what may be seen of them. */
export type Visible = Pick<
  Learner,
  'organizationId' | 'ageBand' | 'consentsFrom' | 'adultFrom' | 'consents' | 'letGo'
>

export type MayShow = (viewer: Viewer, datum: Datum, learner: Visible) => boolean

/** Whether a consent is needed, by the policy of the learner's organization, and is not there. */
export type NeedsConsent = (learner: Visible, purpose: ConsentPurpose) => Promise<boolean>

/** What an account is to a learner today. A guardian is one until the learner is an adult, or it was ended. */
export type RelationTo = (
  accountId: string,
  learner: Learner,
) => Promise<'self' | 'guardian' | undefined>
