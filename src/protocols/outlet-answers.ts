import type { Request, Response } from 'express'
import type { Surroundings } from '../../templates/portfolio/embed-document.tsx'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { languageOf } from '../web/language.ts'

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

export interface SurroundingDeps {
  readonly textFor: (language: Language) => Text
  readonly asset: (name: string) => string
}

/** In whose language something is framed, and where its files are. */
export function surroundingsOf(
  request: Request,
  { textFor, asset }: SurroundingDeps,
): Surroundings {
  const language = languageOf(request)
  return { text: textFor(language), language, asset }
}

/** A small document that anybody may frame. */
export function sendEmbed(response: Response, status: number, html: string): void {
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
export function sendPicture(response: Response, png: Uint8Array): void {
  response
    .set('Cache-Control', 'no-store')
    .set('X-Robots-Tag', 'noindex')
    .vary('Accept-Language')
    .type('image/png')
    .send(Buffer.from(png))
}
