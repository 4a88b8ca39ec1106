import { DataIntegrityProof, type Cryptosuite } from '@digitalbazaar/data-integrity'
import { CredentialIssuancePurpose } from '@digitalbazaar/vc'
import jsonldSignatures from 'jsonld-signatures'
import { documentLoader, knownContexts, type Contexts } from './contexts/contexts.ts'
import { findDanger } from './contexts/dangers.ts'
import {
  eddsaRdfc2022,
  proofTypesNotSupported,
  rememberingSuite,
  suitesNotSupported,
} from './cryptosuite.ts'
import { idOf, isJsonObject, listOf, type Json, type JsonObject } from './json.ts'
import { multibaseOf } from './keys.ts'
import {
  proofAnswer,
  type FindKey,
  type ProofAnswer,
  type VerificationKey,
} from './proof-answer.ts'

export { checkJwt } from './check-jwt.ts'
export type { FindKey, ProofAnswer, ProofCode, VerificationKey } from './proof-answer.ts'

/** Somebody changes keys, somebody countersigns: more would only make us count. */
const mostProofs = 3

/**
 * Checks the embedded proof of a credential of any origin (VC Data Integrity §4.4, §4.5). In a proof set any good
 * proof suffices (OB 3.0 §9.1); otherwise a failure outweighs what could not be told. Never throws for what a
 * credential says; dates, status and schema are other checks.
 */
export async function checkEmbeddedProof(
  credential: JsonObject,
  findKey: FindKey,
  contexts: Contexts = knownContexts(),
  suite: Cryptosuite = rememberingSuite(),
): Promise<ProofAnswer> {
  const proofs = listOf(credential['proof'])
  if (proofs.length === 0) return proofAnswer('proof-missing')
  if (proofs.length > mostProofs) return proofAnswer('proofs-too-many')
  const danger = findDanger(credential, contexts)
  if (danger !== undefined) return proofAnswer(danger, namedBy(proofs[0]))

  const answers: ProofAnswer[] = []
  for (const proof of proofs) {
    const answer = await checkOne(credential, proof, findKey, { contexts, suite })
    if (answer.result === 'passed') return answer
    answers.push(answer)
  }
  return (
    answers.find(({ result }) => result === 'failed') ?? answers[0] ?? proofAnswer('proof-missing')
  )
}

interface Means {
  readonly contexts: Contexts
  readonly suite: Cryptosuite
}

async function checkOne(
  credential: JsonObject,
  proof: Json,
  findKey: FindKey,
  means: Means,
): Promise<ProofAnswer> {
  if (!isJsonObject(proof)) return proofAnswer('proof-malformed')
  const named = namedBy(proof)
  const { type, cryptosuite, proofPurpose, proofValue } = proof
  const verificationMethod = idOf(proof['verificationMethod'])

  if (type !== 'DataIntegrityProof') return proofAnswer(codeOfType(type), named)
  if (cryptosuite !== eddsaRdfc2022.name) return proofAnswer(codeOfSuite(cryptosuite), named)
  if (proof['previousProof'] !== undefined) return proofAnswer('proof-chain-not-supported', named)
  if (proofPurpose !== 'assertionMethod') return proofAnswer('proof-purpose', named)
  // Ed25519 signatures have 64 bytes: 86 to 88 characters of base58 or base64url, and the multibase letter.
  if (typeof proofValue !== 'string' || !/^[zu][\w-]{60,100}$/.test(proofValue)) {
    return proofAnswer('proof-malformed', named)
  }
  if (verificationMethod === undefined) return proofAnswer('proof-malformed', named)
  if (!isTime(proof['created']) || !isTime(proof['expires']))
    return proofAnswer('proof-time', named)

  const key = await findKey(verificationMethod)
  if (key === undefined) return proofAnswer('key-unavailable', named)
  if (key.controller !== idOf(credential['issuer'])) return proofAnswer('key-not-of-issuer', named)
  const multikey = await ed25519Of(key)
  if (multikey === undefined) return proofAnswer('key-type', named)

  const error = await verify(credential, proof, { ...key, publicKeyMultibase: multikey }, means)
  return proofAnswer(error === undefined ? 'proof-good' : codeOfError(error), named)
}

