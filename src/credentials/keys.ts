import { generateKeyPair as generate, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { JsonObject } from './json.ts'
import { multibaseOf } from './multikey.ts'

/**
 * Ed25519 serves the suites of EdDSA and the JWT algorithm EdDSA; P-256 and P-384 those of ECDSA, and ES256 and ES384;
 * RS256 the JWT algorithm of that name.
 */
export type KeyAlgorithm = 'Ed25519' | 'P-256' | 'P-384' | 'RS256'

/** The algorithm of a JWS (RFC 7518 §3.1, RFC 8037 §3.1) that a key of ours signs with. */
export const joseAlgorithms = {
  Ed25519: 'EdDSA',
  'P-256': 'ES256',
  'P-384': 'ES384',
  RS256: 'RS256',
} as const satisfies Record<KeyAlgorithm, string>

/** A key as it is made: the private half leaves here once, to be sealed. */
export interface KeyPair {
  readonly algorithm: KeyAlgorithm
  /** RFC 7517, public members only. */
  readonly publicJwk: JsonObject
  /** All but RSA: the Multikey form (Controlled Identifiers §2.2.2). */
  readonly publicKeyMultibase?: string
  /** PKCS #8, DER. */
  readonly privatePkcs8: Uint8Array
}

/** A key as its owner's documents list it. */
export interface PublicKey {
  /** The fragment of its verification method. */
  readonly id: string
  readonly algorithm: KeyAlgorithm
  readonly publicJwk: JsonObject
  readonly publicKeyMultibase?: string
}

/** A private key ready for use, imported once, with the names under which others find its public half. */
export interface Signer {
  readonly algorithm: KeyAlgorithm
  /** `DID#keyId`, for embedded proofs. */
  readonly verificationMethod: string
  /** An address that answers the JWK, for VC-JWT (OB 3.0 §8.2.4 kid). */
  readonly keyUrl: string
  readonly privateKey: KeyObject
}

const generatePair = promisify(generate)

/** Makes a key pair; RSA keys have 2048 bits. */
export async function generateKeyPair(algorithm: KeyAlgorithm): Promise<KeyPair> {
  if (algorithm === 'RS256') return makeRsa()
  const { publicKey, privateKey } =
    algorithm === 'Ed25519'
      ? await generatePair('ed25519')
      : await generatePair('ec', { namedCurve: algorithm })
  const publicJwk = publicJwkOf(publicKey)
  return {
    algorithm,
    publicJwk,
    publicKeyMultibase: multibaseOf(publicJwk),
    privatePkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }),
  }
}

async function makeRsa(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generatePair('rsa', { modulusLength: 2048 })
  return {
    algorithm: 'RS256',
    publicJwk: { ...publicJwkOf(publicKey), alg: 'RS256', use: 'sig' },
    privatePkcs8: privateKey.export({ format: 'der', type: 'pkcs8' }),
  }
}

const keyTypes = { Ed25519: 'ed25519', 'P-256': 'ec', 'P-384': 'ec', RS256: 'rsa' } as const
const curves = { Ed25519: '', 'P-256': 'prime256v1', 'P-384': 'secp384r1', RS256: '' } as const
const digests = { Ed25519: null, 'P-256': 'sha256', 'P-384': 'sha384', RS256: 'sha256' } as const

/**
 * A signature over some bytes: Ed25519, RSASSA-PKCS1-v1_5, or ECDSA as r and s in a row.
 * @throws TypeError where the key is not for the algorithm
 */
export function signBytes({ algorithm, privateKey }: Signer, data: Uint8Array): Buffer {
  const curve = privateKey.asymmetricKeyDetails?.namedCurve
  const ofAnotherCurve = curve !== undefined && curve !== curves[algorithm]
  if (privateKey.asymmetricKeyType !== keyTypes[algorithm] || ofAnotherCurve) {
    throw new TypeError(`the key is not for ${algorithm}`)
  }
  return sign(digests[algorithm], data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
}

/** The members that RFC 7518 §6 and RFC 8037 name, in a fixed order. */
function publicJwkOf(key: KeyObject): JsonObject {
  const { kty = '', crv, x, y, n, e } = key.export({ format: 'jwk' })
  return {
    kty,
    ...(crv === undefined ? {} : { crv }),
    ...(x === undefined ? {} : { x }),
    ...(y === undefined ? {} : { y }),
    ...(n === undefined ? {} : { n }),
    ...(e === undefined ? {} : { e }),
  }
}
