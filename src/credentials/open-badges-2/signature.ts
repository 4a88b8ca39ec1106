import { createPublicKey, type KeyObject } from 'node:crypto'
import { compactVerify, decodeProtectedHeader, errors } from 'jose'

export type SignatureCode =
  'signature-good' | 'signature-invalid' | 'jwt-algorithm' | 'jwt-header' | 'key-type'

/** A PEM of a key with 16 384 bits has less than 3 000 characters. */
const longestPem = 10_000

/**
 * Checks a signed Assertion (OB 2.0 "SignedBadge Verification", step 6). The algorithm is RS256 whatever the header asks
 * for: a public key can never serve as a shared secret, and unsigned is not signed. Never throws for what a token says.
 * @param publicKeyPem `publicKeyPem` of a CryptographicKey
 */
export async function checkAssertionSignature(
  token: string,
  publicKeyPem: string,
): Promise<SignatureCode> {
  const header = headerOf(token)
  if (header === undefined || 'crit' in header) return 'jwt-header'
  if (header.alg !== 'RS256') return 'jwt-algorithm'
  const key = publicKeyOf(publicKeyPem)
  if (key?.asymmetricKeyType !== 'rsa') return 'key-type'
  try {
    await compactVerify(token, key, { algorithms: ['RS256'] })
    return 'signature-good'
  } catch (error) {
    // Anything but a wrong signature is about the key: too short, for one.
    return error instanceof errors.JWSSignatureVerificationFailed ? 'signature-invalid' : 'key-type'
  }
}

function headerOf(token: string) {
  try {
    return decodeProtectedHeader(token)
  } catch {
    return undefined
  }
}

/** A private key would be read too, and give its public half: whoever publishes one is not to be believed any more. */
function publicKeyOf(pem: string): KeyObject | undefined {
  if (pem.length > longestPem || !/^\s*-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem))
    return undefined
  try {
    return createPublicKey(pem)
  } catch {
    return undefined
  }
}
