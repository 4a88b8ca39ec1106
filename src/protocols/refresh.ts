import { Router } from 'express'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { publicDocument } from '../web/security.ts'
import { parameter } from './parameter.ts'

/** A copy as JSON with its proof, or as a compact JWS, by what is asked for. */
const types = {
  'application/vc': 'json',
  'application/vc+ld+json': 'json',
  'application/ld+json': 'json',
  'application/json': 'json',
  'text/plain': 'jwt',
  'application/jwt': 'jwt',
} as const

function isType(type: string | false): type is keyof typeof types {
  return type !== false && type in types
}

interface RefreshServiceDeps {
  readonly issuing: Pick<Issuing, 'formats'>
  readonly portfolio: Pick<Portfolio, 'refreshed'>
}

/**
 * 1EdTech Credential Refresh: GET answers the newest signed copy of one credential. Its address stands in every copy
 * and nowhere else, so whoever asks has one already. A revoked credential is answered too: that it is
 * revoked is what its status says. One that says more of a child than may be shown is as one that is not there.
 */
export function refreshService({ issuing, portfolio }: RefreshServiceDeps): Router {
  const router = Router()
  router.options('/refresh/:refreshId', publicDocument())
  router.get('/refresh/:refreshId', publicDocument(), async (request, response) => {
    response.vary('Accept')
    const type = request.accepts(Object.keys(types))
    if (!isType(type)) {
      throw new WaymarkError('not-acceptable', {
        values: { formats: Object.keys(types).join(', ') },
      })
    }
    const award = await portfolio.refreshed(parameter(request, 'refreshId'))
    if (award === undefined) throw new WaymarkError('not-found')
    const { json, jwt } = issuing.formats
    response
      .set('Cache-Control', 'no-store')
      .set('X-Robots-Tag', 'noindex')
      .type(type)
      .send(types[type] === 'json' ? json(award) : await jwt(award, 'RS256'))
  })
  return router
}
