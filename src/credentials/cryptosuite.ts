import type { Cryptosuite } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'

/**
 * The cryptosuite that signing and checking share (VC-DI-EdDSA §3.2). A faster one is put here: it brings its own
 * `canonize` and `createVerifier`, every check of the libraries around it stays.
 */
export const eddsaRdfc2022: Cryptosuite = cryptosuite

/** Does a piece of work that keeps a core busy, in its turn. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/**
 * The same suite for the length of one check: what was canonicalized once is not canonicalized again, however many
 * proofs and keys are tried on it.
 */
export function rememberingSuite(inTurn: InTurn = (work) => work()): Cryptosuite {
  const known = new Map<string, Promise<string>>()
  return {
    ...eddsaRdfc2022,
    canonize(input, options) {
      const text = JSON.stringify(input)
      const before = known.get(text)
      if (before !== undefined) return before
      const canonical = inTurn(() => eddsaRdfc2022.canonize(input, options))
      known.set(text, canonical)
      return canonical
    },
  }
}

/** What others sign with, which we can name but not check yet. */
export const suitesNotSupported: ReadonlySet<string> = new Set([
  'eddsa-jcs-2022',
  'ecdsa-rdfc-2019',
  'ecdsa-jcs-2019',
  'ecdsa-sd-2023',
  'bbs-2023',
  'eddsa-2022',
  'ecdsa-2019',
])

/** Proof types from before Data Integrity. */
export const proofTypesNotSupported: ReadonlySet<string> = new Set([
  'Ed25519Signature2020',
  'Ed25519Signature2018',
  'EcdsaSecp256k1Signature2019',
  'EcdsaSecp256r1Signature2019',
  'JsonWebSignature2020',
  'RsaSignature2018',
  'BbsBlsSignature2020',
])
