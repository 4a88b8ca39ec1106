import type { JsonObject } from './json.ts'

/** What the check of a proof found. Codes are stable: texts and callers hang on them. */
export type ProofCode =
  | 'proof-good'
  // Failed: the proof is there and does not hold.
  | 'proof-missing'
  | 'proof-malformed'
  | 'proof-purpose'
  | 'proof-challenge'
  | 'proof-domain'
  | 'proof-time'
  | 'proof-chain-broken'
  | 'proofs-too-many'
  | 'key-not-of-issuer'
  | 'key-type'
  | 'signature-invalid'
  | 'terms-not-covered'
  | 'context-import'
  | 'forbidden-member'
  | 'lone-surrogate'
  | 'too-deep'
  | 'jwt-malformed'
  | 'jwt-algorithm'
  | 'jwt-header'
  | 'jwt-claims-differ'
  // Unknown: it may hold, we could not tell.
  | 'suite-not-supported'
  | 'suite-unknown'
  | 'context-unknown'
  | 'terms-aliased'
  | 'too-complex'
  | 'key-unavailable'
  | 'key-only-in-header'

export interface ProofAnswer {
  readonly result: 'passed' | 'failed' | 'unknown'
  readonly code: ProofCode
  /** The verification method or `kid` that the proof names. */
  readonly keyId?: string
  /** A Data Integrity suite, or the algorithm of a JWT. */
  readonly cryptosuite?: string
  /** When the signer says it was signed; chosen by whoever signs. */
  readonly created?: string
  /** From when and until when the proof itself may be relied on, RFC 3339: the caller has the clock. */
  readonly notBefore?: string
  readonly expires?: string
  /** Set where its holder could have left out when it ends, or where it can be taken back. */
  readonly inPart?: true
}

/** A public key that was found for a proof. */
export interface VerificationKey {
  readonly id: string
  /** Whose document lists the key for assertionMethod; it must be the issuer's id, or the proof fails. */
  readonly controller: string
  readonly publicKeyMultibase?: string
  readonly publicJwk?: JsonObject
}

/** Answers the key that a proof names; undefined where it could not be had. */
export type FindKey = (verificationMethodOrKid: string) => Promise<VerificationKey | undefined>

const unknownCodes: ReadonlySet<ProofCode> = new Set([
  'suite-not-supported',
  'suite-unknown',
  'context-unknown',
  'terms-aliased',
  'too-complex',
  'key-unavailable',
  'key-only-in-header',
])

/** The answer that belongs to a code. */
export function proofAnswer(
  code: ProofCode,
  facts: Omit<ProofAnswer, 'result' | 'code'> = {},
): ProofAnswer {
  if (code === 'proof-good') return { result: 'passed', code, ...facts }
  return { result: unknownCodes.has(code) ? 'unknown' : 'failed', code, ...facts }
}
