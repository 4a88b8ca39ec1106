import { Router, type Request, type Response } from 'express'
import type { KeyAlgorithm } from '../credentials/keys.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { Caller } from '../caller.ts'
import { publicDocument } from '../web/security.ts'
import { parameter } from './parameter.ts'

export interface SharedCredentialDeps {
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

const formats = {
  json: 'application/vc',
  jwt: 'text/plain',
  png: 'image/png',
  svg: 'image/svg+xml',
} as const
type Format = keyof typeof formats

/** STANDARDS §4: what each media type asks for; the page comes first for a browser that takes anything. */
const byType: Readonly<Record<string, Format>> = {
  'application/vc': 'json',
  'application/vc+ld+json': 'json',
  'application/ld+json': 'json',
  'application/json': 'json',
  'application/jwt': 'jwt',
  'text/plain': 'jwt',
  'image/png': 'png',
  'image/svg+xml': 'svg',
}

function formatOf(ending: string): Format {
  if (ending === 'json' || ending === 'jwt' || ending === 'png' || ending === 'svg') return ending
  throw new WaymarkError('not-found')
}

/** `?alg=EdDSA` asks for the other signature; RS256 is what every Open Badges verifier knows. */
function algorithmOf(request: Request): KeyAlgorithm {
  return request.query['alg'] === 'EdDSA' ? 'Ed25519' : 'RS256'
}

/** A shared credential in every format: by ending, or by what is asked for (`Accept`). */
export function sharedCredentials({ portfolio, issuing, identify }: SharedCredentialDeps): Router {
  const router = Router()
  const open = publicDocument()

  const send = async (request: Request, response: Response, award: Award, format: Format) => {
    const { json, jwt, png, svg } = issuing.formats
    const body =
      format === 'json'
        ? json(award)
        : format === 'jwt'
          ? await jwt(award, algorithmOf(request))
          : Buffer.from(format === 'png' ? await png(award) : await svg(award))
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .set('X-Robots-Tag', 'noindex')
      .type(formats[format])
      .send(body)
  }

  router.get('/s/:token.:ending', open, async (request, response) => {
    const format = formatOf(parameter(request, 'ending'))
    const { share, award } = await portfolio.open(parameter(request, 'token'))
    await portfolio.countView(share.id)
    await send(request, response, award, format)
  })

  router.get('/s/:token', open, async (request, response, next) => {
    response.vary('Accept')
    const accepted = request.accepts(['text/html', ...Object.keys(byType)])
    if (accepted === 'text/html') {
      next()
      return
    }
    if (accepted === false) throw new WaymarkError('not-acceptable')
    const { share, award } = await portfolio.open(parameter(request, 'token'))
    await portfolio.countView(share.id)
    await send(request, response, award, byType[accepted] ?? 'json')
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
    const caller = await identify(request)
    if (caller === undefined) throw new WaymarkError('not-signed-in')
    const { award } = await portfolio.read(caller, parameter(request, 'awardId'))
    response.set('Content-Disposition', `attachment; filename="badge.${format}"`)
    await send(request, response, award, format)
  })

  return router
}
