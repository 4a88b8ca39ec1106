import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { createDiscloseCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { CredentialIssuancePurpose, type DocumentLoader } from '@digitalbazaar/vc'
import jsonldSignatures from 'jsonld-signatures'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { Secured } from './suite.ts'
import { mandatoryPointersOf } from './sd-proof-value.ts'

/** Each pointer is followed several times, and each group of them canonicalized. */
export const mostPointers = 100

/** To disclose costs several times what it takes to check: half of what a document may have otherwise. */
const mostValues = 1_000

/** The whole document with the derived proof that shows all of it, or why there is none. */
export async function discloseAll(
  secured: Secured,
): Promise<Pick<Secured, 'document' | 'proof' | 'proofValue'> | 'proof-malformed' | 'too-complex'> {
  const { document, proof, proofValue, documentLoader, inTurn } = secured
  const pointers = mandatoryPointersOf(proofValue)
  if (pointers === undefined || !arePointersInto(document, pointers)) return 'proof-malformed'
  if (valuesIn(document) > mostValues) return 'too-complex'
  // RFC 6901 §5: the empty pointer is the whole document.
  const derived = await inTurn(() => disclose({ ...document, proof }, [''], documentLoader))
  const { proof: derivedProof, ...shown } = derived
  if (!isJsonObject(derivedProof)) return 'proof-malformed'
  const value = derivedProof['proofValue']
  if (typeof value !== 'string') return 'proof-malformed'
  return { document: shown, proof: derivedProof, proofValue: value }
}

/**
 * What of a document with one base proof stands under some JSON Pointers, and all that is mandatory, with a derived
 * proof (VC-DI-ECDSA §3.6.6, §3.6.7).
 * @throws Error where the base proof is malformed, the document too complex, or nothing is shown
 */
export async function disclose(
  secured: JsonObject,
  selectivePointers: readonly string[],
  documentLoader: DocumentLoader,
): Promise<JsonObject> {
  if (valuesIn(secured) > mostValues) throw new TypeError('too complex to be disclosed in part')
  const cryptosuite = createDiscloseCryptosuite({ selectivePointers: [...selectivePointers] })
  const derived = await jsonldSignatures.derive(structuredClone(secured), {
    suite: new DataIntegrityProof({ cryptosuite }),
    purpose: new CredentialIssuancePurpose(),
    documentLoader,
  })
  if (!isJsonObject(derived)) throw new TypeError('nothing was derived')
  return derived
}

/** Whether JSON Pointers (RFC 6901) lead to members of a document itself, and are not too many. */
export function arePointersInto(document: JsonObject, pointers: readonly string[]): boolean {
  return pointers.length <= mostPointers && pointers.every((one) => leadsInto(document, one))
}

function leadsInto(document: JsonObject, pointer: string): boolean {
  if (pointer !== '' && !pointer.startsWith('/')) return false
  let at: Json | undefined = document
  for (const part of pointer.split('/').slice(1)) {
    if (/~(?![01])/.test(part)) return false
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    // The library takes what begins with a digit for an index.
    if (Array.isArray(at) ? !/^(0|[1-9]\d*)$/.test(name) : /^\s*[+-]?\d/.test(name)) return false
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return false
    at = Array.isArray(at) ? at[Number(name)] : at[name]
  }
  return true
}

function valuesIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, inner) => sum + valuesIn(inner), 1)
}
