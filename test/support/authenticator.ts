import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { membersOf, textOf } from '../../scripts/demo/api.ts'

/** What a device may do otherwise than it should. */
export interface Misdeed {
  readonly origin?: string
  readonly host?: string
  readonly challenge?: string
  /** It did not ask for a finger, a face or a code. */
  readonly isUnverified?: boolean
  readonly counter?: number
  readonly kind?: string
  /** It was asked inside a page of somebody else's. */
  readonly isFramed?: boolean
  readonly isAbsent?: boolean
  /** It says that the key is of somebody else. */
  readonly userHandle?: string
  /** It brings a certificate that nobody asked for. */
  readonly isCertified?: boolean
}

/** A device with one passkey, as WebAuthn Level 3 has it: what it answers is what a browser would send. */
export function createAuthenticator(origin: string, id: Buffer = randomBytes(32)) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const device = { counter: 0, userHandle: '' }

  const clientData = (type: string, options: unknown, misdeed: Misdeed) =>
    Buffer.from(
      JSON.stringify({
        type: misdeed.kind ?? type,
        challenge: misdeed.challenge ?? membersOf(options)['challenge'],
        origin: misdeed.origin ?? origin,
        crossOrigin: misdeed.isFramed ?? false,
      }),
    )
  const authenticatorData = (misdeed: Misdeed, key: Uint8Array = new Uint8Array()) => {
    const host = misdeed.host ?? new URL(origin).hostname
    const flags =
      (misdeed.isAbsent === true ? 0 : 0x01) |
      (misdeed.isUnverified === true ? 0 : 0x04) |
      (key.length > 0 ? 0x40 : 0)
    const head = Buffer.alloc(5)
    head.writeUInt8(flags)
    head.writeUInt32BE(misdeed.counter ?? device.counter, 1)
    return Buffer.concat([sha256(host), head, key])
  }
  const common = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
  }

  return {
    device,
    id,
    make(options: unknown, misdeed: Misdeed = {}): string {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const point = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
      const key = Buffer.concat([Buffer.alloc(16), length, id, coseKey(point)])
      const client = clientData('webauthn.create', options, misdeed)
      device.userHandle = textOf(membersOf(membersOf(options)['user']), 'id')
      const statement =
        misdeed.isCertified === true
          ? u2fStatement([
              Buffer.alloc(1),
              sha256(new URL(origin).hostname),
              sha256(client),
              id,
              ...point,
            ])
          : ([
              ['fmt', cborText('none')],
              ['attStmt', Buffer.from([0xa0])],
            ] as const)
      const attestation = cborMap([
        ...statement,
        ['authData', cborBytes(authenticatorData(misdeed, key))],
      ])
      return JSON.stringify({
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          attestationObject: attestation.toString('base64url'),
        },
      })
    },
    use(options: unknown, misdeed: Misdeed = {}): string {
      const data = authenticatorData(misdeed)
      const client = clientData('webauthn.get', options, misdeed)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return JSON.stringify({
        ...common,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: misdeed.userHandle ?? device.userHandle,
        },
      })
    },
  }
}

/** A certificate of nobody in particular, good until 2126, and its key: a device may have one of its maker. */
const certificate =
  'MIIBkjCCATegAwIBAgIUHsTD3GnQlxtwxCovVxXW6rNUqugwCgYIKoZIzj0EAwIwHTEbMBkGA1UEAwwSU29tZWJvZHkncyBkZXZpY2VzMCAXDTI2MTEyNzIxNTMwN1oYDzIxMjYxMTAzMjE1MzA3WjAdMRswGQYDVQQDDBJTb21lYm9keSdzIGRldmljZXMwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS+cueORdEFVINVwWdw9cEa7Va/M3lePsN9F87MlItPVcAX4t3M0j36CBUoW0ThSoXm8b3GEsDjSHjp/9+YnDhvo1MwUTAdBgNVHQ4EFgQURUsaV9Zji2HjiT/nmrLjawD2rqswHwYDVR0jBBgwFoAURUsaV9Zji2HjiT/nmrLjawD2rqswDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAgQcLkodrBOq3xxuk/ObwbKI0EmXgk9loPCGdc3akWm0CIQCh9LoT/B0Xxd1Pco+xUkCjgDjTf/rTtBKDAme6xMl6ow=='
const certificateKey =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgsiydPrab5+iEvDY9DbvyqfawXCqmuX8/Giu4tiFw1S+hRANCAAS+cueORdEFVINVwWdw9cEa7Va/M3lePsN9F87MlItPVcAX4t3M0j36CBUoW0ThSoXm8b3GEsDjSHjp/9+YnDhv'

/** The statement of a security key of old (WebAuthn Level 3 §8.6), good in itself. */
function u2fStatement(parts: readonly Buffer[]): readonly (readonly [string, Buffer])[] {
  const [reserved, host, client, credential, x, y] = parts
  if (!reserved || !host || !client || !credential || !x || !y) throw new Error('a part is missing')
  const point = Buffer.concat([Buffer.from([0x04]), x, y])
  const key = createPrivateKey({
    key: Buffer.from(certificateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  })
  const signature = sign('sha256', Buffer.concat([reserved, host, client, credential, point]), key)
  const x5c = Buffer.concat([Buffer.from([0x81]), cborBytes(Buffer.from(certificate, 'base64'))])
  return [
    ['fmt', cborText('fido-u2f')],
    [
      'attStmt',
      cborMap([
        ['sig', cborBytes(signature)],
        ['x5c', x5c],
      ]),
    ],
  ]
}

function sha256(text: string | Uint8Array): Buffer {
  return createHash('sha256').update(text).digest()
}

/** ES256 (RFC 9053 §7.1.1): { 1: 2, 3: -7, -1: 1, -2: x, -3: y } */
function coseKey([x, y]: readonly Buffer[]): Buffer {
  if (x === undefined || y === undefined) throw new Error('a point has two coordinates')
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    cborBytes(x),
    Buffer.from([0x22]),
    cborBytes(y),
  ])
}

/** RFC 8949 §3.1, for what is shorter than 65 536. */
function cborHead(kind: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(kind << 5) | length])
  if (length < 256) return Buffer.from([(kind << 5) | 24, length])
  return Buffer.from([(kind << 5) | 25, length >> 8, length & 0xff])
}

function cborBytes(bytes: Uint8Array): Buffer {
  return Buffer.concat([cborHead(2, bytes.length), bytes])
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)])
}

function cborMap(entries: readonly (readonly [string, Uint8Array])[]): Buffer {
  return Buffer.concat([
    cborHead(5, entries.length),
    ...entries.flatMap(([name, value]) => [cborText(name), value]),
  ])
}
