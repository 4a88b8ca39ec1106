import { Router, type Response } from 'express'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { OpenPage } from '../portfolio/open-share.ts'
import { checkedBadges } from '../portfolio/portfolio-pages/checked-badges.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { createRateLimiter, networkOf } from '../web/rate-limit.ts'
import { publicDocument } from '../web/security.ts'
import { createImportedOnPage, type ImportedOnPageDeps } from './imported-on-page.ts'
import { createNoteLook } from './look.ts'
import { parameter } from './parameter.ts'
import { createSendCredential, wanted } from './shared-credential.ts'
import { wantedType } from './wanted.ts'

export interface PageDocumentDeps extends ImportedOnPageDeps {
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly identifiers: Pick<Identifiers, 'pageUrl' | 'pageBadgeUrl'>
}

/**
 * A shared portfolio page for software that checks it, by what is asked for (`Accept`): the page answers where each of its
 * badges is, and the address of a badge what was signed. Who looks is noted, whatever they get.
 */
export function pageDocuments(deps: PageDocumentDeps): Router {
  const { portfolio } = deps
  const router = Router()
  const open = publicDocument()
  const imported = createImportedOnPage(deps)
  const limit = createRateLimiter({ name: 'page-links', points: 300, seconds: 600 })
  const sendCredential = createSendCredential(deps.issuing)

  const noteLook = createNoteLook(deps)

  router.get('/p/:token', open, async (request, response, next) => {
    response.vary('Accept')
    const type = wantedType(request, ['application/linkset+json', 'application/json'])
    // Each badge of the page is asked for; whoever looks at it is not counted.
    if (type !== 'page') await limit.use(networkOf(request))
    const found = await portfolio.openPage(parameter(request, 'token'))
    await noteLook(request, found, type === 'page' ? 'page' : 'json')
    if (type === 'page') next()
    else sendLinks(response, type, linksOf(found, await checkedBadges(found, deps), deps))
  })

  router.get('/p/:token/:partId', open, async (request, response, next) => {
    response.vary('Accept')
    const found = await portfolio.openPage(parameter(request, 'token'))
    const partId = parameter(request, 'partId')
    if (imported.isOne(found, partId)) {
      // It has no page of its own: whoever is led to the one that it stands on is noted there.
      if (!(await imported.byType({ request, response, found, partId }))) next()
      return
    }
    const format = wanted(request)
    if (format === 'page') {
      await portfolio.openOnPage(found, partId)
      await noteLook(request, found, format)
      next()
      return
    }
    const { award } = await portfolio.openWholeOnPage(found, partId)
    await noteLook(request, found, format)
    await sendCredential(request, response, award, format)
  })

  return router
}

/** Where the badges of a page are (RFC 9264 §4.2; the relation `item` is that of RFC 6573). */
function linksOf(
  { share }: OpenPage,
  badges: readonly string[],
  { identifiers }: Pick<PageDocumentDeps, 'identifiers'>,
) {
  const item = badges.map((href) => ({ href }))
  return { linkset: [{ anchor: identifiers.pageUrl(share.id), item }] }
}

/** Kept by nobody in between, shown as no page, found by no search. */
function sendLinks(response: Response, type: string, links: object): void {
  response
    .set('Cache-Control', 'no-store')
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .set('X-Robots-Tag', 'noindex')
    .type(type)
    .send(Buffer.from(JSON.stringify(links)))
}
