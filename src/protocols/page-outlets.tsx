import { Router, type Request } from 'express'
import { renderPageEmbed } from '../../templates/portfolio-pages/embed.tsx'
import { renderEmbedOver } from '../../templates/portfolio/embed-document.tsx'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { ShowOutside } from '../portfolio/portfolio-pages/page-outside.ts'
import type { PagePreview } from '../portfolio/portfolio-pages/page-previews.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { publicDocument } from '../web/security.ts'
import { createNoteLook } from './look.ts'
import { sendEmbed, sendPicture, surroundingsOf, type SurroundingDeps } from './outlet-answers.ts'
import { parameter } from './parameter.ts'

export interface PageOutletDeps extends SurroundingDeps {
  readonly portfolio: Pick<Portfolio, 'openPage' | 'openPublicPage' | 'seen'>
  readonly showOutside: ShowOutside
  readonly pagePreview: PagePreview
  readonly identifiers: Pick<Identifiers, 'base' | 'pageUrl' | 'trial'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** A shared portfolio page in other people's pages and messages. Each comes through the same door as the page. */
export function pageOutlets(deps: PageOutletDeps): Router {
  const { portfolio, identifiers } = deps
  const router = Router()
  const open = publicDocument()

  const noteLook = createNoteLook(deps)

  router.get('/p/:token/embed', open, async (request, response) => {
    const surroundings = surroundingsOf(request, deps)
    try {
      const found = await portfolio.openPublicPage(parameter(request, 'token'))
      await noteLook(request, found, 'embed')
      const page = {
        ...(await deps.showOutside(found)),
        trial: identifiers.trial,
        host: new URL(identifiers.base).host,
        address: identifiers.pageUrl(found.share.id),
      }
      sendEmbed(response, 200, renderPageEmbed(page, surroundings))
    } catch (error) {
      // Whoever reads the page around it is told in its place; a refused frame would look like a broken website.
      if (!(error instanceof WaymarkError) || error.status >= 500) throw error
      const over = surroundings.text('pageOutlets.embed.over')
      sendEmbed(response, error.status, renderEmbedOver(over, surroundings))
    }
  })

  router.get('/p/:token/preview.png', open, async (request, response) => {
    const found = await portfolio.openPage(parameter(request, 'token'))
    await noteLook(request, found, 'preview')
    const { text } = surroundingsOf(request, deps)
    sendPicture(response, await deps.pagePreview(found, text))
  })

  return router
}
