import { knownContexts } from '../credentials/contexts/contexts.ts'
import { disclosureOf } from '../credentials/disclosure.ts'
import type { JsonObject } from '../credentials/json.ts'
import { signCredential } from '../credentials/sign.ts'
import { keyAlgorithmOfSuite, type Organizations } from '../organizations/organizations.ts'
import type { SigningKeys } from '../organizations/signing-keys.ts'

/**
 * Signs a credential in the name of an organization, with the suite that it has chosen.
 * @param proofTime RFC 3339 in UTC with whole seconds
 * @returns the exact text
 */
export type SignAsChosen = (
  organizationId: string,
  unsigned: JsonObject,
  proofTime: string,
) => Promise<string>

interface Deps {
  readonly organizations: Organizations
  readonly signingKeys: SigningKeys
}

export function createSignAsChosen({ organizations, signingKeys }: Deps): SignAsChosen {
  return async (organizationId, unsigned, proofTime) => {
    const { proofSuite = 'eddsa-rdfc-2022' } = await organizations.byId(organizationId)
    const signer = await signingKeys.signer(organizationId, keyAlgorithmOfSuite[proofSuite])
    const options =
      proofSuite === 'ecdsa-sd-2023' ? disclosureOf(unsigned) : { cryptosuite: proofSuite }
    return signCredential(unsigned, signer, proofTime, knownContexts(), options)
  }
}
