import { createHash, verify } from 'node:crypto'
import { base58Bytes } from '../multibase.ts'
import type { MultikeyAlgorithm, VerifyingKey } from '../multikey.ts'
import type { Digest, SuiteAnswer } from './suite.ts'

/** Both halves of a hash and a signature go by the key: P-384 takes SHA-384 (VC-DI-ECDSA §3.1). */
export const digestOfAlgorithm: Readonly<Record<MultikeyAlgorithm, Digest>> = {
  Ed25519: 'SHA-256',
  'P-256': 'SHA-256',
  'P-384': 'SHA-384',
}

const signatureBytes: Readonly<Record<MultikeyAlgorithm, number>> = {
  Ed25519: 64,
  'P-256': 64,
  'P-384': 96,
}

/** Base58 takes 86 to 88 letters for 64 bytes, and up to 132 for 96. */
export const isSignatureText = (text: string) => /^z[1-9A-HJ-NP-Za-km-z]{64,132}$/.test(text)

export function hash(text: string | Uint8Array, digest: Digest): Uint8Array {
  return createHash(digest).update(text).digest()
}

/**
 * Holds a signature against data: Ed25519 (RFC 8032), or ECDSA as r and s in a row (VC-DI-ECDSA §2.2). Of the two
 * values that s may have the specification prefers none, so both are good.
 */
export function holds(key: VerifyingKey, data: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== signatureBytes[key.algorithm]) return false
  if (key.algorithm === 'Ed25519') return verify(null, data, key.publicKey, signature)
  const publicKey = { key: key.publicKey, dsaEncoding: 'ieee-p1363' } as const
  return verify(digestOfAlgorithm[key.algorithm], data, publicKey, signature)
}

/** The answer for a `proofValue` that is one signature in base58-btc. */
export function signatureAnswer(
  key: VerifyingKey,
  data: Uint8Array,
  proofValue: string,
): SuiteAnswer {
  const signature = base58Bytes(proofValue)
  if (signature?.length !== signatureBytes[key.algorithm]) return 'proof-malformed'
  return holds(key, data, signature) ? 'proof-good' : 'signature-invalid'
}
