import { Router, type Request, type Response } from 'express'
import { linkedAchievementFacts } from '../achievements/achievement-facts.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { achievementDocument } from '../credentials/achievement.ts'
import { isListPurpose, type Identifiers } from '../credentials/identifiers.ts'
import type { JsonObject } from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { OwnDocuments } from '../issuing/own-documents.ts'
import { publicDocument } from '../web/security.ts'
import { parameter } from './parameter.ts'

export interface PublicDocumentDeps {
  readonly documents: OwnDocuments
  readonly achievements: Achievements
  readonly issuing: Issuing
  readonly identifiers: Identifiers
}

const machineTypes = [
  'application/ld+json',
  'application/json',
  'application/vc+ld+json',
  'application/vc',
]

const didType = 'application/did+json'

/**
 * A DID resolver that asks the organization itself gets the document of its DID, and is told where it lives: the
 * did:web method (§ Read) has it at did.json only.
 */
function wantsDidDocument(request: Request): boolean {
  return request.accepts([...machineTypes, 'text/html', didType]) === didType
}

/** People get the page that follows in the router; machines get the document. */
export function wantsPage(request: Request): boolean {
  return request.accepts([...machineTypes, 'text/html']) === 'text/html'
}

/** The service's own documents have addresses of their own: here its name is no organization's. */
function organizationIn(request: Request): string {
  const organizationId = parameter(request, 'organizationId')
  if (organizationId === 'service') throw new WaymarkError('not-found')
  return organizationId
}

/** Lists and versions are counted from 1 and have one address each: '1e0' and '01' name none. */
function numberIn(request: Request): number {
  const text = parameter(request, 'number')
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new WaymarkError('not-found')
  return Number(text)
}

/**
 * What other people's verifiers fetch: DID documents, key sets, keys, Profiles, achievements, status
 * lists and stored pictures. Readable from every origin, without credentials.
 */
export function publicDocuments(deps: PublicDocumentDeps): Router {
  const { documents, achievements, issuing, identifiers } = deps
  const router = Router()
  const open = publicDocument()
  const send = (response: Response, type: string, body: JsonObject, seconds: number) => {
    response
      .set('Cache-Control', `public, max-age=${seconds}`)
      .type(type)
      // As bytes: to text the server adds a charset, which none of these types has (RFC 8259 §11).
      .send(Buffer.from(JSON.stringify(body)))
  }

  router.get('/.well-known/did.json', open, async (_request, response) => {
    send(response, didType, await documents.didDocument('service'), 300)
  })
  router.get('/.well-known/jwks.json', open, async (_request, response) => {
    send(response, 'application/jwk-set+json', await documents.jwks('service'), 300)
  })
  router.get('/keys/:keyId', open, async (request, response) => {
    send(
      response,
      'application/jwk+json',
      await documents.key('service', parameter(request, 'keyId')),
      300,
    )
  })

  const base = '/organizations/:organizationId'
  router.get(`${base}/did.json`, open, async (request, response) => {
    const owner = organizationIn(request)
    send(response, didType, await documents.didDocument(owner), 300)
  })
  router.get(`${base}/.well-known/jwks.json`, open, async (request, response) => {
    const owner = organizationIn(request)
    send(response, 'application/jwk-set+json', await documents.jwks(owner), 300)
  })
  router.get(`${base}/keys/:keyId`, open, async (request, response) => {
    const key = await documents.key(organizationIn(request), parameter(request, 'keyId'))
    send(response, 'application/jwk+json', key, 300)
  })
  router.get(base, open, async (request, response, next) => {
    response.vary('Accept')
    if (wantsDidDocument(request)) {
      const owner = organizationIn(request)
      response.set('Content-Location', `/organizations/${owner}/did.json`)
      send(response, didType, await documents.didDocument(owner), 300)
      return
    }
    if (wantsPage(request)) {
      next()
      return
    }
    send(
      response,
      'application/ld+json',
      await documents.profile(parameter(request, 'organizationId')),
      300,
    )
  })

  router.get(`${base}/status/:number/:purpose`, open, async (request, response) => {
    const purpose = parameter(request, 'purpose')
    if (!isListPurpose(purpose)) throw new WaymarkError('not-found')
    const number = numberIn(request)
    const organizationId = parameter(request, 'organizationId')
    const list = await issuing.statusLists.read(organizationId, number, purpose)
    response
      .set('Cache-Control', 'public, max-age=60, must-revalidate')
      .set('Last-Modified', new Date(list.signedAt).toUTCString())
      .type('application/vc')
      .send(Buffer.from(list.text))
  })

  router.get(
    '/achievements/:achievementId/versions/:number',
    open,
    async (request, response, next) => {
      response.vary('Accept')
      if (wantsPage(request)) {
        next()
        return
      }
      const number = numberIn(request)
      const version = await achievements.version(parameter(request, 'achievementId'), number)
      send(
        response,
        'application/ld+json',
        achievementDocument(linkedAchievementFacts(version, identifiers)),
        300,
      )
    },
  )

  router.get('/images/:imageId', open, async (request, response) => {
    const picture = await achievements.pictures.read(parameter(request, 'imageId'))
    if (picture === undefined) throw new WaymarkError('not-found')
    response
      .set('Cache-Control', 'public, max-age=31536000, immutable')
      // A stored SVG is only ever a picture: it must not run anything where it is opened by itself.
      .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .type(picture.contentType)
      .send(Buffer.from(picture.bytes))
  })
  return router
}
