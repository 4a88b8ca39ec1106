import type { Cryptosuite } from './suite.ts'
import { ecdsaSd2023 } from './ecdsa-sd-2023.ts'
import { ecdsaJcs2019, eddsaJcs2022 } from './jcs.ts'
import { ecdsaRdfc2019, ed25519Signature2020, eddsaRdfc2022 } from './rdfc.ts'

export const dataIntegrityProof = 'DataIntegrityProof'

/** The suites of a DataIntegrityProof that we check. */
const cryptosuites: readonly Cryptosuite[] = [
  eddsaRdfc2022,
  eddsaJcs2022,
  ecdsaRdfc2019,
  ecdsaJcs2019,
  ecdsaSd2023,
]

/** Proof types from before Data Integrity that we check. */
const olderTypes: readonly Cryptosuite[] = [ed25519Signature2020]

/** What others sign with, which we can name but not check. */
const notSupported: ReadonlySet<string> = new Set([
  'bbs-2023',
  'eddsa-2022',
  'ecdsa-2019',
  'Ed25519Signature2018',
  'EcdsaSecp256k1Signature2019',
  'EcdsaSecp256r1Signature2019',
  'JsonWebSignature2020',
  'RsaSignature2018',
  'BbsBlsSignature2020',
])

/** The suite that checks a proof with this type and `cryptosuite`, or why there is none. */
export function cryptosuiteOf(
  type: unknown,
  cryptosuite: unknown,
): Cryptosuite | 'suite-not-supported' | 'suite-unknown' {
  const [name, among] =
    type === dataIntegrityProof ? [cryptosuite, cryptosuites] : [type, olderTypes]
  const found = among.find((one) => one.name === name)
  if (found !== undefined) return found
  const known = typeof name === 'string' && notSupported.has(name)
  return known ? 'suite-not-supported' : 'suite-unknown'
}
