import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { WaymarkError, type ErrorCode, type FieldProblem } from '../errors.ts'
import { errorText } from '../text/text.ts'
import { asWaymarkError } from './as-waymark-error.ts'
import { languageOf } from './language.ts'
import { localPath } from './local-path.ts'
import { errorContext, type ContextDeps } from './page-context.ts'
import type { PageContext } from './shown.ts'

/** What an error page may show. */
export interface ShownError {
  readonly code: ErrorCode
  readonly status: number
  readonly values: Readonly<Record<string, string | number>>
  readonly problems: readonly FieldProblem[]
  readonly requestId: string
  /** The address of a page that was asked for, to be opened once more. */
  readonly again?: string
}

export interface ProblemDeps extends ContextDeps {
  /** The origin people come by: 'https://badges.example.org'. */
  readonly base: string
  /** The whole HTML document as text. */
  readonly renderError: (error: ShownError, context: PageContext) => string
  /** Told of every fault of ours. */
  readonly logFault: (fault: unknown, requestId: string) => void
}

/** RFC 9457. `code` is stable; `title` and `detail` are in the language that was asked for. */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: ErrorCode
  readonly values?: Readonly<Record<string, string | number>>
  readonly problems?: readonly FieldProblem[]
  readonly requestId: string
}

export function problemType(base: string, code: ErrorCode): string {
  return `${base}/api/problems/${code}`
}

/** The id that the answer and the log share. */
export function requestIdOf(response: Response): string {
  return response.get('X-Request-Id') ?? ''
}

/** Whether the one who asks is a person at a browser, to be answered with a page. */
export function wantsPage(request: Request): boolean {
  if (/^\/api(\/|$)/.test(request.path)) return false
  const offered = ['application/problem+json', 'application/json', 'text/html']
  return request.accepts(offered) === 'text/html'
}

/** The end of the road: nothing answered. */
export function notFound(): RequestHandler {
  return () => {
    throw new WaymarkError('not-found')
  }
}

/**
 * The one error exit. Machines get a problem document, people a page with the same facts. Faults of ours
 * are logged with the request's id and never tell what they are.
 */
export function problemExit(deps: ProblemDeps): ErrorRequestHandler {
  const problemOf = (request: Request, error: ShownError): ProblemDocument => {
    const { code, status, values, problems, requestId } = error
    const { title, next } = errorText(deps.textFor(languageOf(request)), code, values)
    return {
      type: problemType(deps.base, code),
      title,
      status,
      detail: next,
      code,
      ...(Object.keys(values).length === 0 ? {} : { values }),
      ...(problems.length === 0 ? {} : { problems }),
      requestId,
    }
  }

  const sendProblem = (request: Request, response: Response, error: ShownError) => {
    response
      .status(error.status)
      .set('Cache-Control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problemOf(request, error)))
  }

  const sendPage = async (request: Request, response: Response, error: ShownError) => {
    const { context, send } = await errorContext(request, deps)
    send(response, error.status, deps.renderError(error, context))
  }

  return async (thrown: unknown, request, response, next) => {
    const error = asWaymarkError(thrown)
    const { code, status, values, problems, retryAfter } = error
    const requestId = requestIdOf(response)
    response.locals['code'] = code
    if (status >= 500) deps.logFault(error.cause ?? error, requestId)
    // Express closes the connection of an answer that broke off.
    if (response.headersSent) {
      next(thrown)
      return
    }
    if (retryAfter !== undefined) response.set('Retry-After', String(Math.ceil(retryAfter)))
    if (status === 401) response.set('WWW-Authenticate', 'Bearer realm="Waymark"')
    response.vary('Accept').removeHeader('ETag')
    const again = request.method === 'GET' ? localPath(request.originalUrl) : undefined
    const shown = {
      ...{ code, status, values, problems, requestId },
      ...(again === undefined ? {} : { again }),
    }
    if (!wantsPage(request)) {
      sendProblem(request, response, shown)
      return
    }
    try {
      await sendPage(request, response, shown)
    } catch (fault) {
      deps.logFault(fault, requestId)
      sendProblem(request, response, shown)
    }
  }
}
