import { declare, type Entity } from '../../storage/tables.ts'

/** How an organization treats awards that nobody claims; its id is the organization's. 0 days: never. */
export interface UnclaimedPolicy {
  readonly remindAfterDays: number
  readonly expireAfterDays: number
}

export interface StoredUnclaimedPolicy extends Entity, UnclaimedPolicy {}

/** That an address wants no more mails from an organization. Its id is a keyed hash of both: no address stands here. */
export interface MailStop extends Entity {
  readonly organizationId: string
  /** A keyed hash of the address alone, of no use for anything else: whoever has it is told where they stopped mails. */
  readonly addressHash?: string
  readonly at: string
}

export const unclaimedPolicyTable = declare<StoredUnclaimedPolicy>()({
  name: 'unclaimedPolicies',
  shape: 1,
  indexes: { byReminding: { fields: ['remindAfterDays'] } },
})

export const mailStopTable = declare<MailStop>()({
  name: 'mailStops',
  shape: 1,
  indexes: { byAddress: { fields: ['addressHash', 'at'] } },
})
