import type { Request } from 'express'
import type { Accounts } from '../accounts/accounts.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Identify } from '../web/page-context.ts'
import { accountIdOf } from '../web/session.ts'

/**
 * Who a request speaks for: an API key as a bearer token (RFC 6750 §2.1), or the session of a browser. A
 * key that is not good is refused even where nobody in particular may ask, so that its holder learns of it.
 */
export function createIdentify(accounts: Accounts): Identify {
  const known = new WeakMap<Request, Promise<Caller | undefined>>()

  const ofKey = async (authorization: string) => {
    const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
    const caller = secret === undefined ? undefined : await accounts.apiKeys.callerOf(secret)
    if (caller === undefined) throw new WaymarkError('not-signed-in')
    return caller
  }

  const find = async (request: Request) => {
    const { authorization } = request.headers
    if (authorization !== undefined) return ofKey(authorization)
    const accountId = accountIdOf(request)
    return accountId === undefined ? undefined : accounts.callerOfAccount(accountId)
  }

  return (request) => {
    const asked = known.get(request) ?? find(request)
    known.set(request, asked)
    return asked
  }
}

/**
 * Who a page speaks for: only ever the session of a browser. Pages ask for no scope, so a key would do
 * on them whatever its maker may do.
 */
export function createIdentifyAtBrowser(accounts: Accounts): Identify {
  return async (request) => {
    if (request.headers.authorization !== undefined) return undefined
    const accountId = accountIdOf(request)
    return accountId === undefined ? undefined : accounts.callerOfAccount(accountId)
  }
}
