import { Router, type Response } from 'express'
import { WaymarkError } from '../errors.ts'
import type { PagePictures } from '../portfolio/portfolio-pages/page-pictures.ts'
import type { StoredFile } from '../storage/files.ts'
import { publicDocument } from '../web/security.ts'
import { createSendCredential, formatOf } from './shared-credential.ts'
import { createImportedOnPage } from './imported-on-page.ts'
import { createNoteLook } from './look.ts'
import { pageDocuments, type PageDocumentDeps } from './page-documents.ts'
import { parameter } from './parameter.ts'

export interface SharedPageDeps extends PageDocumentDeps {
  readonly pagePictures: PagePictures
}

/** Portfolio pages that are shared: who looks is noted, pictures and the badges on them are handed out by the same door. */
export function sharedPages(deps: SharedPageDeps): Router {
  const { portfolio, pagePictures, issuing, identify } = deps
  const router = Router()
  const open = publicDocument()
  const sendCredential = createSendCredential(issuing)

  const imported = createImportedOnPage(deps)
  const noteLook = createNoteLook(deps)

  router.get('/p/:token/:partId/picture', async (request, response) => {
    const found = await portfolio.openPage(parameter(request, 'token'))
    send(response, await pagePictures.shared(found, parameter(request, 'partId')))
  })

  router.get('/p/:token/:partId.:ending', open, async (request, response) => {
    const ending = parameter(request, 'ending')
    const partId = parameter(request, 'partId')
    const found = await portfolio.openPage(parameter(request, 'token'))
    if (imported.isOne(found, partId)) {
      await imported.byEnding({ request, response, found, partId }, ending)
      return
    }
    const format = formatOf(ending)
    const { award } = await portfolio.openWholeOnPage(found, partId)
    await noteLook(request, found, format)
    await sendCredential(request, response, award, format)
  })

  router.get('/portfolio/:pageId/pictures/:partId', async (request, response) => {
    const caller = await identify(request)
    if (caller === undefined) throw new WaymarkError('not-signed-in')
    const { pageId, partId } = {
      pageId: parameter(request, 'pageId'),
      partId: parameter(request, 'partId'),
    }
    send(response, await pagePictures.own(caller, pageId, partId))
  })

  // After the endings, which the place of a badge might be.
  router.use(pageDocuments(deps))

  return router
}

/** Not to be kept by anybody in between: a share that is closed is closed for its pictures too. */
function send(response: Response, { bytes, contentType }: StoredFile): void {
  response
    .set('Cache-Control', 'no-store')
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .set('X-Robots-Tag', 'noindex')
    .type(contentType)
    .send(Buffer.from(bytes))
}
