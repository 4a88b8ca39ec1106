import { Router, type Request, type Response } from 'express'
import type { KeyAlgorithm } from '../credentials/keys.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { Caller } from '../caller.ts'
import { publicDocument } from '../web/security.ts'
import { createNoteLook } from './look.ts'
import { parameter } from './parameter.ts'
import { wantedType } from './wanted.ts'

export interface SharedCredentialDeps {
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

const formats = {
  json: 'application/vc',
  jwt: 'text/plain; charset=utf-8',
  'vc-jwt': 'application/vc+jwt',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
} as const
type Format = keyof typeof formats
const endings = ['json', 'jwt', 'vc-jwt', 'png', 'svg'] as const

/**
 * What each media type asks for (Open Badges 3.0, Document Formats, "Web Resource": JSON with its proof as
 * application/vc+ld+json, a compact JWS as text/plain; application/vc is what VCDM 2.0 says).
 * application/vc+jwt is the JWT of VC-JOSE-COSE, with another header and other claims than that of Open Badges:
 * whoever asks for one would have to refuse the other.
 */
const byType: Readonly<Record<string, Format>> = {
  'application/vc': 'json',
  'application/vc+ld+json': 'json',
  'application/ld+json': 'json',
  'application/json': 'json',
  'application/vc+jwt': 'vc-jwt',
  'application/jwt': 'jwt',
  'text/plain': 'jwt',
  'image/png': 'png',
  'image/svg+xml': 'svg',
}
const types = ['application/vc', ...Object.keys(byType)] as const

/** The form of a credential, or its page. @throws WaymarkError not-acceptable, with the types that there are */
export function wanted(request: Request): Format | 'page' {
  const type = wantedType(request, types)
  return type === 'page' ? type : (byType[type] ?? 'json')
}

/** @throws WaymarkError not-found for an ending that there is not */
export function formatOf(ending: string): Format {
  const format = endings.find((one) => one === ending)
  if (format === undefined) throw new WaymarkError('not-found')
  return format
}

/** `?alg=EdDSA` asks for the other signature; RS256 is what every Open Badges verifier knows. */
function algorithmOf(request: Request): KeyAlgorithm {
  return request.query['alg'] === 'EdDSA' ? 'Ed25519' : 'RS256'
}

/** Hands out a credential in one of its forms, to be kept by nobody in between. */
export function createSendCredential(issuing: Issuing) {
  const bodyOf = (award: Award, format: Format, algorithm: KeyAlgorithm) => {
    switch (format) {
      case 'json':
        return issuing.formats.json(award)
      case 'jwt':
        return issuing.formats.jwt(award, algorithm)
      case 'vc-jwt':
        return issuing.formats.vcJwt(award)
      case 'png':
        return issuing.formats.png(award)
      case 'svg':
        return issuing.formats.svg(award)
    }
  }

  return async (request: Request, response: Response, award: Award, format: Format) => {
    const body = await bodyOf(award, format, algorithmOf(request))
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .set('X-Robots-Tag', 'noindex')
      .type(formats[format])
      // Bytes get no charset added: application/vc has none (VCDM 2.0 §6.2). The others say theirs themselves.
      .send(Buffer.from(body))
  }
}

/** A shared credential in every format: by ending, or by what is asked for (`Accept`). */
export function sharedCredentials(deps: SharedCredentialDeps): Router {
  const { portfolio, issuing } = deps
  const router = Router()
  const open = publicDocument()
  const send = createSendCredential(issuing)
  const noteLook = createNoteLook(deps)

  /** The credential goes out as it was signed, with all that it says; a page shows of it what may be shown. */
  const opened = async (request: Request, format: Format | 'page') => {
    const token = parameter(request, 'token')
    const open = await (format === 'page' ? portfolio.open(token) : portfolio.openWhole(token))
    await noteLook(request, open, format)
    return open
  }

  router.get('/s/:token.:ending', open, async (request, response) => {
    const format = formatOf(parameter(request, 'ending'))
    const { award } = await opened(request, format)
    await send(request, response, award, format)
  })

  router.get('/s/:token', open, async (request, response, next) => {
    // A badge from elsewhere was opened by `sharedImports`, and its page follows.
    if ((await portfolio.find(parameter(request, 'token')))?.importId !== undefined) {
      next()
      return
    }
    response.vary('Accept')
    const format = wanted(request)
    if (format === 'page') {
      await opened(request, format)
      next()
      return
    }
    const { award } = await opened(request, format)
    await send(request, response, award, format)
  })

  // The id of a credential is in every copy handed out, so it opens nothing: 404 to machines, a neutral page to people.
  router.get('/credentials/:credentialId', open, (request, response, next) => {
    response.vary('Accept')
    if (request.accepts(['application/json', 'application/vc', 'text/html']) === 'text/html') {
      next()
      return
    }
    throw new WaymarkError('not-found')
  })

  router.get('/backpack/:awardId/credential.:ending', async (request, response) => {
    const format = formatOf(parameter(request, 'ending'))
    const caller = await deps.identify(request)
    if (caller === undefined) throw new WaymarkError('not-signed-in')
    const { award } = await portfolio.read(caller, parameter(request, 'awardId'))
    response.set('Content-Disposition', `attachment; filename="badge.${format}"`)
    await send(request, response, award, format)
  })

  return router
}
