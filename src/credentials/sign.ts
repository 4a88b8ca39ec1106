import { sign as signBytes } from 'node:crypto'
import { DataIntegrityProof, type SuiteSigner } from '@digitalbazaar/data-integrity'
import { issue } from '@digitalbazaar/vc'
import { documentLoader, knownContexts, type Contexts } from './contexts/contexts.ts'
import { findDanger } from './contexts/dangers.ts'
import { eddsaRdfc2022 } from './cryptosuite.ts'
import type { JsonObject } from './json.ts'
import type { Signer } from './keys.ts'

/**
 * Signs a credential with an embedded `eddsa-rdfc-2022` proof (VC-DI-EdDSA §3.2, VC Data Integrity §4.2).
 * The same input gives the same text. What comes in is left as it is.
 * @param unsigned a credential without `proof`; every term must be known to its contexts
 * @param created time of the proof, RFC 3339 in UTC with whole seconds
 * @returns the exact JSON text, to be kept and handed out as it is
 * @throws Error where the key is no Ed25519 key, or the credential breaks the VC data model or uses an unknown term
 */
export async function signCredential(
  unsigned: JsonObject,
  signer: Signer,
  created: string,
  contexts: Contexts = knownContexts(),
): Promise<string> {
  if ('proof' in unsigned) throw new TypeError('the credential is signed already')
  // What nobody could check is not signed: half of a surrogate pair, a context of somebody else.
  const danger = findDanger(unsigned, contexts)
  if (danger !== undefined) throw new TypeError(`the credential cannot be signed: ${danger}`)
  const suite = new DataIntegrityProof({
    cryptosuite: eddsaRdfc2022,
    signer: suiteSigner(signer),
    date: created,
  })
  const signed = await issue({
    credential: structuredClone(unsigned),
    suite,
    documentLoader: documentLoader(contexts),
  })
  return JSON.stringify(signed)
}

/** The library's own signer imports its private key at every signature, which costs ten times the signature. */
function suiteSigner({ algorithm, verificationMethod, privateKey }: Signer): SuiteSigner {
  if (algorithm !== 'Ed25519' || privateKey.asymmetricKeyType !== 'ed25519') {
    throw new TypeError('eddsa-rdfc-2022 needs an Ed25519 key')
  }
  return {
    id: verificationMethod,
    algorithm,
    sign: ({ data }) => Promise.resolve(signBytes(null, data, privateKey)),
  }
}
