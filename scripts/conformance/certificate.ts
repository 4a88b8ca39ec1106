import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** PEM texts. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** A certificate for localhost, signed by itself, good for a day: for tests, and for suites that only speak https (RFC 5280 §4.1). */
export function selfSignedCertificate(now = new Date()): Certificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const algorithm = sequence(objectId(ecdsaWithSha256))
  const name = sequence(set(sequence(objectId(commonName), der(0x0c, Buffer.from('localhost')))))
  const day = 86_400_000
  const facts = sequence(
    // Version 3, a serial number that is positive, and what a browser and node look at.
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(new Date(now.getTime() - day)), time(new Date(now.getTime() + day))),
    name,
    publicKey,
    der(0xa3, sequence(sequence(objectId(subjectAltName), der(0x04, localNames)))),
  )
  const signature = sign('sha256', facts, privateKey)
  const certificate = sequence(facts, algorithm, der(0x03, Buffer.from([0]), signature))
  return {
    cert: pem('CERTIFICATE', certificate),
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}

const ecdsaWithSha256 = '2a8648ce3d040302'
const commonName = '550403'
const subjectAltName = '551d11'

/** DER of X.690: tag, length, contents. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const inside = Buffer.concat(contents)
  const { length } = inside
  const bytes =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...bytes]), inside])
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
const set = (...parts: readonly Uint8Array[]) => der(0x31, ...parts)
const integer = (bytes: Uint8Array) => der(0x02, bytes)
const objectId = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const time = (date: Date) =>
  der(0x18, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`))

const localNames = sequence(
  der(0x82, Buffer.from('localhost')),
  der(0x87, Buffer.from([127, 0, 0, 1])),
)

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
