const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const values = new Map(Array.from(alphabet, (letter, value) => [letter, BigInt(value)]))

/** The conversion costs the square of the length; a signature has 90 letters, a key 70. */
const mostLetters = 200

/** Bytes as multibase base58-btc (Controlled Identifiers §2.4): `z` and the digits. */
export function base58Of(bytes: Uint8Array): string {
  let left = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`)
  let digits = ''
  while (left > 0n) {
    digits = alphabet.charAt(Number(left % 58n)) + digits
    left /= 58n
  }
  return `z${'1'.repeat(leadingZeros(bytes))}${digits}`
}

/** The bytes of a multibase base58-btc text: only one text stands for them. Undefined for anything else, and for what is too long. */
export function base58Bytes(text: string): Uint8Array | undefined {
  const digits = text.slice(1)
  if (!text.startsWith('z') || digits.length > mostLetters) return undefined
  let number = 0n
  for (const digit of digits) {
    const value = values.get(digit)
    if (value === undefined) return undefined
    number = number * 58n + value
  }
  const zeros = /^1*/.exec(digits)?.[0].length ?? 0
  const hex = number === 0n ? '' : number.toString(16)
  return Buffer.concat([
    Buffer.alloc(zeros),
    Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'),
  ])
}

/** The bytes of a multibase base64url text without padding; undefined where it is another text than the bytes give. */
export function base64urlBytes(text: string): Uint8Array | undefined {
  if (!text.startsWith('u')) return undefined
  const bytes = Buffer.from(text.slice(1), 'base64url')
  return bytes.toString('base64url') === text.slice(1) ? bytes : undefined
}

function leadingZeros(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0)
  return first === -1 ? bytes.length : first
}
