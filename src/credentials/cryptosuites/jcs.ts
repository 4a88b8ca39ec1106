import { isJsonObject, listOf, type Json, type JsonObject } from '../json.ts'
import type { MultikeyAlgorithm } from '../multikey.ts'
import type { Cryptosuite, Secured } from './suite.ts'
import { digestOfAlgorithm, hash, isSignatureText, signatureAnswer } from './signature.ts'

/** VC-DI-EdDSA §3.3: JSON canonicalization, SHA-256, Ed25519. */
export const eddsaJcs2022 = jcsSuite('eddsa-jcs-2022', ['Ed25519'])
/** VC-DI-ECDSA §3.3: the same with P-256 and SHA-256, or P-384 and SHA-384. */
export const ecdsaJcs2019 = jcsSuite('ecdsa-jcs-2019', ['P-256', 'P-384'])

function jcsSuite(name: string, algorithms: readonly MultikeyAlgorithm[]): Cryptosuite {
  return {
    name,
    algorithms,
    isWellFormed: isSignatureText,
    async verify(secured) {
      const hashes = jcsHashes(secured)
      if (hashes === undefined) return 'signature-invalid'
      return signatureAnswer(secured.key, hashes, secured.proofValue)
    },
  }
}

/** What is signed; undefined where the document does not begin with the contexts that were signed. */
function jcsHashes({ document, proof, key }: Secured): Uint8Array | undefined {
  const { proofValue: _signature, ...options } = proof
  const signed = withContextOf(options, document)
  if (signed === undefined) return undefined
  const digest = digestOfAlgorithm[key.algorithm]
  return Buffer.concat([hash(jcs(options), digest), hash(jcs(signed), digest)])
}

/** VC-DI-EdDSA §3.3.2, step 4: others may have added contexts behind those that were signed. */
function withContextOf(options: JsonObject, document: JsonObject): JsonObject | undefined {
  const context = options['@context']
  if (context === undefined) return document
  const signed = listOf(context)
  const there = listOf(document['@context'])
  const begins = signed.every((one, index) => jcs(one) === jcs(there[index] ?? null))
  return begins ? { ...document, '@context': context } : undefined
}

/**
 * The document with the contexts that its JCS proofs cover, and no more: what others have added behind them, nobody signed.
 * Where there are several such proofs, the least counts.
 */
export function withSignedContexts(document: JsonObject): JsonObject {
  const covered = listOf(document['proof']).flatMap((proof) => {
    if (!isJsonObject(proof) || !isJcsProof(proof)) return []
    const signed = withContextOf(proof, document)?.['@context']
    return signed === undefined ? [] : [listOf(signed)]
  })
  const [least] = covered.toSorted((one, other) => one.length - other.length)
  const isAll = least === undefined || least.length === listOf(document['@context']).length
  return isAll ? document : { ...document, '@context': [...least] }
}

function isJcsProof({ cryptosuite }: JsonObject): boolean {
  return cryptosuite === eddsaJcs2022.name || cryptosuite === ecdsaJcs2019.name
}

/** The canonical text of a JSON value (RFC 8785): members in the order of their UTF-16 code units, no white space. */
export function jcs(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${jcs(value[name] ?? null)}`)
  return `{${members.join(',')}}`
}
