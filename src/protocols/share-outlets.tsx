import { Router, type Request } from 'express'
import { renderEmbedOver } from '../../templates/portfolio/embed-document.tsx'
import { renderEmbed } from '../../templates/portfolio/embed.tsx'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { BadgePictures } from '../portfolio/badge-pictures.ts'
import type { OpenShare } from '../portfolio/open-share.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { ShowShare } from '../portfolio/shown-share.ts'
import { publicDocument } from '../web/security.ts'
import { lookOf } from './look.ts'
import { sendEmbed, sendPicture, surroundingsOf, type SurroundingDeps } from './outlet-answers.ts'
import { parameter } from './parameter.ts'

export interface ShareOutletDeps extends SurroundingDeps {
  readonly portfolio: Pick<Portfolio, 'open' | 'openPublic' | 'isSearchable' | 'seen'>
  readonly badgePictures: BadgePictures
  readonly showShare: ShowShare
  readonly identifiers: Pick<Identifiers, 'shareUrl' | 'trial'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** A shared badge in other people's pages, messages and mails. Each comes through the same door as its page. */
export function shareOutlets(deps: ShareOutletDeps): Router {
  const { portfolio, badgePictures } = deps
  const router = Router()
  const open = publicDocument()

  const noteLook = async (request: Request, found: OpenShare, format: 'embed' | 'preview') => {
    if (request.method !== 'GET') return
    const caller = await deps.identify(request).catch(() => undefined)
    await portfolio.seen(found, lookOf(request, format), caller)
  }

  router.get('/s/:token/embed', open, async (request, response) => {
    const surroundings = surroundingsOf(request, deps)
    try {
      const found = await portfolio.openPublic(parameter(request, 'token'))
      await noteLook(request, found, 'embed')
      const { share } = found
      const shown = await deps.showShare(found)
      const address = deps.identifiers.shareUrl(share.id)
      const image = `/images/${shown.version.content.picture.pngId}`
      const embed = { ...shown, address, image, trial: deps.identifiers.trial }
      sendEmbed(response, 200, renderEmbed(embed, surroundings))
    } catch (error) {
      // Whoever reads the page around it is told in its place; a refused frame would look like a broken website.
      if (!(error instanceof WaymarkError) || error.status >= 500) throw error
      const over = surroundings.text('badgePage.embed.over')
      sendEmbed(response, error.status, renderEmbedOver(over, surroundings))
    }
  })

  router.get('/s/:token/preview.png', open, async (request, response) => {
    const found = await portfolio.open(parameter(request, 'token'))
    await noteLook(request, found, 'preview')
    sendPicture(response, await badgePictures.preview(found, surroundingsOf(request, deps).text))
  })

  // Not noted: a picture in a mail tells nobody that the mail was opened.
  router.get('/s/:token/signature.png', open, async (request, response) => {
    const found = await portfolio.openPublic(parameter(request, 'token'))
    sendPicture(response, await badgePictures.signature(found, surroundingsOf(request, deps).text))
  })

  return router
}
