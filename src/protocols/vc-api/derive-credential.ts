import type { DeriveCredentialBody } from '../../../schemas/requests/vc-api.ts'
import type { Contexts } from '../../credentials/contexts/contexts.ts'
import { parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import { deriveCredential } from '../../credentials/sign.ts'
import { objectOf } from './issue-credential.ts'
import { refusingUnsignable } from './unsignable.ts'

/**
 * VC-API §3.4.1 Derive Credential: of a credential with a base proof of `ecdsa-sd-2023`, what is mandatory and what the
 * holder chooses to show. Whether the issuer's signature is good is for whoever verifies the derived one.
 * https://w3c-ccg.github.io/vc-api/#derive-credential
 * @throws WaymarkError invalid-request
 */
export async function deriveShown(
  { verifiableCredential, options = {} }: DeriveCredentialBody,
  contexts: Contexts,
): Promise<JsonObject> {
  const credential = objectOf(verifiableCredential)
  const text = await refusingUnsignable(
    () => deriveCredential(credential, options.selectivePointers ?? [], contexts),
    '/verifiableCredential',
  )
  return parseJsonObject(text)
}
