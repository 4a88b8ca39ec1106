import { createHmac } from 'node:crypto'
import { keyedHash } from '../accounts/secrets.ts'

/** No 0 O Q 1 I L U: nothing that is mistaken for another letter. Twenty-nine, a prime, for the check letter. */
const letters = '23456789ABCDEFGHJKMNPRSTVWXYZ'
const codeLength = 12

/**
 * Claim links and codes are derived from a secret and what they belong to, so that staff can print them again
 * while only their hash is stored.
 */
export interface ClaimCodes {
  /** 256 bits, base64url: goes into the mailed link. */
  linkToken(awardId: string): string
  /** Twelve letters and a check letter, as XXXX-XXXX-XXXX-X: about 58 bits. */
  code(awardId: string): string
  /** As `code`, of something else that is claimed or joined by typing. */
  codeOf(kind: 'claim-card' | 'class-link' | 'application-opening', id: string): string
  /** As `linkToken`, of something else that is reached by its address alone. */
  tokenOf(kind: 'join-request' | 'kiosk', id: string): string
  /** What is stored and looked up, for a link's token or a typed code. */
  hash(tokenOrCode: string): string
  /** The code as it is hashed, from whatever way it was typed; undefined when its check letter is wrong. */
  read(typed: string): string | undefined
}

export function createClaimCodes(secret: Uint8Array): ClaimCodes {
  const derive = (purpose: string, awardId: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${awardId}`).digest()

  return {
    linkToken: (awardId) => derive('claim-link', awardId).toString('base64url'),
    code: (awardId) => typeable(derive('claim-code', awardId)),
    codeOf: (kind, id) => typeable(derive(kind, id)),
    tokenOf: (kind, id) => derive(kind, id).toString('base64url'),
    hash: (tokenOrCode) => keyedHash(secret, 'claim', tokenOrCode),
    read(typed) {
      const plain = typed
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
      const body = plain.slice(0, codeLength)
      if (
        plain.length !== codeLength + 1 ||
        Array.from(plain).some((one) => !letters.includes(one))
      ) {
        return undefined
      }
      return checkLetter(body) === plain.at(-1) ? groups(plain) : undefined
    },
  }
}

function typeable(bytes: Uint8Array): string {
  const body = lettersOf(bytes)
  return groups(body + checkLetter(body))
}

/** Draws letters without bias: bytes past the last whole multiple of the alphabet are passed over. */
function lettersOf(bytes: Uint8Array): string {
  const limit = 256 - (256 % letters.length)
  const drawn = [...bytes]
    .filter((byte) => byte < limit)
    .map((byte) => letters[byte % letters.length])
  return drawn.slice(0, codeLength).join('')
}

/** A weighted sum modulo a prime catches any one wrong letter and any two neighbours swapped. */
function checkLetter(body: string): string {
  const sum = Array.from(body).reduce(
    (total, one, place) => total + (place + 1) * letters.indexOf(one),
    0,
  )
  return letters.charAt(sum % letters.length)
}

function groups(text: string): string {
  return text.match(/.{1,4}/g)?.join('-') ?? text
}
