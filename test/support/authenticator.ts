import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { membersOf } from '../../scripts/demo/api.ts'

/** What a device may do otherwise than it should. */
export interface Misdeed {
  readonly origin?: string
  readonly host?: string
  readonly challenge?: string
  /** It did not ask for a finger, a face or a code. */
  readonly isUnverified?: boolean
  readonly counter?: number
  readonly kind?: string
  readonly attestation?: Uint8Array
}

/** A device with one passkey, as WebAuthn Level 3 has it: what it answers is what a browser would send. */
export function createAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(32)
  const device = { counter: 0 }

  const clientData = (type: string, options: unknown, misdeed: Misdeed) =>
    Buffer.from(
      JSON.stringify({
        type: misdeed.kind ?? type,
        challenge: misdeed.challenge ?? membersOf(options)['challenge'],
        origin: misdeed.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const authenticatorData = (misdeed: Misdeed, key: Uint8Array = new Uint8Array()) => {
    const host = misdeed.host ?? new URL(origin).hostname
    const flags = 0x01 | (misdeed.isUnverified === true ? 0 : 0x04) | (key.length > 0 ? 0x40 : 0)
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
    make(options: unknown, misdeed: Misdeed = {}): string {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const point = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]
      const key = Buffer.concat([Buffer.alloc(16), length, id, coseKey(point)])
      const attestation =
        misdeed.attestation ??
        cborMap([
          ['fmt', cborText('none')],
          ['attStmt', Buffer.from([0xa0])],
          ['authData', cborBytes(authenticatorData(misdeed, key))],
        ])
      return JSON.stringify({
        ...common,
        response: {
          clientDataJSON: clientData('webauthn.create', options, misdeed).toString('base64url'),
          attestationObject: Buffer.from(attestation).toString('base64url'),
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
          userHandle: null,
        },
      })
    },
  }
}

/** An attestation with a certificate of somebody's, which nobody asked for. */
export function certifiedAttestation(authData: Uint8Array, certificate: Uint8Array): Uint8Array {
  return cborMap([
    ['fmt', cborText('packed')],
    [
      'attStmt',
      cborMap([
        ['alg', Buffer.from([0x26])],
        ['sig', cborBytes(randomBytes(70))],
        ['x5c', Buffer.concat([Buffer.from([0x81]), cborBytes(certificate)])],
      ]),
    ],
    ['authData', cborBytes(authData)],
  ])
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
