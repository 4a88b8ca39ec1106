import type { SignedStatusList, StatusList, StatusPlaceTaken } from '../../issuing/tables.ts'
import { declare, type Entity } from '../../storage/tables.ts'

/** A credential that was issued through the VC-API: where its status lies. The credential itself is its holder's. */
export interface IssuedCredential extends Entity {
  /** Whose lists these are: `organization:ID`, or `tenant:KEY`. */
  readonly owner: string
  /** The `id` of the credential; '' where it has none. */
  readonly credentialId: string
  /** `OWNER:NUMBER`. */
  readonly statusList: string
  readonly statusIndex: number
  readonly revocation: boolean
  readonly suspension: boolean
  readonly issuedAt: string
}

export const issuedCredentialTable = declare<IssuedCredential>()({
  name: 'vcApiCredentials',
  shape: 1,
  indexes: {
    byCredential: { fields: ['owner', 'credentialId'] },
    byRevocation: { fields: ['statusList', 'revocation'] },
    bySuspension: { fields: ['statusList', 'suspension'] },
  },
})

export const credentialStatusListTable = declare<StatusList>()({
  name: 'vcApiStatusLists',
  shape: 1,
  indexes: { byOwner: { fields: ['owner', 'number'], unique: true } },
})

export const credentialStatusPlaceTable = declare<StatusPlaceTaken>()({
  name: 'vcApiStatusPlaces',
  shape: 1,
  indexes: {},
})

export const signedCredentialStatusListTable = declare<SignedStatusList>()({
  name: 'vcApiSignedStatusLists',
  shape: 1,
  indexes: {},
})
