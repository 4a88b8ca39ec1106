import { credentialsV2 } from '../contexts/contexts.ts'
import { listOf, type Json, type JsonObject } from '../json.ts'
import type { MultikeyAlgorithm } from '../multikey.ts'
import type { Canonize, Cryptosuite, Digest } from './suite.ts'
import { digestOfAlgorithm, hash, isSignatureText, signatureAnswer } from './signature.ts'

const dataIntegrityV1 = 'https://w3id.org/security/data-integrity/v1'
const dataIntegrityV2 = 'https://w3id.org/security/data-integrity/v2'

/** VC-DI-EdDSA §3.2: RDF canonicalization, SHA-256, Ed25519. */
export const eddsaRdfc2022 = rdfcSuite('eddsa-rdfc-2022', ['Ed25519'], contextOfProof)
/** VC-DI-ECDSA §3.2: the same with P-256 and SHA-256, or P-384 and SHA-384. */
export const ecdsaRdfc2019 = rdfcSuite('ecdsa-rdfc-2019', ['P-256', 'P-384'], contextOfProof)
/** VC-DI-EdDSA §A: from before Data Integrity, for reading what others issued; its context must be the document's. */
export const ed25519Signature2020 = rdfcSuite('Ed25519Signature2020', ['Ed25519'], contextOf)

function rdfcSuite(
  name: string,
  algorithms: readonly MultikeyAlgorithm[],
  context: (document: JsonObject) => Json[],
): Cryptosuite {
  return {
    name,
    algorithms,
    isWellFormed: isSignatureText,
    async verify({ document, proof, proofValue, key, canonize }) {
      const digest = digestOfAlgorithm[key.algorithm]
      const ofProof = await hashOfProof(context(document), proof, canonize, digest)
      const ofDocument = hash(await canonize(document, digest), digest)
      return signatureAnswer(key, Buffer.concat([ofProof, ofDocument]), proofValue)
    },
  }
}

/** VC-DI-EdDSA §3.2.5: the proof without its value, in the words of the document whatever context it brings itself. */
export async function hashOfProof(
  context: Json[],
  proof: JsonObject,
  canonize: Canonize,
  digest: Digest,
): Promise<Uint8Array> {
  const { proofValue: _signature, '@context': _own, ...options } = proof
  return hash(await canonize({ '@context': context, ...options }, digest), digest)
}

/** The document's; one from before VC 2.0 that says nothing of proofs means Data Integrity, as every implementation has it. */
export function contextOfProof(document: JsonObject): Json[] {
  const contexts = contextOf(document)
  const saying = [credentialsV2, dataIntegrityV1, dataIntegrityV2]
  return saying.some((one) => contexts.includes(one)) ? contexts : [...contexts, dataIntegrityV2]
}

function contextOf(document: JsonObject): Json[] {
  return [...listOf(document['@context'])]
}
