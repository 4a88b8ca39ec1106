import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'
import { readCookie } from './cookies.ts'
import { accountIdOf } from './session.ts'

/*
 * Why not csrf-sync: it keeps its token in the session, and the forms that matter before sign-in (sign-in
 * itself, claim codes) would need a stored session for every visitor and every robot. So the token is an
 * HMAC. Signed in, it is over the session id: nobody without the secret can make one, and one from before
 * sign-in is worthless. Not signed in, it is over a random value in a cookie of its own (signed double
 * submit), set only with a page that shows a form. The cookie has the __Host- prefix under https, so a
 * neighbouring subdomain cannot plant one. SameSite=Lax, and Origin and Sec-Fetch-Site (origin.ts), stand
 * in front of it. The token is masked afresh in every page, since compressed pages leak what stays equal.
 */

export interface FormToken {
  readonly token: string
  /** Sets the cookie that a token for somebody not signed in needs. Call it where the token is shown. */
  keep(response: Response): void
}

export interface Csrf {
  issue(request: Request): FormToken
  isValid(request: Request, token: unknown): boolean
}

interface Options {
  /** 32 bytes. */
  readonly secret: Uint8Array
  readonly random: (size: number) => Uint8Array
  /** Whether people come by https. */
  readonly secure: boolean
}

const macBytes = 32

export function createCsrf({ secret, random, secure }: Options): Csrf {
  const cookieName = secure ? '__Host-waymark-form' : 'waymark-form'
  const key = createHmac('sha256', secret).update('waymark form tokens').digest()
  const macOf = (subject: string) => createHmac('sha256', key).update(subject).digest()
  const mask = (mac: Uint8Array, pad: Uint8Array) => mac.map((byte, at) => byte ^ (pad[at] ?? 0))
  const nonceOf = (request: Request) => {
    const nonce = readCookie(request, cookieName)
    return nonce !== undefined && /^[A-Za-z0-9_-]{22}$/.test(nonce) ? nonce : undefined
  }

  return {
    issue(request) {
      const known = nonceOf(request)
      const nonce = known ?? Buffer.from(random(16)).toString('base64url')
      const signedIn = accountIdOf(request) !== undefined
      const mac = macOf(signedIn ? `session ${request.sessionID}` : `visitor ${nonce}`)
      const pad = random(macBytes)
      return {
        token: Buffer.concat([pad, mask(mac, pad)]).toString('base64url'),
        keep(response) {
          if (signedIn || known !== undefined) return
          response.cookie(cookieName, nonce, { httpOnly: true, sameSite: 'lax', secure, path: '/' })
        },
      }
    },
    isValid(request, token) {
      if (typeof token !== 'string' || !/^[A-Za-z0-9_-]{86}$/.test(token)) return false
      const bytes = Buffer.from(token, 'base64url')
      const sent = mask(bytes.subarray(macBytes), bytes.subarray(0, macBytes))
      const signedIn = accountIdOf(request) !== undefined
      const nonce = nonceOf(request)
      if (!signedIn && nonce === undefined) return false
      const mac = macOf(signedIn ? `session ${request.sessionID}` : `visitor ${nonce ?? ''}`)
      return sent.length === mac.length && timingSafeEqual(sent, mac)
    },
  }
}
