import { DataIntegrityProof, type SuiteSigner } from '@digitalbazaar/data-integrity'
import { createSignCryptosuite as ecdsaJcs2019 } from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite'
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { createSignCryptosuite as ecdsaSd2023 } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { createSignCryptosuite as eddsaJcs2022 } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { documentLoader, knownContexts, type Contexts } from './contexts/contexts.ts'
import { findDanger } from './contexts/dangers.ts'
import { eddsaRdfc2022 } from './cryptosuite.ts'
import { arePointersInto, disclose } from './cryptosuites/sd-disclose.ts'
import type { JsonObject } from './json.ts'
import { signBytes, type KeyAlgorithm, type Signer } from './keys.ts'

/** The cryptosuites that we sign with. */
export type ProofSuite = (typeof proofSuites)[number]
export const proofSuites = [
  'eddsa-rdfc-2022',
  'eddsa-jcs-2022',
  'ecdsa-rdfc-2019',
  'ecdsa-jcs-2019',
  'ecdsa-sd-2023',
] as const

export interface SigningOptions {
  /** `eddsa-rdfc-2022` where it is left out. */
  readonly cryptosuite?: ProofSuite
  /** For `ecdsa-sd-2023`: JSON Pointers to what a holder can never leave out. */
  readonly mandatoryPointers?: readonly string[]
}

/**
 * Signs a credential with an embedded proof (VC Data Integrity §4.2), by default `eddsa-rdfc-2022` (VC-DI-EdDSA §3.2).
 * With Ed25519 the same input gives the same text; ECDSA takes a new random number each time. What comes in is left as
 * it is.
 * @param unsigned a credential without `proof`; every term must be known to its contexts
 * @param created time of the proof, RFC 3339 in UTC with whole seconds
 * @returns the exact JSON text, to be kept and handed out as it is
 * @throws Error where the key does not fit the suite, a pointer leads nowhere, or the credential breaks the VC data
 * model or uses an unknown term
 */
export async function signCredential(
  unsigned: JsonObject,
  signer: Signer,
  created: string,
  contexts: Contexts = knownContexts(),
  options: SigningOptions = {},
): Promise<string> {
  if ('proof' in unsigned) throw new TypeError('the credential is signed already')
  // What nobody could check is not signed: half of a surrogate pair, a context of somebody else.
  const danger = findDanger(unsigned, contexts)
  if (danger !== undefined) throw new TypeError(`the credential cannot be signed: ${danger}`)
  const signed = await issue({
    credential: structuredClone(unsigned),
    suite: suiteOf(unsigned, signer, created, options),
    documentLoader: documentLoader(contexts),
  })
  return JSON.stringify(signed)
}

/**
 * Shows part of a credential that was signed with `ecdsa-sd-2023` (VC-DI-ECDSA §3.6.7): what is mandatory, and what
 * some JSON Pointers (RFC 6901) lead to.
 * @param credential with one base proof
 * @returns the JSON text of the shown part with its derived proof
 * @throws TypeError where there is no good base proof, a pointer leads nowhere, or nothing would be shown
 */
export async function deriveCredential(
  credential: JsonObject,
  selectivePointers: readonly string[],
  contexts: Contexts = knownContexts(),
): Promise<string> {
  const danger = findDanger(credential, contexts)
  if (danger !== undefined) throw new TypeError(`nothing can be derived: ${danger}`)
  const { proof: _proof, ...document } = credential
  if (!arePointersInto(document, selectivePointers)) {
    throw new TypeError('a selective pointer leads nowhere')
  }
  try {
    return JSON.stringify(await disclose(credential, selectivePointers, documentLoader(contexts)))
  } catch (cause) {
    throw new TypeError('the credential has no base proof from which this could be shown', {
      cause,
    })
  }
}

function suiteOf(
  unsigned: JsonObject,
  signer: Signer,
  date: string,
  { cryptosuite = 'eddsa-rdfc-2022', mandatoryPointers = [] }: SigningOptions,
): DataIntegrityProof {
  const by = suiteSigner(cryptosuite, signer)
  const proofWith = (suite: typeof eddsaRdfc2022) =>
    new DataIntegrityProof({ cryptosuite: suite, signer: by, date })
  switch (cryptosuite) {
    case 'eddsa-rdfc-2022':
      return proofWith(eddsaRdfc2022)
    case 'eddsa-jcs-2022':
      return proofWith(eddsaJcs2022())
    case 'ecdsa-rdfc-2019':
      return proofWith(ecdsaRdfc2019)
    case 'ecdsa-jcs-2019':
      return proofWith(ecdsaJcs2019())
    case 'ecdsa-sd-2023':
      requireSelectable(unsigned, mandatoryPointers)
      return proofWith(ecdsaSd2023({ mandatoryPointers: [...mandatoryPointers] }))
  }
}

function requireSelectable(unsigned: JsonObject, mandatoryPointers: readonly string[]) {
  if (!arePointersInto(unsigned, mandatoryPointers)) {
    throw new TypeError('a mandatory pointer leads nowhere')
  }
  if (!isSelectable(unsigned)) {
    throw new TypeError(
      'a text with an underscore and a colon, or coordinates, cannot be signed for selection',
    )
  }
}

/**
 * Whether a credential can be signed with `ecdsa-sd-2023`. The library takes `_:` and a word for a blank node even inside
 * a text, and would leave that word unsigned: everybody could put another in its place. Coordinates cannot be signed at
 * all: to the context of Open Badges 3.0 the term `geo` and the type `GeoCoordinates` are one IRI, so that compaction, which
 * the suite begins with, writes the shorter for both, and under that one there is no latitude.
 */
export function isSelectable(unsigned: JsonObject): boolean {
  return !/_:|"GeoCoordinates"/.test(JSON.stringify(unsigned))
}

const algorithms: Readonly<Record<ProofSuite, readonly KeyAlgorithm[]>> = {
  'eddsa-rdfc-2022': ['Ed25519'],
  'eddsa-jcs-2022': ['Ed25519'],
  'ecdsa-rdfc-2019': ['P-256', 'P-384'],
  'ecdsa-jcs-2019': ['P-256', 'P-384'],
  'ecdsa-sd-2023': ['P-256'],
}

/** The library's own signer imports its private key at every signature, which costs ten times the signature. */
function suiteSigner(cryptosuite: ProofSuite, signer: Signer): SuiteSigner {
  const { algorithm, verificationMethod } = signer
  if (!algorithms[cryptosuite].includes(algorithm)) {
    throw new TypeError(`${cryptosuite} needs a key of ${algorithms[cryptosuite].join(' or ')}`)
  }
  return {
    id: verificationMethod,
    algorithm,
    sign: ({ data }) => Promise.resolve(signBytes(signer, data)),
  }
}
