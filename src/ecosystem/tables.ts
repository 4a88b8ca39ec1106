import type { SignedStatusList, StatusList, StatusPlaceTaken } from '../issuing/tables.ts'
import { declare, type Entity } from '../storage/tables.ts'

/** What is endorsed: something of ours, or whatever has a URI elsewhere. */
export type EndorsedKind = 'achievement' | 'organization' | 'credential' | 'elsewhere'

/** What whoever owns the endorsed thing says to it. `not-asked`: the owner is not here. */
export type EndorsementAnswer = 'not-asked' | 'waiting' | 'accepted' | 'declined'

/** What one organization has signed about something of another. */
export interface Endorsement extends Entity {
  /** Who endorses. */
  readonly organizationId: string
  readonly endorsedKind: EndorsedKind
  /** The id of what is endorsed, as it stands in credentials: of an achievement, that of one version. */
  readonly endorsed: string
  /** Whose it is, where that is an organization of ours. */
  readonly ownerId?: string
  readonly name: string
  /** Markdown. */
  readonly comment: string
  readonly endorsedBy: string
  readonly createdAt: string
  readonly state: 'issued' | 'revoked'
  readonly stateReason?: string
  readonly stateChangedAt: string
  readonly answer: EndorsementAnswer
  /** Its place in the endorser's status lists: `organization:number` and a random index, never used twice. */
  readonly statusList: string
  readonly statusIndex: number
  /** The exact text that was signed. */
  readonly credential: string
}

export const endorsementTable = declare<Endorsement>()({
  name: 'endorsements',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'createdAt'] },
    byOwner: { fields: ['ownerId', 'createdAt'] },
    byEndorsed: { fields: ['endorsed', 'answer', 'createdAt'] },
    byStatusPlace: { fields: ['statusList', 'statusIndex'], unique: true },
    byStatusState: { fields: ['statusList', 'state'] },
  },
})

export const endorsementListTable = declare<StatusList>()({
  name: 'endorsementLists',
  shape: 1,
  indexes: { byOwner: { fields: ['owner', 'number'], unique: true } },
})

export const endorsementPlaceTable = declare<StatusPlaceTaken>()({
  name: 'endorsementPlaces',
  shape: 1,
  indexes: {},
})

export const signedEndorsementListTable = declare<SignedStatusList>()({
  name: 'signedEndorsementLists',
  shape: 1,
  indexes: {},
})
