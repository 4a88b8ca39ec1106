import { DataIntegrityProof, type Cryptosuite } from '@digitalbazaar/data-integrity'
import { createVerifyCryptosuite as ecdsaJcs2019 } from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite'
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite'
import { createVerifyCryptosuite as ecdsaSd2023 } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { createVerifyCryptosuite as eddsaJcs2022 } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite'
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { CredentialIssuancePurpose } from '@digitalbazaar/vc'
import jsonldSignatures from 'jsonld-signatures'
import { documentLoader, knownContexts } from '../../src/credentials/contexts/contexts.ts'
import type { JsonObject } from '../../src/credentials/json.ts'
import type { KeyAlgorithm, PublicKey } from '../../src/credentials/keys.ts'
import type { FindKey } from '../../src/credentials/proof.ts'
import type { ProofSuite } from '../../src/credentials/sign.ts'
import { issuerDid, type TestKey } from './credential-facts.ts'
import { resolvedDocuments } from './stock-verifier.ts'

/** Every pair of a suite and a kind of key for it. */
export const suitesWithKeys: readonly (readonly [ProofSuite, KeyAlgorithm])[] = [
  ['eddsa-rdfc-2022', 'Ed25519'],
  ['eddsa-jcs-2022', 'Ed25519'],
  ['ecdsa-rdfc-2019', 'P-256'],
  ['ecdsa-rdfc-2019', 'P-384'],
  ['ecdsa-jcs-2019', 'P-256'],
  ['ecdsa-jcs-2019', 'P-384'],
  ['ecdsa-sd-2023', 'P-256'],
]

const stock: Readonly<Record<ProofSuite, () => Cryptosuite>> = {
  'eddsa-rdfc-2022': () => eddsaRdfc2022,
  'eddsa-jcs-2022': eddsaJcs2022,
  'ecdsa-rdfc-2019': () => ecdsaRdfc2019,
  'ecdsa-jcs-2019': ecdsaJcs2019,
  'ecdsa-sd-2023': ecdsaSd2023,
}

/** What the stock library says of a proof with its stock suite, by the issuer's DID document. */
export async function stockHolds(
  document: JsonObject,
  cryptosuite: ProofSuite,
  keys: readonly PublicKey[],
  contexts = knownContexts(),
): Promise<boolean> {
  const { verified } = await jsonldSignatures.verify(structuredClone(document), {
    suite: new DataIntegrityProof({ cryptosuite: stock[cryptosuite]() }),
    purpose: new CredentialIssuancePurpose(),
    documentLoader: documentLoader(contexts, resolvedDocuments(keys)),
  })
  return verified
}

/** Finds the Multikeys of the test organization by the names of their verification methods. */
export function findAmong(keys: readonly TestKey[]): FindKey {
  return (id) => {
    const key = keys.find(({ signer }) => signer.verificationMethod === id)
    const publicKeyMultibase = key?.listed.publicKeyMultibase
    return Promise.resolve(
      publicKeyMultibase === undefined
        ? undefined
        : { id, controller: issuerDid, publicKeyMultibase },
    )
  }
}
