import { ECDH } from 'node:crypto'
import type { ResolutionOptions } from '../../../schemas/requests/vc-api.ts'
import type { JsonObject } from '../../credentials/json.ts'
import { base58Bytes, base58Of } from '../../credentials/multibase.ts'

/** Why a DID or DID URL leads to nothing (DID Resolution §10, did:key §3). */
export type ResolutionError =
  | 'invalidDid'
  | 'invalidDidUrl'
  | 'invalidPublicKey'
  | 'invalidPublicKeyLength'
  | 'invalidPublicKeyType'
  | 'unsupportedPublicKeyType'
  | 'methodNotSupported'
  | 'notFound'
  | 'representationNotSupported'

/** The kinds of key that did:key §3.1.2 names, by their multicodec code as a varint. */
const kinds: Readonly<Record<string, { readonly name: string; readonly length: number }>> = {
  e701: { name: 'secp256k1', length: 33 },
  eb01: { name: 'BLS12-381 G2', length: 96 },
  ec01: { name: 'X25519', length: 32 },
  ed01: { name: 'Ed25519', length: 32 },
  '8024': { name: 'P-256', length: 33 },
  '8124': { name: 'P-384', length: 49 },
  '8224': { name: 'P-521', length: 67 },
}

/** The names that node:crypto has for the curves whose points it can check. */
const curves: Readonly<Record<string, string>> = {
  secp256k1: 'secp256k1',
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
}

/** Forms in which a key may stand in a document, and those that are only for experiments. */
const formats = new Set(['Multikey', 'JsonWebKey2020', 'Ed25519VerificationKey2020'])
const encryptionFormats = new Set(['Multikey', 'JsonWebKey2020', 'X25519KeyAgreementKey2020'])
const experimental = new Set([
  'Ed25519VerificationKey2018',
  'X25519KeyAgreementKey2019',
  'EcdsaSecp256k1VerificationKey2019',
  'P256PublicKey2021',
  'P384PublicKey2021',
  'P521PublicKey2021',
])

/**
 * did:key §3.1: the document of a DID that is its own key.
 * https://w3c-ccg.github.io/did-key-spec/#document-creation-algorithm
 */
export function didKeyDocument(
  did: string,
  options: ResolutionOptions = {},
): JsonObject | ResolutionError {
  const multibase = multibaseIn(did)
  if (multibase === undefined) return 'invalidDid'
  const format = options.publicKeyFormat ?? 'Multikey'
  const refused = formatError(format, options)
  if (refused !== undefined) return refused
  const key = keyIn(multibase)
  if (typeof key === 'string') return key
  if (!canStandAs(format, key.name)) return 'invalidPublicKeyType'

  const method = methodOf(did, multibase, format, key)
  if (key.name === 'X25519') return documentOf(did, { keyAgreement: [method] }, format)
  const id = `${did}#${multibase}`
  const signing = [
    'authentication',
    'assertionMethod',
    'capabilityDelegation',
    'capabilityInvocation',
  ]
  const relations = Object.fromEntries(signing.map((name) => [name, [id]]))
  const derive = key.name === 'Ed25519' && options.enableEncryptionKeyDerivation !== false
  return documentOf(
    did,
    {
      verificationMethod: [method],
      ...relations,
      ...(derive ? { keyAgreement: [encryptionMethod(did, key.bytes, format)] } : {}),
    },
    format,
  )
}

/** did:key §2: an optional version, then the key. */
function multibaseIn(did: string): string | undefined {
  const match = /^did:key:(?:([1-9]\d{0,8}):)?(z[1-9A-HJ-NP-Za-km-z]+)$/.exec(did)
  return match?.[2]
}

function formatError(
  format: string,
  { enableExperimentalPublicKeyTypes: enabled = false }: ResolutionOptions,
): ResolutionError | undefined {
  if (formats.has(format) || encryptionFormats.has(format)) return undefined
  // We write none of them down, whether or not somebody would like to try.
  return experimental.has(format) && !enabled ? 'invalidPublicKeyType' : 'unsupportedPublicKeyType'
}

