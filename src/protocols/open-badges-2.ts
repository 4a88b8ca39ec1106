import { Router, type Request, type Response } from 'express'
import type { JsonObject } from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import type { OwnDocuments } from '../issuing/own-documents.ts'
import type { OpenBadges2Export } from '../portfolio/open-badges-2.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { publicDocument } from '../web/security.ts'
import { lookOf } from './look.ts'
import { parameter } from './parameter.ts'

export interface OpenBadges2Deps {
  readonly openBadges2: OpenBadges2Export
  readonly documents: OwnDocuments
  readonly portfolio: Portfolio
}

const pictures = { png: 'image/png', svg: 'image/svg+xml' } as const

/** What platforms of Open Badges 2.0 fetch: hosted Assertions, and the BadgeClasses and Issuers that they name. */
export function openBadges2Documents(deps: OpenBadges2Deps): Router {
  const { openBadges2, documents, portfolio } = deps
  const router = Router()
  const open = publicDocument()
  const send = (response: Response, body: JsonObject, kept: string) => {
    response.set('Cache-Control', kept).type('application/ld+json').send(JSON.stringify(body))
  }
  const noteLook = async (request: Request, token: string) => {
    if (request.method !== 'GET') return
    const open = await portfolio.openWhole(token)
    await portfolio.seen(open, lookOf(request, 'assertion'), undefined)
  }
  const forAWhile = 'public, max-age=300'

  router.get(
    ['/s/:token/assertion', '/s/:token/assertion.json'],
    open,
    async (request, response) => {
      const token = parameter(request, 'token')
      const { kind, assertion } = await openBadges2.assertion(token)
      if (kind === 'held') await noteLook(request, token)
      response.status(kind === 'held' ? 200 : 410).set('X-Robots-Tag', 'noindex')
      send(response, assertion, 'no-store')
    },
  )

  router.get('/s/:token/assertion.:ending', open, async (request, response) => {
    const ending = parameter(request, 'ending')
    if (ending !== 'png' && ending !== 'svg') throw new WaymarkError('not-found')
    const token = parameter(request, 'token')
    const picture = await openBadges2.picture(token, ending)
    await noteLook(request, token)
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .set('X-Robots-Tag', 'noindex')
      .type(pictures[ending])
      .send(Buffer.from(picture))
  })

  router.get(
    '/achievements/:achievementId/versions/:number/badge-class',
    open,
    async (request, response) => {
      const number = parameter(request, 'number')
      // Versions have one address each: '1e0' and '01' name none.
      if (!/^[1-9]\d{0,8}$/.test(number)) throw new WaymarkError('not-found')
      const achievementId = parameter(request, 'achievementId')
      send(response, await documents.badgeClass(achievementId, Number(number)), forAWhile)
    },
  )

  router.get('/organizations/:organizationId/issuer', open, async (request, response) => {
    send(response, await documents.issuer(parameter(request, 'organizationId')), forAWhile)
  })
  return router
}
