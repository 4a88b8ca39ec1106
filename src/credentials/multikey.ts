import { createPublicKey, type KeyObject } from 'node:crypto'
import type { JsonObject } from './json.ts'
import { base58Bytes, base58Of } from './multibase.ts'

/** The kinds of key that sign embedded proofs. */
export type MultikeyAlgorithm = 'Ed25519' | 'P-256' | 'P-384'

/** A public key ready for use. */
export interface VerifyingKey {
  readonly algorithm: MultikeyAlgorithm
  readonly publicKey: KeyObject
  /** As a Multikey names it: the 32 bytes of Ed25519, the compressed point of a curve. */
  readonly bytes: Uint8Array
}

interface Kind {
  readonly kty: 'OKP' | 'EC'
  /** The multicodec code of the public key, as a varint (Controlled Identifiers §2.2.2). */
  readonly code: string
  readonly length: number
  /** What stands before the bytes in a SubjectPublicKeyInfo, DER in hexadecimal. */
  readonly spki: string
}

const kinds: Readonly<Record<MultikeyAlgorithm, Kind>> = {
  Ed25519: { kty: 'OKP', code: 'ed01', length: 32, spki: '302a300506032b6570032100' },
  'P-256': {
    kty: 'EC',
    code: '8024',
    length: 33,
    spki: '3039301306072a8648ce3d020106082a8648ce3d030107032200',
  },
  'P-384': {
    kty: 'EC',
    code: '8124',
    length: 49,
    spki: '3046301006072a8648ce3d020106052b81040022033200',
  },
}
const algorithms = ['Ed25519', 'P-256', 'P-384'] as const

/** A key in either form, ready for use; undefined where it is none of ours or malformed. */
export function verifyingKeyOf(key: {
  readonly publicKeyMultibase?: string
  readonly publicJwk?: JsonObject
}): VerifyingKey | undefined {
  if (key.publicKeyMultibase !== undefined) return keyOfMultikey(key.publicKeyMultibase)
  return key.publicJwk === undefined ? undefined : keyOfJwk(key.publicJwk)
}

/** The key in a Multikey text; undefined where it is none of ours, has another length, or is no point of its curve. */
export function keyOfMultikey(publicKeyMultibase: string): VerifyingKey | undefined {
  const bytes = base58Bytes(publicKeyMultibase)
  return bytes === undefined ? undefined : keyOfMultikeyBytes(bytes)
}

/** The same for the bytes of a Multikey: the multicodec code, then the key. */
export function keyOfMultikeyBytes(multikey: Uint8Array): VerifyingKey | undefined {
  const code = Buffer.from(multikey.subarray(0, 2)).toString('hex')
  const algorithm = algorithms.find((one) => kinds[one].code === code)
  return algorithm === undefined ? undefined : keyOfBytes(algorithm, multikey.subarray(2))
}

/** The key in a public JWK (RFC 7517, RFC 8037); undefined where it is none of ours or malformed. */
export function keyOfJwk(jwk: JsonObject): VerifyingKey | undefined {
  const { kty, crv, x, y } = jwk
  const algorithm = algorithms.find((one) => one === crv && kinds[one].kty === kty)
  if (algorithm === undefined || typeof x !== 'string') return undefined
  const across = base64url(x, algorithm)
  if (across === undefined) return undefined
  if (algorithm === 'Ed25519') return keyOfBytes(algorithm, across)
  const up = typeof y === 'string' ? base64url(y, algorithm) : undefined
  if (up === undefined) return undefined
  const key = keyOfBytes(algorithm, Buffer.concat([compression(up), across]))
  // The compressed point leaves out y but for its last bit: what was given must be the one.
  return key?.publicKey.export({ format: 'jwk' }).y === y ? key : undefined
}

/** The Multikey text of a public JWK of Ed25519, P-256 or P-384. @throws TypeError for another */
export function multibaseOf(publicJwk: JsonObject): string {
  const key = keyOfJwk(publicJwk)
  if (key === undefined) throw new TypeError('no key of Ed25519, P-256 or P-384')
  return multikeyOf(key)
}

/** The Multikey text of a key: the multicodec code and the key, in base58-btc. */
export function multikeyOf({ algorithm, bytes }: VerifyingKey): string {
  return base58Of(Buffer.concat([Buffer.from(kinds[algorithm].code, 'hex'), bytes]))
}

/** A Multikey text as a public JWK. @throws TypeError where it is none of Ed25519, P-256 or P-384 */
export function jwkOf(publicKeyMultibase: string): JsonObject {
  const key = keyOfMultikey(publicKeyMultibase)
  if (key === undefined) throw new TypeError('no Multikey of Ed25519, P-256 or P-384')
  const { kty = '', crv = '', x = '', y } = key.publicKey.export({ format: 'jwk' })
  return { kty, crv, x, ...(y === undefined ? {} : { y }) }
}

function keyOfBytes(algorithm: MultikeyAlgorithm, bytes: Uint8Array): VerifyingKey | undefined {
  const { length, spki } = kinds[algorithm]
  if (bytes.length !== length) return undefined
  try {
    const key = Buffer.concat([Buffer.from(spki, 'hex'), bytes])
    return { algorithm, bytes, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) }
  } catch {
    // No point of the curve has these coordinates.
    return undefined
  }
}

/** The bytes of a coordinate, of exactly the curve's length and in the one text that they have. */
function base64url(text: string, algorithm: MultikeyAlgorithm): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  const length = algorithm === 'P-384' ? 48 : 32
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : undefined
}

/** SEC 1 §2.3.3: 02 for an even y, 03 for an odd one. */
function compression(y: Buffer): Buffer {
  return Buffer.from([2 + ((y.at(-1) ?? 0) & 1)])
}
