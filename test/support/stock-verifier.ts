import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { documentLoader, knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { didDocument } from '../../src/credentials/did-document.ts'
import { idOf, isJsonObject, listOf, type JsonObject } from '../../src/credentials/json.ts'
import type { PublicKey } from '../../src/credentials/keys.ts'
import { identifiers, organizationId } from './credential-facts.ts'

/** What a DID resolver of another house answers for the test organization: its document, and each method in it. */
export function resolvedDocuments(keys: readonly PublicKey[]): Map<string, object> {
  const document = didDocument({ owner: organizationId, keys, identifiers })
  const methods = listOf(document['verificationMethod']).filter(isJsonObject)
  return new Map([
    [idOf(document) ?? '', document],
    ...methods.map((method): [string, object] => [
      idOf(method) ?? '',
      { '@context': 'https://w3id.org/security/multikey/v1', ...method },
    ]),
  ])
}

/** The verdict of stock libraries with their stock suite, by the issuer's DID document. */
export function stockVerdict(credential: JsonObject, keys: readonly PublicKey[], now: string) {
  return verifyCredential({
    credential: structuredClone(credential),
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: documentLoader(knownContexts(), resolvedDocuments(keys)),
    checkStatus: () => Promise.resolve({ verified: true }),
    now: new Date(now),
  })
}
