import { createHash } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import session, { Store, type SessionData } from 'express-session'
import { timestamp } from '../world.ts'
import type { SessionControl } from './shown.ts'

declare module 'express-session' {
  interface SessionData {
    accountId?: string
    /** RFC 3339: when the end of the session was last moved. */
    touchedAt?: string
  }
}

/** What the store keeps; the id that it is kept under is a hash, worthless as a cookie. */
export interface StoredSession {
  readonly accountId: string
  readonly data: string
  readonly expiresAt: string
}

export interface SessionPort {
  load(id: string): Promise<StoredSession | undefined>
  save(id: string, session: StoredSession): Promise<void>
  remove(id: string): Promise<void>
}

interface Options {
  readonly port: SessionPort
  /** 32 bytes. */
  readonly secret: Uint8Array
  /** Whether people come by https: the cookie is then Secure and carries the __Host- prefix. */
  readonly secure: boolean
  readonly now: () => Date
}

export interface WebSessions {
  readonly middleware: RequestHandler
  control(request: Request, response: Response): SessionControl
}

const day = 24 * 60 * 60 * 1000
const idle = 30 * day
const touchAfter = 10 * 60 * 1000

/** __Host-: only this host can have set it, only over https, for every path (RFC 6265bis §4.1.3.2). */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-waymark' : 'waymark'
}

function hashed(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url')
}

function isSessionData(value: unknown): value is SessionData {
  return typeof value === 'object' && value !== null && 'cookie' in value
}

/** The store express-session asks for. It has no `touch`: see `rolling` in createWebSessions. */
class PortStore extends Store {
  private readonly port: SessionPort
  private readonly now: () => Date

  constructor(port: SessionPort, now: () => Date) {
    super()
    this.port = port
    this.now = now
  }

  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.port.load(hashed(id)).then(
      (stored) => {
        const data: unknown = stored === undefined ? undefined : JSON.parse(stored.data)
        callback(null, isSessionData(data) ? data : null)
      },
      (error: unknown) => callback(error),
    )
  }

  override set(id: string, data: SessionData, callback?: (error?: unknown) => void): void {
    const expiresAt = timestamp(new Date(this.now().getTime() + idle))
    this.port
      .save(hashed(id), {
        accountId: data.accountId ?? '',
        data: JSON.stringify(data),
        expiresAt,
      })
      .then(
        () => callback?.(),
        (error: unknown) => callback?.(error),
      )
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    this.port.remove(hashed(id)).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    )
  }
}

/** The account that is signed in by session, if any. */
export function accountIdOf(request: Request): string | undefined {
  // Where the session middleware did not run (API keys, assets) there is none, whatever the type says.
  return 'session' in request ? request.session.accountId : undefined
}

/**
 * Sessions of people at browsers: 30 days without use end them. Nothing is stored and no cookie is set
 * before sign-in, and none ever for a request that carries an API key.
 *
 * express-session's own `rolling` sends the cookie with every answer, and its `touch` writes at every
 * request. Here the session moves its end itself, at most once in ten minutes: that changes it, so it is
 * saved and its cookie sent again.
 */
export function createWebSessions({ port, secret, secure, now }: Options): WebSessions {
  const name = sessionCookieName(secure)
  const cookie = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  const sessions = session({
    name,
    secret: Buffer.from(secret).toString('base64url'),
    store: new PortStore(port, now),
    cookie: { ...cookie, maxAge: idle },
    resave: false,
    rolling: false,
    saveUninitialized: false,
    unset: 'destroy',
  })

  const touch = (request: Request) => {
    const { accountId, touchedAt = '' } = request.session
    if (accountId === undefined) return
    if (touchedAt < timestamp(new Date(now().getTime() - touchAfter))) {
      request.session.touchedAt = timestamp(now())
    }
  }

  const finished = (start: (done: (error?: unknown) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      start((error) => {
        if (error === undefined || error === null) resolve()
        else reject(error instanceof Error ? error : new Error('the session store failed'))
      })
    })

  return {
    middleware(request, response, next) {
      // An API key: harden() has taken away what is none.
      if (request.headers.authorization !== undefined) {
        next()
        return
      }
      sessions(request, response, (error?: unknown) => {
        if (error === undefined) touch(request)
        next(error)
      })
    },
    control: (request, response) => ({
      async signIn(accountId) {
        // A session id from before sign-in may have been planted: nobody signs in on it.
        await finished((done) => request.session.regenerate(done))
        request.session.accountId = accountId
        request.session.touchedAt = timestamp(now())
        await finished((done) => request.session.save(done))
      },
      async signOut() {
        await finished((done) => request.session.destroy(done))
        response.clearCookie(name, cookie)
      },
    }),
  }
}
