import { knownContexts, type Contexts } from './contexts/contexts.ts'
import { rememberingSuite, type RememberingSuite } from './cryptosuite.ts'
import { checkDocumentProof } from './document-proof.ts'
import { idOf, type JsonObject } from './json.ts'
import type { FindKey, ProofAnswer } from './proof-answer.ts'

export { checkJwt } from './check-jwt.ts'
export { checkPresentationJwt } from './check-presentation-jwt.ts'
export { checkDocumentProof, type ExpectedProof } from './document-proof.ts'
export type { FindKey, ProofAnswer, ProofCode, VerificationKey } from './proof-answer.ts'

/**
 * Checks the embedded proof of a credential of any origin: made for asserting, by a key of its issuer. See
 * {@link checkDocumentProof}. Never throws for what a credential says; dates, status and schema are other checks.
 * @param findEarlierKey keys of whoever signed before in a chain; where it is left out, only those of `findKey`
 */
export async function checkEmbeddedProof(
  credential: JsonObject,
  findKey: FindKey,
  contexts: Contexts = knownContexts(),
  suite: RememberingSuite = rememberingSuite(),
  findEarlierKey: FindKey = findKey,
): Promise<ProofAnswer> {
  return checkDocumentProof(credential, {
    findKey,
    findEarlierKey,
    controller: idOf(credential['issuer']),
    purpose: 'assertionMethod',
    contexts,
    suite,
  })
}
