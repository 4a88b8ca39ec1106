import { Router, type Request } from 'express'
import { embedCode, embedSize } from '../../templates/portfolio/share-code.tsx'
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
  readonly portfolio: Pick<Portfolio, 'openPublic'>
  readonly tellBadge: TellBadge
  readonly identifiers: Pick<Identifiers, 'base' | 'parse' | 'shareUrl'>
  readonly textFor: (language: Language) => Text
}

/**
 * oEmbed 1.0 (§2): what stands in a page for the address of a share that is for everybody. JSON only.
 * @throws WaymarkError not-acceptable: another format; not-found, gone: no such share, or none to be shown there
 */
export function oembed({ portfolio, tellBadge, identifiers, textFor }: OembedDeps): Router {
  const router = Router()
  router.get('/oembed', publicDocument(), async (request, response) => {
    requireJson(request)
    const address = request.query['url']
    const named = typeof address === 'string' ? identifiers.parse(address) : undefined
    if (named?.kind !== 'share') throw new WaymarkError('not-found')
    const open = await portfolio.openPublic(named.token)
    const { name, giver, giverAddress } = await tellBadge(open, textFor(languageOf(request)))
    const size = embedSize(boundIn(request, 'maxwidth'), boundIn(request, 'maxheight'))
    const shareUrl = identifiers.shareUrl(open.share.id)
    const answer = {
      type: 'rich',
      version: '1.0',
      title: name,
      author_name: giver,
      ...(giverAddress === undefined ? {} : { author_url: giverAddress }),
      provider_name: 'Waymark',
      provider_url: identifiers.base,
      html: embedCode({ address: `${shareUrl}/embed`, title: name, ...size }),
      ...size,
      thumbnail_url: `${shareUrl}/preview.png`,
      thumbnail_width: previewSize.width,
      thumbnail_height: previewSize.height,
    }
    response
      .set('Cache-Control', 'no-store')
      .type('application/json')
      .send(Buffer.from(JSON.stringify(answer)))
  })
  return router
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
