import type { Request, Response } from 'express'
import type { Caller } from '../caller.ts'
import type { Language } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import type { Csrf } from './csrf.ts'
import { languageOf } from './language.ts'
import type { PageContext, Viewer } from './shown.ts'

/** Who is asking, by API key or by session. @throws WaymarkError not-signed-in for a key that is not good */
export type Identify = (request: Request) => Promise<Caller | undefined>

export interface ContextDeps {
  readonly identify: Identify
  readonly viewerOf: (caller: Caller | undefined) => Promise<Viewer>
  readonly textFor: (language: Language) => Text
  readonly csrf: Csrf
}

const nobody: Viewer = {
  isSignedIn: false,
  operator: false,
  hasBackpack: false,
  hasFamily: false,
  organizations: [],
}

export interface RequestContext {
  readonly context: PageContext
  /** Sends a document; one with the form token in it brings the cookie that the token needs. */
  readonly send: (response: Response, status: number, html: string, unkept?: boolean) => void
}

function single(query: Request['query']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
}

function contextWith(
  request: Request,
  deps: ContextDeps,
  who: { readonly caller: Caller | undefined; readonly viewer: Viewer },
): RequestContext {
  const language = languageOf(request)
  const form = deps.csrf.issue(request)
  const context: PageContext = {
    ...who,
    language,
    text: deps.textFor(language),
    csrfToken: form.token,
    path: request.path,
    query: single(request.query),
  }
  return {
    context,
    send(response, status, html, unkept = false) {
      if (html.includes(form.token)) form.keep(response)
      // On a shared device nobody may go back to what the one before has seen.
      const cache = who.caller === undefined && !unkept ? 'no-cache' : 'private, no-store'
      response
        .status(status)
        .set('Cache-Control', cache)
        .vary('Cookie')
        .vary('Accept-Language')
        .type('html')
        .send(html)
    },
  }
}

export async function requestContext(request: Request, deps: ContextDeps): Promise<RequestContext> {
  const caller = await deps.identify(request)
  return contextWith(request, deps, { caller, viewer: await deps.viewerOf(caller) })
}

/** For error pages: when even the question who is asking fails, the page is shown to nobody in particular. */
export async function errorContext(request: Request, deps: ContextDeps): Promise<RequestContext> {
  try {
    return await requestContext(request, deps)
  } catch {
    return contextWith(request, deps, { caller: undefined, viewer: nobody })
  }
}
