import {
  checkEmbeddedProof,
  checkJwt,
  type ProofAnswer,
  type FindKey,
} from '../../credentials/proof.ts'
import { withSignedContexts } from '../../credentials/cryptosuites/jcs.ts'
import { knownContexts, type Contexts } from '../../credentials/contexts/contexts.ts'
import { rememberingSuite, type InTurn } from '../../credentials/cryptosuite.ts'
import { isJsonObject, parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { createKeyRing } from '../key-ring.ts'
import { member, momentOf } from '../json-values.ts'
import type { Resolver } from '../resolve.ts'
import type { Secured } from '../secured.ts'
import type { Identity } from './issuer.ts'

/**
 * OB 3.0 §9.1 step 2, second half: is the signature good, and is the key one that the issuer's own document
 * lists? A key that merely came along (in a header, in the name of a method) shows that nothing was
 * changed since somebody signed; it does not show who.
 */
export async function checkProof(
  secured: Secured,
  identity: Identity,
  resolver: Resolver,
  now: Date,
  inTurn?: InTurn,
  contexts: Contexts = knownContexts(),
): Promise<Finding> {
  const ring = createKeyRing(identity, resolver)
  const suite = rememberingSuite(inTurn)
  const check = (findKey: FindKey): Promise<ProofAnswer> =>
    secured.form === 'jwt'
      ? checkJwt(secured.token, findKey)
      : checkEmbeddedProof(secured.credential, findKey, contexts, suite, ring.any)
  const byIssuer = await check(ring.listed)
  if (byIssuer.result === 'passed') return inItsTime(byIssuer, now)
  // A JWT that brings its key in its header was checked with that one.
  const inHeader = byIssuer.code === 'key-only-in-header' && secured.form === 'jwt'
  if (inHeader && ring.lists(headerKey(secured.token))) return inItsTime(byIssuer, now)
  if (!inHeader && byIssuer.code !== 'key-unavailable') return findingOf(byIssuer)

  const byAnybody = inHeader ? byIssuer : await check(ring.any)
  if (!inHeader && byAnybody.result !== 'passed') return findingOf(byAnybody)
  return identity.keys === undefined
    ? { result: 'unknown', code: 'intact-but-signer-not-shown', values: valuesOf(byAnybody) }
    : { result: 'failed', code: 'key-not-listed-by-issuer', values: valuesOf(byAnybody) }
}

/** A proof has times of its own (VC Data Integrity §2.1 `expires`, VC-JOSE-COSE §3.1.3), beside the credential's. */
export function inItsTime(answer: ProofAnswer, now: Date): Finding {
  const values = valuesOf(answer)
  const start = momentOf(answer.notBefore)
  const end = momentOf(answer.expires)
  const isUnreadable =
    (answer.notBefore !== undefined && start === undefined) ||
    (answer.expires !== undefined && end === undefined)
  if (isUnreadable) return { result: 'failed', code: 'proof-time', values }
  if (start !== undefined && now < start) {
    return { result: 'failed', code: 'proof-not-yet-valid', values }
  }
  if (end !== undefined && end <= now) return { result: 'failed', code: 'proof-expired', values }
  const inPart = answer.inPart === true ? ({ inPart: true } as const) : {}
  return { result: 'passed', code: 'signed-by-issuer', values, ...inPart }
}

/** The credential that is judged: for a JWT, what the claims say once they are decoded; no context that nobody signed. */
export async function credentialOf(secured: Secured): Promise<JsonObject> {
  if (secured.form === 'embedded') return withSignedContexts(secured.credential)
  const { credential } = await checkJwt(secured.token, () => Promise.resolve(undefined))
  return credential ?? secured.credential
}

function headerKey(token: string): JsonObject | undefined {
  const header = parseJsonObject(
    Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'),
  )
  const jwk = member(header, 'jwk')
  return isJsonObject(jwk) ? jwk : undefined
}

export function findingOf(answer: ProofAnswer): Finding {
  return { result: answer.result, code: answer.code, values: valuesOf(answer) }
}

function valuesOf({ keyId, cryptosuite, created }: ProofAnswer): Record<string, string> {
  return {
    ...(keyId === undefined ? {} : { key: keyId }),
    ...(cryptosuite === undefined ? {} : { cryptosuite }),
    ...(created === undefined ? {} : { created }),
  }
}
