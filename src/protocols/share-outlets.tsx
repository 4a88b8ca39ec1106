import { Router, type Request } from 'express'
import { renderEmbedOver } from '../../templates/portfolio/embed-document.tsx'
import { renderEmbed } from '../../templates/portfolio/embed.tsx'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { BadgePictures } from '../portfolio/badge-pictures.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { TellBadge } from '../portfolio/told-badge.ts'
import { publicDocument } from '../web/security.ts'
import { createNoteLook } from './look.ts'
import { sendEmbed, sendPicture, surroundingsOf, type SurroundingDeps } from './outlet-answers.ts'
import { parameter } from './parameter.ts'

export interface ShareOutletDeps extends SurroundingDeps {
  readonly portfolio: Pick<Portfolio, 'openBadge' | 'openPublic' | 'seen'>
  readonly badgePictures: BadgePictures
  readonly tellBadge: TellBadge
  readonly identifiers: Pick<Identifiers, 'shareUrl' | 'trial'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** A shared badge in other people's pages, messages and mails. Each comes through the same door as its page. */
export function shareOutlets(deps: ShareOutletDeps): Router {
  const { portfolio, badgePictures } = deps
  const router = Router()
  const open = publicDocument()

  const noteLook = createNoteLook(deps)

  router.get('/s/:token/embed', open, async (request, response) => {
    const surroundings = surroundingsOf(request, deps)
    try {
      const found = await portfolio.openPublic(parameter(request, 'token'))
      await noteLook(request, found, 'embed')
      const told = await deps.tellBadge(found, surroundings.text)
      const address = deps.identifiers.shareUrl(found.share.id)
      const embed = { ...told, address, trial: deps.identifiers.trial }
      sendEmbed(response, 200, renderEmbed(embed, surroundings))
    } catch (error) {
      // Whoever reads the page around it is told in its place; a refused frame would look like a broken website.
      if (!(error instanceof WaymarkError) || error.status >= 500) throw error
      const over = surroundings.text('badgePage.embed.over')
      sendEmbed(response, error.status, renderEmbedOver(over, surroundings))
    }
  })

  router.get('/s/:token/preview.png', open, async (request, response) => {
    const found = await portfolio.openBadge(parameter(request, 'token'))
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