/** What went wrong; undefined for a good signature by this key for the issuer of the credential. */
async function verify(
  credential: JsonObject,
  proof: JsonObject,
  key: VerificationKey & { readonly publicKeyMultibase: string },
  { contexts, suite }: Means,
): Promise<unknown> {
  const verificationMethod = idOf(proof['verificationMethod']) ?? key.id
  const method = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: verificationMethod,
    type: 'Multikey',
    controller: key.controller,
    publicKeyMultibase: key.publicKeyMultibase,
  }
  const controller = { id: key.controller, assertionMethod: [verificationMethod] }
  const { verified, error } = await jsonldSignatures.verify(
    { ...credential, proof },
    {
      suite: new DataIntegrityProof({ cryptosuite: suite }),
      purpose: new CredentialIssuancePurpose({ controller }),
      documentLoader: documentLoader(contexts, new Map([[verificationMethod, method]])),
    },
  )
  return verified ? undefined : (error ?? new Error('not verified'))
}

function namedBy(proof: Json | undefined): Omit<ProofAnswer, 'result' | 'code'> {
  if (!isJsonObject(proof)) return {}
  const keyId = idOf(proof['verificationMethod'])
  const { cryptosuite, type, created, expires } = proof
  const suite = typeof cryptosuite === 'string' ? cryptosuite : type
  return {
    ...(keyId === undefined ? {} : { keyId }),
    ...(typeof suite === 'string' ? { cryptosuite: suite } : {}),
    ...(typeof created === 'string' ? { created } : {}),
    ...(typeof expires === 'string' ? { expires } : {}),
  }
}

function codeOfType(type: Json | undefined) {
  return typeof type === 'string' && proofTypesNotSupported.has(type)
    ? 'suite-not-supported'
    : 'suite-unknown'
}

function codeOfSuite(suite: Json | undefined) {
  return typeof suite === 'string' && suitesNotSupported.has(suite)
    ? 'suite-not-supported'
    : 'suite-unknown'
}

/** An XML Schema dateTimeStamp (VC Data Integrity §2.1), or absent. */
function isTime(value: Json | undefined): boolean {
  if (value === undefined) return true
  if (typeof value !== 'string') return false
  return (
    /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(value) && !Number.isNaN(Date.parse(value))
  )
}

async function ed25519Of(key: VerificationKey): Promise<string | undefined> {
  if (key.publicKeyMultibase !== undefined) {
    return key.publicKeyMultibase.startsWith('z6Mk') ? key.publicKeyMultibase : undefined
  }
  const jwk = key.publicJwk
  if (jwk?.['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519') return undefined
  try {
    return await multibaseOf(jwk)
  } catch {
    return undefined
  }
}

/** JSON-LD's own complaints are about terms; the rest is about the signature. The library wraps them in lists. */
function codeOfError(error: unknown): 'terms-not-covered' | 'too-complex' | 'signature-invalid' {
  const texts = innerErrors(error).map((one) => `${one.name} ${one.message}`)
  if (texts.some((text) => text.startsWith('jsonld.'))) return 'terms-not-covered'
  if (texts.some((text) => text.includes('Maximum deep iterations'))) return 'too-complex'
  return 'signature-invalid'
}

function innerErrors(error: unknown, depth = 0): readonly Error[] {
  if (Array.isArray(error)) return error.flatMap((one) => innerErrors(one, depth))
  if (!(error instanceof Error) || depth > 5) return []
  const inner: unknown = 'errors' in error ? error.errors : undefined
  return [error, ...innerErrors(inner, depth + 1), ...innerErrors(error.cause, depth + 1)]
}
