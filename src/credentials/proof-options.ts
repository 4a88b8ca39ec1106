import { idOf, isJsonObject, listOf, type Json, type JsonObject } from './json.ts'
import type { ProofAnswer, ProofCode } from './proof-answer.ts'

/** What the members of a proof beside its value must say (VC Data Integrity §2.1). */
export interface ExpectedOptions {
  readonly purpose: 'assertionMethod' | 'authentication'
  /** The verifier's own, that nobody could know before: shows that the proof was made for this occasion. */
  readonly challenge?: string
  /** For whom the proof was made, all of them. */
  readonly domain?: string | readonly string[]
}

/** What is wrong with a proof before any cryptography, or what is needed to go on (VC Data Integrity §4.4). */
export function optionsFault(
  proof: JsonObject,
  { purpose, challenge, domain }: ExpectedOptions,
): ProofCode | { readonly proofValue: string; readonly verificationMethod: string } {
  const { proofPurpose, proofValue } = proof
  const verificationMethod = idOf(proof['verificationMethod'])
  if (proofPurpose !== purpose) return 'proof-purpose'
  if (typeof proofValue !== 'string' || verificationMethod === undefined) return 'proof-malformed'
  if (timeOf(proof['created']) === 'malformed' || timeOf(proof['expires']) === 'malformed') {
    return 'proof-time'
  }
  if (challenge !== undefined && proof['challenge'] !== challenge) return 'proof-challenge'
  if (domain !== undefined && !sameSet(listOf(proof['domain']), [domain].flat())) {
    return 'proof-domain'
  }
  return { proofValue, verificationMethod }
}

/** What a proof says of itself. */
export function namedBy(proof: Json | undefined): Omit<ProofAnswer, 'result' | 'code'> {
  if (!isJsonObject(proof)) return {}
  const keyId = idOf(proof['verificationMethod'])
  const { cryptosuite, type } = proof
  const suite = typeof cryptosuite === 'string' ? cryptosuite : type
  const created = timeOf(proof['created'])
  const expires = timeOf(proof['expires'])
  return {
    ...(keyId === undefined ? {} : { keyId }),
    ...(typeof suite === 'string' ? { cryptosuite: suite } : {}),
    ...(created === undefined || created === 'malformed' ? {} : { created }),
    ...(expires === undefined || expires === 'malformed' ? {} : { expires }),
  }
}

const dateTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(Z|[+-]\d{2}:\d{2})?$/

/** An XML Schema dateTimeStamp; one that was written without its offset is taken as UTC (VC Data Integrity §2.1). */
function timeOf(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined
  const [, time, offset = 'Z'] = typeof value === 'string' ? (dateTime.exec(value) ?? []) : []
  return time === undefined || Number.isNaN(Date.parse(time + offset)) ? 'malformed' : time + offset
}

function sameSet(some: readonly Json[], others: readonly string[]): boolean {
  return (
    others.every((one) => some.includes(one)) &&
    some.every((one) => others.some((other) => other === one))
  )
}
