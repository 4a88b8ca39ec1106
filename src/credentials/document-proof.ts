import { documentLoader, knownContexts, type Contexts } from './contexts/contexts.ts'
import { findDanger } from './contexts/dangers.ts'
import { byOtherBody, otherBody, otherOpenBadgesV3 } from './contexts/other-body.ts'
import { rememberingSuite, type RememberingSuite } from './cryptosuite.ts'
import { cryptosuiteOf } from './cryptosuites/cryptosuites.ts'
import type { Canonize } from './cryptosuites/suite.ts'
import { isJsonObject, listOf, type Json, type JsonObject } from './json.ts'
import { verifyingKeyOf } from './multikey.ts'
import {
  proofAnswer,
  type FindKey,
  type ProofAnswer,
  type ProofCode,
  type VerificationKey,
} from './proof-answer.ts'
import { earlierProofs } from './proof-chain.ts'
import { namedBy, optionsFault, type ExpectedOptions } from './proof-options.ts'

/** What a proof must be for to count. */
export interface ExpectedProof extends ExpectedOptions {
  readonly findKey: FindKey
  /** Who must control the key: the issuer of a credential, the holder of a presentation. Nobody where it is undefined. */
  readonly controller: string | undefined
  /** Keys of whoever signed before in a chain, under their own names; where it is left out, only those of `findKey`. */
  readonly findEarlierKey?: FindKey
  readonly contexts?: Contexts
  readonly suite?: RememberingSuite
}

/** Somebody changes keys, somebody countersigns: more would only make us count. */
const mostProofs = 5

/**
 * Checks the embedded proofs of any document: a credential, a presentation (VC Data Integrity §4.4, §4.5). In a proof
 * set any good proof suffices (OB 3.0 §9.1); otherwise a failure outweighs what could not be told. A proof that
 * names earlier ones is good if they are. Never throws for what a document says.
 */
export async function checkDocumentProof(
  document: JsonObject,
  expected: ExpectedProof,
): Promise<ProofAnswer> {
  const { contexts = knownContexts() } = expected
  const proofs = listOf(document['proof'])
  if (proofs.length === 0) return proofAnswer('proof-missing')
  if (proofs.length > mostProofs) return proofAnswer('proofs-too-many')
  const danger = findDanger(document, contexts)
  if (danger !== undefined) return proofAnswer(danger, namedBy(proofs[0]))

  const check = createProofCheck(document, proofs, expected)
  const answers: ProofAnswer[] = []
  for (const proof of proofs) {
    const answer = await check(proof)
    if (answer.result === 'passed' && answer.inPart !== true) return answer
    answers.push(answer)
  }
  return (
    answers.find(({ result }) => result === 'passed') ??
    answers.find(({ result }) => result === 'failed') ??
    answers[0] ??
    proofAnswer('proof-missing')
  )
}

/** Checks the proofs of one document, each with all that it builds on. */
function createProofCheck(document: JsonObject, proofs: readonly Json[], expected: ExpectedProof) {
  const { proof: _proofs, ...unsecured } = document
  const means = meansOf(expected)
  const { findKey, findEarlierKey = findKey, controller } = expected

  /** The key of a proof that counts is the controller's; an earlier one only shows that somebody signed before. */
  const keyOf = async (name: string, later: boolean): Promise<VerificationKey | ProofCode> => {
    const key = await (later ? findEarlierKey : findKey)(name)
    if (key === undefined) return 'key-unavailable'
    return later || key.controller === controller ? key : 'key-not-of-issuer'
  }

  const check = async (proof: Json, laterOnes: readonly Json[] = []): Promise<ProofAnswer> => {
    let named = namedBy(proof)
    const answer = (code: ProofCode) => proofAnswer(code, named)
    if (!isJsonObject(proof)) return answer('proof-malformed')
    const suite = cryptosuiteOf(proof['type'], proof['cryptosuite'])
    if (typeof suite === 'string') return answer(suite)
    const options = optionsFault(proof, expected)
    if (typeof options === 'string') return answer(options)
    const { proofValue, verificationMethod } = options
    if (!suite.isWellFormed(proofValue)) return answer('proof-malformed')

    const earlier = earlierProofs(proof, proofs, laterOnes)
    if (earlier === undefined) return answer('proof-chain-broken')
    for (const one of earlier) {
      const before = await check(one, [...laterOnes, proof])
      if (before.result === 'unknown') return answer(before.code)
      if (before.result === 'failed') return answer('proof-chain-broken')
      named = endingFirst(named, before)
    }

    const listed = await keyOf(verificationMethod, laterOnes.length > 0)
    if (typeof listed === 'string') return answer(listed)
    const key = verifyingKeyOf(listed)
    if (key === undefined || !suite.algorithms.includes(key.algorithm)) return answer('key-type')
    // VC Data Integrity §4.5: a proof in a chain secures the proofs that it names.
    const secured = earlier.length === 0 ? unsecured : { ...unsecured, proof: [...earlier] }
    const verify = async (by: JsonObject): Promise<ProofCode | 'proof-good-in-part'> => {
      try {
        return await suite.verify({ document: by, proof, proofValue, key, ...means })
      } catch (error) {
        return codeOfError(error)
      }
    }
    const code = await verify(secured)
    const other = code === 'terms-not-covered' ? byOtherBody(secured) : undefined
    const found = other === undefined ? code : await verify(other)
    return found === 'proof-good-in-part'
      ? { ...answer('proof-good'), inPart: true }
      : answer(found)
  }
  return check
}

/** A chain may be relied on until the first of its proofs ends. */
function endingFirst<T extends Pick<ProofAnswer, 'expires'>>(
  facts: T,
  { expires }: ProofAnswer,
): T {
  const ends = [facts.expires, expires].filter((end) => end !== undefined)
  const [first] = ends.toSorted((one, other) => Date.parse(one) - Date.parse(other))
  return first === undefined ? facts : { ...facts, expires: first }
}

function meansOf({ contexts = knownContexts(), suite = rememberingSuite() }: ExpectedProof) {
  const load = documentLoader(contexts, new Map([[otherOpenBadgesV3, otherBody()]]))
  const canonize: Canonize = (document, messageDigestAlgorithm) =>
    suite.canonize(document, {
      documentLoader: load,
      messageDigestAlgorithm,
      safe: true,
      base: null,
    })
  return { canonize, documentLoader: load, inTurn: suite.inTurn }
}

/** JSON-LD's own complaints are about terms; the rest is about the signature. The libraries wrap them in lists. */
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
