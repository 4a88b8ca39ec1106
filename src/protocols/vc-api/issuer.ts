import type { Cryptosuite } from '../../../schemas/requests/vc-api.ts'
import type { ListPurpose } from '../../credentials/identifiers.ts'
import type { JsonObject } from '../../credentials/json.ts'

/** How a credential is to be secured. */
export interface SecuringOptions {
  readonly cryptosuite?: Cryptosuite | undefined
  readonly envelope?: 'vc+jwt' | undefined
  /** For `ecdsa-sd-2023`: what is disclosed in any case. */
  readonly mandatoryPointers?: readonly string[] | undefined
}

/** Who issues through the VC-API: an organization of this service, or a key of the open tenant. */
export interface VcApiIssuer {
  readonly did: string
  /** Whose status lists are used. */
  readonly owner: string
  /** Whether each credential gets a status entry, or only one for which it is asked. */
  readonly status: 'always' | 'on-request'
  readonly statusListAddress: (number: number, purpose: ListPurpose) => string
  /** What the issuer itself says in a credential of its. */
  complete(credential: JsonObject): JsonObject
  /** Refuses what this issuer does not sign. @throws WaymarkError invalid-request */
  requireAllowed(credential: JsonObject): void
  /** Signs a credential, and writes down that it did. @throws WaymarkError invalid-request */
  secure(credential: JsonObject, options: SecuringOptions): Promise<JsonObject>
  /** Signs a status list of its own: the text of it. */
  readonly signList: (list: JsonObject) => Promise<string>
  /** The key that lists are signed with: one that was signed by a key no longer in use is signed again. */
  listKey(): Promise<string>
}
