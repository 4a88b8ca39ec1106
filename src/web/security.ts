import compression from 'compression'
import type { Express, RequestHandler, Response } from 'express'
import helmet from 'helmet'

interface Options {
  /** Whether people come by https: then browsers are told to come no other way. */
  readonly secure: boolean
  /** Express's `trust proxy`: how many proxies stand in front, or which addresses they have; false for none. */
  readonly trustProxy: boolean | number | string
}

/**
 * Only a bearer token can be an API key. What a proxy in front asks people for (Basic) is sent by their
 * browsers with every request, as cookies are: it must neither switch sessions off nor count as a key, which
 * needs no protection against requests forged by other pages.
 */
const forgetForeignAuthorization: RequestHandler = (request, _response, next) => {
  const { authorization } = request.headers
  if (authorization !== undefined && !/^Bearer(?:\s|$)/i.test(authorization)) {
    delete request.headers.authorization
  }
  next()
}

/** What holds for every answer. Call it before anything is mounted. */
export function harden(app: Express, { secure, trustProxy }: Options): void {
  app.disable('x-powered-by')
  app.set('trust proxy', trustProxy)
  app.use(forgetForeignAuthorization)
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          'default-src': ["'none'"],
          'script-src': ["'self'"],
          'style-src': ["'self'"],
          'img-src': ["'self'", 'data:', 'blob:'],
          'font-src': ["'self'"],
          'connect-src': ["'self'"],
          'manifest-src': ["'self'"],
          'form-action': ["'self'"],
          'frame-ancestors': ["'none'"],
          'base-uri': ["'none'"],
        },
      },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      // Public documents and pictures are made to be used by other origins; CORS and CORP say so where they are.
      crossOriginResourcePolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
    }),
  )
  app.use((_request, response, next) => {
    response.set('Permissions-Policy', permissions('()'))
    next()
  })
  app.use(compression())
}

/** Powerful features that no page of ours asks for, and who may use the camera. */
function permissions(camera: '()' | '(self)'): string {
  return `camera=${camera}, microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=()`
}

/** Lets the page that is answered ask for the camera. */
export function mayUseCamera(response: Response): void {
  response.set('Permissions-Policy', permissions('(self)'))
}

/**
 * A document that anybody's page may read, without credentials: what other people's verifiers fetch in
 * browsers. Answers the preflight of OPTIONS where it is mounted for it (`router.use` or `router.options`).
 */
export function publicDocument(): RequestHandler {
  return (request, response, next) => {
    response
      .set('Access-Control-Allow-Origin', '*')
      .set('Access-Control-Expose-Headers', 'ETag, Last-Modified, Link')
      .set('Cross-Origin-Resource-Policy', 'cross-origin')
    if (request.method !== 'OPTIONS') {
      next()
      return
    }
    response
      .set('Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS')
      .set('Access-Control-Allow-Headers', 'Accept, Content-Type')
      .set('Access-Control-Max-Age', '86400')
      .status(204)
      .end()
  }
}
