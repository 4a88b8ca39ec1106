import type { Request, Response, Router } from 'express'
import { WaymarkError } from '../errors.ts'
import { admit } from './access.ts'
import { refuseOtherMethods } from './methods.ts'
import type { AnswerOnce } from './idempotency.ts'
import { isFromElsewhere } from './origin.ts'
import type { Identify } from './page-context.ts'
import { bytesReader, jsonReader, mediaTypeOf } from './request-body.ts'
import type { Route, RouteAnswer } from './route.ts'
import { createValidation, type Validation } from './validation.ts'

export interface RouteDeps {
  readonly identify: Identify
  /** The origin people come by: 'https://badges.example.org'. */
  readonly base: string
  readonly answerOnce: AnswerOnce
}

async function send(
  response: Response,
  { status, body, headers = {}, stream }: RouteAnswer,
): Promise<void> {
  // What an API answers is somebody's own; whoever knows better says so in `headers`.
  response.status(status).set('Cache-Control', 'no-store').set(headers)
  if (stream !== undefined) await pour(response, stream)
  else if (body === undefined) response.end()
  else if (headers['Content-Type'] === undefined) response.json(body)
  else if (body instanceof Uint8Array) response.send(Buffer.from(body))
  else response.send(typeof body === 'string' ? body : JSON.stringify(body))
}

async function pour(response: Response, stream: NonNullable<RouteAnswer['stream']>): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  // Packed, or rewritten on the way, a line would wait for those after it.
  response.set({ 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' })
  response.flushHeaders()
  for await (const piece of stream(gone.signal)) {
    if (gone.signal.aborted) break
    response.write(piece)
  }
  response.end()
}

function mount(router: Router, route: Route, validation: Validation, deps: RouteDeps): void {
  const answer = route.compile(validation)
  const readJson = route.body === undefined ? undefined : jsonReader(route.maxBodyBytes)
  const readBytes = route.bytes === undefined ? undefined : bytesReader(route.bytes)
  router[route.method](route.path, async (request: Request, response: Response) => {
    // A key is sent by whoever holds it; a cookie is sent by the browser, whoever asks it to.
    const byKey = request.headers.authorization !== undefined
    if (route.method !== 'get' && !byKey && isFromElsewhere(request, deps.base, 'foreign')) {
      throw new WaymarkError('form-expired')
    }
    const caller = await deps.identify(request)
    // Before the body is read: a megabyte of a stranger's is not worth parsing.
    admit(route.access, caller)
    const input = {
      caller,
      params: { ...request.params },
      query: { ...request.query },
      body: await readJson?.(request, response),
      bytes: (await readBytes?.(request, response)) ?? new Uint8Array(),
      contentType: mediaTypeOf(request),
      accept: request.headers.accept ?? '',
    }
    const asked = {
      ...input,
      key: request.get('idempotency-key'),
      method: request.method,
      address: request.originalUrl,
    }
    const once = await deps.answerOnce(route, asked, (repeatId) => answer({ ...input, repeatId }))
    if (once.replayed) response.set('Idempotency-Replayed', 'true')
    if ('error' in once) throw once.error
    await send(response, once.answer)
  })
}

/** Puts every route on the router, and 405 with Allow for the other methods of their paths. */
export function mountRoutes(router: Router, routes: readonly Route[], deps: RouteDeps): void {
  const validation = createValidation()
  for (const route of routes) mount(router, route, validation, deps)
  refuseOtherMethods(
    router,
    routes.map(({ path, method }) => ({ path, methods: [method] })),
  )
}
