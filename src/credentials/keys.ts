import { generateKeyPair as generate, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import type { JsonObject } from './json.ts'

/** Ed25519 serves `eddsa-rdfc-2022` and the JWT algorithm EdDSA; RS256 the JWT algorithm of that name. */
export type KeyAlgorithm = 'Ed25519' | 'RS256'

/** A key as it is made: the private half leaves here once, to be sealed. */
export interface KeyPair {
  readonly algorithm: KeyAlgorithm
  /** RFC 7517, public members only. */
  readonly publicJwk: JsonObject
  /** Ed25519 only: the Multikey form (Controlled Identifiers §2.2.2). */
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
  return algorithm === 'Ed25519' ? makeEd25519() : makeRsa()
}

async function makeEd25519(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generatePair('ed25519')
  const publicJwk = publicJwkOf(publicKey)
  return {
    algorithm: 'Ed25519',
    publicJwk,
    publicKeyMultibase: await multibaseOf(publicJwk),
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

/** The members that RFC 7517 and RFC 8037 name, in a fixed order. */
function publicJwkOf(key: KeyObject): JsonObject {
  const { kty = '', crv, x, n, e } = key.export({ format: 'jwk' })
  return {
    kty,
    ...(crv === undefined ? {} : { crv }),
    ...(x === undefined ? {} : { x }),
    ...(n === undefined ? {} : { n }),
    ...(e === undefined ? {} : { e }),
  }
}

/** An Ed25519 JWK as Multikey text, `z6Mk…`. @throws where it is no Ed25519 key */
export async function multibaseOf(publicJwk: JsonObject): Promise<string> {
  const key = await Ed25519Multikey.fromJwk({ jwk: publicJwk })
  if (key.publicKeyMultibase === undefined) throw new TypeError('no Ed25519 key')
  return key.publicKeyMultibase
}

/** Multikey text of an Ed25519 key as a JWK. @throws where it is no Ed25519 Multikey */
export async function jwkOf(publicKeyMultibase: string): Promise<JsonObject> {
  return Ed25519Multikey.toJwk({ keyPair: await Ed25519Multikey.from({ publicKeyMultibase }) })
}
