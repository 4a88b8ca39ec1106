import { Router, type Request, type Response } from 'express'
import type { ViewFormat } from '../../schemas/requests/shares.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { OpenPage } from '../portfolio/open-share.ts'
import { checkedBadges } from '../portfolio/portfolio-pages/checked-badges.ts'
import type { OpenImported } from '../portfolio/portfolio-pages/open-imported.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { publicDocument } from '../web/security.ts'
import { lookOf } from './look.ts'
import { parameter } from './parameter.ts'
import { createSendCredential, wanted } from './shared-credential.ts'
import { wantedType } from './wanted.ts'

export interface PageDocumentDeps {
  readonly portfolio: Portfolio
  readonly openImported: OpenImported
  readonly issuing: Issuing
  readonly identifiers: Pick<Identifiers, 'pageUrl' | 'pageBadgeUrl'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/**
 * A shared portfolio page for software that checks it, by what is asked for (`Accept`): the page answers where each of its
 * badges is, and the address of a badge what was signed. Who looks is noted, whatever they get.
 */
export function pageDocuments(deps: PageDocumentDeps): Router {
  const { portfolio, openImported } = deps
  const router = Router()
  const open = publicDocument()
  const sendCredential = createSendCredential(deps.issuing)

  const noteLook = async (request: Request, found: OpenPage, format: ViewFormat) => {
    if (request.method !== 'GET') return
    // Whose own page it is looks without being noted; a key that is not good keeps nobody from looking.
    const caller = await deps.identify(request).catch(() => undefined)
    await portfolio.seen(found, lookOf(request, format), caller)
  }

  router.get('/p/:token', open, async (request, response, next) => {
    response.vary('Accept')
    const type = wantedType(request, ['application/linkset+json', 'application/json'])
    const found = await portfolio.openPage(parameter(request, 'token'))
    await noteLook(request, found, type === 'page' ? 'page' : 'json')
    if (type === 'page') next()
    else sendLinks(response, type, linksOf(found, await checkedBadges(found, deps), deps))
  })

  router.get('/p/:token/:partId', open, async (request, response, next) => {
    response.vary('Accept')
    const format = wanted(request)
    if (format === 'page') {
      next()
      return
    }
    const found = await portfolio.openPage(parameter(request, 'token'))
    const partId = parameter(request, 'partId')
    if (found.page.parts.some(({ id, kind }) => id === partId && kind === 'imported')) {
      const text = await openImported.text(found, partId)
      await noteLook(request, found, isJson(text) ? 'json' : 'jwt')
      sendAsSigned(response, text)
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

function sendLinks(response: Response, type: string, links: object): void {
  closedTo(response)
    .type(type)
    .send(Buffer.from(JSON.stringify(links)))
}

/** A badge from elsewhere, letter for letter. */
function sendAsSigned(response: Response, text: string): void {
  closedTo(response)
    .type(isJson(text) ? 'application/json' : 'text/plain; charset=utf-8')
    .send(Buffer.from(text))
}

/** Kept by nobody in between, shown as no page, found by no search. */
function closedTo(response: Response): Response {
  return response
    .set('Cache-Control', 'no-store')
    .set('Content-Security-Policy', "default-src 'none'; sandbox")
    .set('X-Robots-Tag', 'noindex')
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}
