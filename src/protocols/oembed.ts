import { Router, type Request } from 'express'
import { embedCode, embedSize, pageEmbedSize } from '../../templates/portfolio/share-code.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { TellBadge } from '../portfolio/told-badge.ts'
import { previewSize } from '../print/badge-pictures.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { languageOf } from '../web/language.ts'
import { publicDocument } from '../web/security.ts'

export interface OembedDeps {
  readonly portfolio: Pick<Portfolio, 'openPublic' | 'openPublicPage'>
  readonly tellBadge: TellBadge
  readonly identifiers: Pick<Identifiers, 'base' | 'parse' | 'shareUrl' | 'pageUrl'>
  readonly textFor: (language: Language) => Text
}

type Room = readonly [mostWidth: number | undefined, mostHeight: number | undefined]

/**
 * oEmbed 1.0 (§2): what stands in a page for the address of a badge or a portfolio page that is shared with everybody. JSON only.
 * @throws WaymarkError not-acceptable: another format; not-found, gone: no such share, or none to be shown there
 */
export function oembed(deps: OembedDeps): Router {
  const router = Router()
  router.get('/oembed', publicDocument(), async (request, response) => {
    requireJson(request)
    const room = [boundIn(request, 'maxwidth'), boundIn(request, 'maxheight')] as const
    const answer = {
      type: 'rich',
      version: '1.0',
      provider_name: 'Waymark',
      provider_url: deps.identifiers.base,
      ...(await answerTo(request, room, deps)),
    }
    response
      .set('Cache-Control', 'no-store')
      .type('application/json')
      .send(Buffer.from(JSON.stringify(answer)))
  })
  return router
}

async function answerTo(request: Request, room: Room, deps: OembedDeps) {
  const address = request.query['url']
  const named = typeof address === 'string' ? deps.identifiers.parse(address) : undefined
  if (named?.kind === 'share')
    return badgeAnswer(named.token, room, deps, deps.textFor(languageOf(request)))
  if (named?.kind === 'page') return pageAnswer(named.token, room, deps)
  throw new WaymarkError('not-found')
}

async function badgeAnswer(token: string, room: Room, deps: OembedDeps, text: Text) {
  const open = await deps.portfolio.openPublic(token)
  const { name, author } = await deps.tellBadge(open, text)
  return {
    ...(author === undefined ? {} : { author_name: author.name }),
    ...(author?.address === undefined ? {} : { author_url: author.address }),
    ...framed(name, deps.identifiers.shareUrl(open.share.id), embedSize(...room)),
  }
}

/** A page has badges of many places, and its owner's name goes nowhere but onto the page: it names no author. */
async function pageAnswer(token: string, room: Room, { portfolio, identifiers }: OembedDeps) {
  const { share, page } = await portfolio.openPublicPage(token)
  return framed(page.title, identifiers.pageUrl(share.id), pageEmbedSize(...room))
}

function framed(title: string, address: string, size: ReturnType<typeof embedSize>) {
  return {
    title,
    html: embedCode({ address: `${address}/embed`, title, ...size }),
    ...size,
    thumbnail_url: `${address}/preview.png`,
    thumbnail_width: previewSize.width,
    thumbnail_height: previewSize.height,
  }
}

function requireJson(request: Request): void {
  const { format = 'json' } = request.query
  if (format === 'json') return
  throw new WaymarkError('not-acceptable', { values: { formats: 'json' } })
}

/** The most that the asker has room for; what is no number of pixels says nothing. */
function boundIn(request: Request, name: 'maxwidth' | 'maxheight'): number | undefined {
  const value = request.query[name]
  return typeof value === 'string' && /^[1-9]\d{0,4}$/.test(value) ? Number(value) : undefined
}
