import type { DocumentLoader } from '@digitalbazaar/vc'
import type { JsonObject } from '../json.ts'
import type { MultikeyAlgorithm, VerifyingKey } from '../multikey.ts'

/** JSON-LD to canonical N-Quads (RDFC-1.0 with this hash), by known contexts only. @throws where a term has no meaning */
export type Canonize = (document: JsonObject, digest: Digest) => Promise<string>
export type Digest = 'SHA-256' | 'SHA-384'

/** Does a piece of work that keeps a core busy, in its turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** A document, one of its proofs, and what is needed to hold them together. */
export interface Secured {
  /** Without its proofs; in a chain, with those that this proof secures (VC Data Integrity §4.5). */
  readonly document: JsonObject
  readonly proof: JsonObject
  readonly proofValue: string
  readonly key: VerifyingKey
  readonly canonize: Canonize
  readonly documentLoader: DocumentLoader
  readonly inTurn: InTurn
}

/** `proof-good-in-part`: its holder could have left out when it ends, or where it can be taken back. */
export type SuiteAnswer =
  'proof-good' | 'proof-good-in-part' | 'proof-malformed' | 'signature-invalid' | 'too-complex'

/** How a cryptosuite holds a document against a proof. One file each. */
export interface Cryptosuite {
  /** The `cryptosuite` of a DataIntegrityProof, or the `type` of a proof from before. */
  readonly name: string
  readonly algorithms: readonly MultikeyAlgorithm[]
  /** Whether a `proofValue` can be one of this suite at all: told before anything is fetched or canonicalized. */
  isWellFormed(proofValue: string): boolean
  /** @throws where JSON-LD finds no meaning in a term, or the canonicalization takes too much work */
  verify(secured: Secured): Promise<SuiteAnswer>
}
