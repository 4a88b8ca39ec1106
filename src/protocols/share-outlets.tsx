import { Router, type Request, type Response } from 'express'
import { renderEmbed, renderEmbedOver } from '../../templates/portfolio/embed.tsx'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { BadgePictures } from '../portfolio/badge-pictures.ts'
import type { OpenBadge } from '../portfolio/open-share.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { TellBadge } from '../portfolio/told-badge.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { languageOf } from '../web/language.ts'
import { publicDocument } from '../web/security.ts'
import { lookOf } from './look.ts'
import { parameter } from './parameter.ts'

export interface ShareOutletDeps {
  readonly portfolio: Pick<Portfolio, 'openBadge' | 'openPublic' | 'seen'>
  readonly badgePictures: BadgePictures
  readonly tellBadge: TellBadge
  readonly identifiers: Pick<Identifiers, 'shareUrl' | 'trial'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
  readonly textFor: (language: Language) => Text
  readonly asset: (name: string) => string
}

/** What may stand in anybody's page: it has no form, no script and no cookie, so there is nothing to be tricked into. */
const embedPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ')

/** A shared badge in other people's pages, messages and mails. Each comes through the same door as its page. */
export function shareOutlets(deps: ShareOutletDeps): Router {
  const { portfolio, badgePictures } = deps
  const router = Router()
  const open = publicDocument()

  const noteLook = async (request: Request, found: OpenBadge, format: 'embed' | 'preview') => {
    if (request.method !== 'GET') return
    const caller = await deps.identify(request).catch(() => undefined)
    await portfolio.seen(found, lookOf(request, format), caller)
  }

  router.get('/s/:token/embed', open, async (request, response) => {
    try {
      const found = await portfolio.openPublic(parameter(request, 'token'))
      await noteLook(request, found, 'embed')
      const told = await deps.tellBadge(found, textOf(request))
      const address = deps.identifiers.shareUrl(found.share.id)
      const embed = { ...told, address, trial: deps.identifiers.trial }
      sendEmbed(response, 200, renderEmbed(embed, surroundings(request)))
    } catch (error) {
      // Whoever reads the page around it is told in its place; a refused frame would look like a broken website.
      if (!(error instanceof WaymarkError) || error.status >= 500) throw error
      sendEmbed(response, error.status, renderEmbedOver(surroundings(request)))
    }
  })

  router.get('/s/:token/preview.png', open, async (request, response) => {
    const found = await portfolio.openBadge(parameter(request, 'token'))
    await noteLook(request, found, 'preview')
    sendPicture(response, await badgePictures.preview(found, textOf(request)))
  })

  // Not noted: a picture in a mail tells nobody that the mail was opened.
  router.get('/s/:token/signature.png', open, async (request, response) => {
    const found = await portfolio.openPublic(parameter(request, 'token'))
    sendPicture(response, await badgePictures.signature(found, textOf(request)))
  })

  return router

  function textOf(request: Request): Text {
    return deps.textFor(languageOf(request))
  }

  function surroundings(request: Request) {
    return { text: textOf(request), language: languageOf(request), asset: deps.asset }
  }
}

function sendEmbed(response: Response, status: number, html: string): void {
  response.removeHeader('X-Frame-Options')
  response
    .status(status)
    .set('Content-Security-Policy', embedPolicy)
    .set('Cache-Control', 'no-store')
    .set('X-Robots-Tag', 'noindex')
    .vary('Accept-Language')
    .type('html')
    .send(html)
}

/** Not to be kept by anybody in between: a share that is closed is closed for its pictures too. */
function sendPicture(response: Response, png: Uint8Array): void {
  response
    .set('Cache-Control', 'no-store')
    .set('X-Robots-Tag', 'noindex')
    .vary('Accept-Language')
    .type('image/png')
    .send(Buffer.from(png))
}
