import type { Request, RequestHandler } from 'express'
import {
  isLanguage,
  languageParameter,
  negotiateLanguage,
  type Language,
} from '../text/languages.ts'
import { readCookie } from './cookies.ts'

const year = 365 * 24 * 60 * 60 * 1000

/** The language of an answer: the query's, the cookie's, the browser's, English. */
export function languageOf(request: Request): Language {
  const asked = request.query[languageParameter]
  return negotiateLanguage(
    [typeof asked === 'string' ? asked : undefined, readCookie(request, languageParameter)],
    request.get('accept-language'),
  )
}

/** Keeps a language that was chosen by the switch. It names no person, so it needs no session. */
export function rememberLanguage(options: { readonly secure: boolean }): RequestHandler {
  return (request, response, next) => {
    const asked = request.query[languageParameter]
    if (isLanguage(asked) && request.headers.authorization === undefined) {
      const { secure } = options
      response.cookie(languageParameter, asked, {
        maxAge: year,
        sameSite: 'lax',
        secure,
        httpOnly: true,
      })
    }
    next()
  }
}