interface Key {
  readonly name: string
  readonly bytes: Uint8Array
}

function keyIn(multibase: string): Key | ResolutionError {
  const bytes = base58Bytes(multibase)
  if (bytes === undefined || bytes.length < 2) return 'invalidDid'
  const code = Buffer.from(bytes.subarray(0, 2)).toString('hex')
  const kind = Object.hasOwn(kinds, code) ? kinds[code] : undefined
  if (kind === undefined) return 'unsupportedPublicKeyType'
  const raw = bytes.subarray(2)
  if (raw.length !== kind.length) return 'invalidPublicKeyLength'
  return isPoint(kind.name, raw) ? { name: kind.name, bytes: raw } : 'invalidPublicKey'
}

function isPoint(name: string, bytes: Uint8Array): boolean {
  const curve = curves[name]
  if (curve === undefined) return true
  try {
    ECDH.convertKey(bytes, curve)
    return true
  } catch {
    return false
  }
}

function canStandAs(format: string, name: string): boolean {
  if (format === 'Ed25519VerificationKey2020') return name === 'Ed25519'
  if (format === 'X25519KeyAgreementKey2020') return name === 'X25519'
  return format !== 'JsonWebKey2020' || name === 'Ed25519' || name === 'X25519' || name in curves
}

function methodOf(did: string, multibase: string, type: string, key: Key): JsonObject {
  const named = { id: `${did}#${multibase}`, type, controller: did }
  return type === 'JsonWebKey2020'
    ? { ...named, publicKeyJwk: jwkOf(key) }
    : { ...named, publicKeyMultibase: multibase }
}

function jwkOf({ name, bytes }: Key): JsonObject {
  const curve = curves[name]
  const text = (part: Uint8Array) => Buffer.from(part).toString('base64url')
  if (curve === undefined) return { kty: 'OKP', crv: name, x: text(bytes) }
  const point = Buffer.from(ECDH.convertKey(bytes, curve, undefined, undefined, 'uncompressed'))
  const half = (point.length - 1) / 2
  const [x, y] = [point.subarray(1, 1 + half), point.subarray(1 + half)]
  return { kty: 'EC', crv: name, x: text(x), y: text(y) }
}

/** did:key §3.1.3: the X25519 key that belongs to an Ed25519 key (RFC 7748 §4.1, the birational map). */
function encryptionMethod(did: string, ed25519: Uint8Array, format: string): JsonObject {
  const p = 2n ** 255n - 19n
  const y = BigInt(`0x${Buffer.from(ed25519).reverse().toString('hex')}`) & (2n ** 255n - 1n)
  const u = mod((1n + y) * power(mod(1n - y, p), p - 2n, p), p)
  const bytes = Buffer.from(u.toString(16).padStart(64, '0'), 'hex').reverse()
  const multibase = base58Of(Buffer.concat([Buffer.from('ec01', 'hex'), bytes]))
  const type = format === 'Ed25519VerificationKey2020' ? 'X25519KeyAgreementKey2020' : format
  return methodOf(did, multibase, type, { name: 'X25519', bytes })
}

const mod = (number: bigint, modulus: bigint) => ((number % modulus) + modulus) % modulus

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (let left = exponent, square = base; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = mod(result * square, modulus)
    square = mod(square * square, modulus)
  }
  return result
}

const contextOfFormat: Readonly<Record<string, string>> = {
  Multikey: 'https://w3id.org/security/multikey/v1',
  JsonWebKey2020: 'https://w3id.org/security/suites/jws-2020/v1',
  Ed25519VerificationKey2020: 'https://w3id.org/security/suites/ed25519-2020/v1',
  X25519KeyAgreementKey2020: 'https://w3id.org/security/suites/x25519-2020/v1',
}

function documentOf(did: string, members: JsonObject, format: string): JsonObject {
  const context = contextOfFormat[format]
  return {
    '@context': ['https://www.w3.org/ns/did/v1', ...(context === undefined ? [] : [context])],
    id: did,
    ...members,
  }
}
