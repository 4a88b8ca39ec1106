import { Router, type Request, type Response } from 'express'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { CertificateChoice, Certificates } from '../portfolio/certificates.ts'
import type { OpenShare } from '../portfolio/open-share.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { languageOf } from '../web/language.ts'
import { pdfHeaders } from '../web/pdf.ts'
import { publicDocument } from '../web/security.ts'
import { createNoteLook } from './look.ts'
import { parameter } from './parameter.ts'

export interface CertificateDeps {
  readonly certificates: Certificates
  readonly portfolio: Pick<Portfolio, 'openWhole' | 'openPage' | 'openWholeOnPage' | 'seen'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** `?paper=letter` for where paper is cut so; else A4 (ISO 216). */
function choiceIn(request: Request): CertificateChoice {
  const paper = request.query['paper'] === 'letter' ? 'letter' : 'a4'
  return { paper, language: languageOf(request) }
}

function send(response: Response, pdf: Uint8Array, way: 'inline' | 'attachment'): void {
  response
    .set('Cache-Control', 'no-store')
    .set('X-Robots-Tag', 'noindex')
    .set(pdfHeaders('certificate', way))
    .send(Buffer.from(pdf))
}

/** Certificates: of an open share for whoever has its address, and of one's own badges. */
export function certificateDownloads(deps: CertificateDeps): Router {
  const { certificates, portfolio, identify } = deps
  const router = Router()
  const noteLook = createNoteLook(deps)

  const shared = async (request: Request, response: Response, open: OpenShare) => {
    await noteLook(request, open, 'pdf')
    send(response, await certificates.shared(open, choiceIn(request)), 'inline')
  }

  router.get('/s/:token.pdf', publicDocument(), async (request, response) => {
    await shared(request, response, await portfolio.openWhole(parameter(request, 'token')))
  })

  router.get('/p/:token/:partId.pdf', publicDocument(), async (request, response) => {
    const opened = await portfolio.openPage(parameter(request, 'token'))
    const open = await portfolio.openWholeOnPage(opened, parameter(request, 'partId'))
    await shared(request, response, open)
  })

  router.get('/backpack/:awardId/certificate.pdf', async (request, response) => {
    const caller = await identify(request)
    if (caller === undefined) throw new WaymarkError('not-signed-in')
    const { share } = request.query
    const token = typeof share === 'string' ? share : undefined
    const awardId = parameter(request, 'awardId')
    const pdf = await certificates.own(caller, awardId, choiceIn(request), token)
    send(response, pdf, 'attachment')
  })

  return router
}
