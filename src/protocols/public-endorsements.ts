import { Router } from 'express'
import type { Endorsements } from '../ecosystem/endorsements.ts'
import { WaymarkError } from '../errors.ts'
import { publicDocument } from '../web/security.ts'
import { parameter } from './parameter.ts'

/** Endorsements under their own addresses, and the lists that say which were revoked: for everybody's verifier. */
export function publicEndorsements(endorsements: Endorsements): Router {
  const router = Router()
  const open = publicDocument()

  router.get('/endorsements/:endorsementId', open, async (request, response) => {
    const text = await endorsements.published(parameter(request, 'endorsementId'))
    response
      .set('Cache-Control', 'public, max-age=300')
      .type('application/vc')
      .send(Buffer.from(text))
  })

  const lists = '/organizations/:organizationId/endorsement-status/:number/:purpose'
  router.get(lists, open, async (request, response) => {
    const number = parameter(request, 'number')
    // One address for each list: '1e0' and '01' name none, and no endorsement is ever suspended.
    if (!/^[1-9]\d{0,8}$/.test(number) || parameter(request, 'purpose') !== 'revocation') {
      throw new WaymarkError('not-found')
    }
    const organizationId = parameter(request, 'organizationId')
    const list = await endorsements.statusLists.read(organizationId, Number(number), 'revocation')
    response
      .set('Cache-Control', 'public, max-age=60, must-revalidate')
      .set('Last-Modified', new Date(list.signedAt).toUTCString())
      .type('application/vc')
      .send(Buffer.from(list.text))
  })
  return router
}
