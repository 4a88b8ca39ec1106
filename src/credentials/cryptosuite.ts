import type { Cryptosuite } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import type { InTurn } from './cryptosuites/suite.ts'

export type { InTurn } from './cryptosuites/suite.ts'

/**
 * The cryptosuite that we issue with by default, and the canonicalization that checking shares with it (VC-DI-EdDSA
 * §3.2). A faster one is put here.
 */
export const eddsaRdfc2022: Cryptosuite = cryptosuite

/** What is canonicalized for one check, and in whose turn. */
export interface RememberingSuite extends Pick<Cryptosuite, 'canonize'> {
  readonly inTurn: InTurn
}

/**
 * The canonicalization for the length of one check: what was canonicalized once is not canonicalized again, however
 * many proofs and keys are tried on it.
 */
export function rememberingSuite(inTurn: InTurn = (work) => work()): RememberingSuite {
  const known = new Map<string, Promise<string>>()
  return {
    inTurn,
    canonize(input, options) {
      const text = JSON.stringify([input, options.messageDigestAlgorithm])
      const before = known.get(text)
      if (before !== undefined) return before
      const canonical = inTurn(() => eddsaRdfc2022.canonize(input, options))
      known.set(text, canonical)
      return canonical
    },
  }
}
