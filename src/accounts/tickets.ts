import jwt from 'jsonwebtoken'
import type { World } from '../world.ts'

export type TicketPurpose = 'sign-in' | 'passkey' | 'invitation' | 'guardian'

/**
 * Short tickets to ourselves, carried in mailed links. A ticket holds an id and an end, no personal datum;
 * what it is about is stored under the id, and being used once is up to that row. Who reads the store
 * cannot make a link of what they read, and a made-up link costs no look-up.
 */
export interface Tickets {
  /** A signed token for the id, good for some minutes. */
  issue(purpose: TicketPurpose, id: string, minutes: number): string
  /** The id in a good token of this purpose; undefined for any other text. */
  read(purpose: TicketPurpose, token: string): string | undefined
}

/** JWT (RFC 7519) with HS256; @param secret 32 bytes */
export function createTickets(secret: Uint8Array, now: World['now']): Tickets {
  const key = Buffer.from(secret)
  const seconds = () => Math.floor(now().getTime() / 1000)
  return {
    issue(purpose, id, minutes) {
      const iat = seconds()
      return jwt.sign({ jti: id, aud: purpose, iat, exp: iat + minutes * 60 }, key, {
        algorithm: 'HS256',
      })
    },
    read(purpose, token) {
      try {
        const options = {
          algorithms: ['HS256' as const],
          audience: purpose,
          clockTimestamp: seconds(),
        }
        const claims = jwt.verify(token, key, options)
        return typeof claims === 'string' ? undefined : claims.jti
      } catch (error) {
        if (error instanceof jwt.JsonWebTokenError) return undefined
        throw error
      }
    },
  }
}
