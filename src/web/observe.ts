import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { WaymarkError } from '../errors.ts'

/**
 * The pattern of the route that answered, never the address: addresses hold ids, tokens and what people
 * searched for. Routers are mounted at the root, so a pattern is whole.
 */
export function patternOf(request: Request): string {
  const route: unknown = request.route
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'none'
  return typeof route.path === 'string' ? route.path : 'several'
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Methods are free text to a client; a metric must not grow with them. */
function methodOf(request: Request): string {
  return methods.has(request.method) ? request.method : 'OTHER'
}

/** Gives every request an id, the sender's where it is a sane one, and says it in X-Request-Id. */
export function requestIds(newId: () => string): RequestHandler {
  return (request, response, next) => {
    const sent = request.get('x-request-id')
    const id = sent !== undefined && /^[A-Za-z0-9_-]{8,64}$/.test(sent) ? sent : newId()
    request.id = id
    response.set('X-Request-Id', id)
    next()
  }
}

interface Ended {
  readonly request: Request
  readonly response: Response
}

function factsOf({ request, response }: Ended, milliseconds: number) {
  const code: unknown = response.locals['code']
  return {
    method: methodOf(request),
    route: patternOf(request),
    status: response.statusCode,
    milliseconds: Math.round(milliseconds),
    ...(typeof code === 'string' ? { code } : {}),
    ...(response.writableFinished ? {} : { aborted: true }),
  }
}

const started = new WeakMap<Response, number>()

/** One line per request: id, method, route pattern, status, duration, code. Needs requestIds before it. */
export function requestLog(
  logger: Logger,
  now: () => number = () => performance.now(),
): RequestHandler {
  const since = (response: Response) => now() - (started.get(response) ?? now())
  const log = pinoHttp<Request, Response>({
    logger,
    // Nothing of the request or the answer is logged by itself: only what factsOf says.
    quietReqLogger: true,
    quietResLogger: true,
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customAttributeKeys: { reqId: 'requestId' },
    genReqId: (request) => request.id,
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessObject: (request, response) => factsOf({ request, response }, since(response)),
    customErrorObject: (request, response) => factsOf({ request, response }, since(response)),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
  })
  return (request, response, next) => {
    started.set(response, now())
    log(request, response, next)
  }
}

export interface Metrics {
  readonly registry: Registry
  /** Measures every request that passes. */
  readonly measure: RequestHandler
  /** GET /metrics, for whoever holds the token where one is set. */
  readonly endpoint: RequestHandler
}

function holdsToken(request: Request, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.get('authorization') ?? ''), digest(`Bearer ${token}`))
}

/** Metrics in a registry of their own, so that two services in one process do not share any. */
export function createMetrics(token: string | undefined): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({
    name: 'waymark_http_request_duration_seconds',
    help: 'Duration of answered requests by method, route pattern and class of status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  })
  return {
    registry,
    measure(request, response, next) {
      const stop = durations.startTimer()
      response.once('close', () => {
        const status = `${Math.floor(response.statusCode / 100)}xx`
        stop({ method: methodOf(request), route: patternOf(request), status })
      })
      next()
    },
    async endpoint(request, response) {
      if (token !== undefined && !holdsToken(request, token))
        throw new WaymarkError('not-signed-in')
      response.set('Cache-Control', 'no-store').type(registry.contentType)
      response.send(await registry.metrics())
    },
  }
}
