import { Writable } from 'node:stream'
import express, { Router, type Express } from 'express'
import { h } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import Type from 'typebox'
import type { Caller } from '../../src/caller.ts'
import { WaymarkError } from '../../src/errors.ts'
import { createLogger, faultFacts } from '../../src/logging.ts'
import { createTexts } from '../../src/text/text.ts'
import { apiDocs } from '../../src/web/api-docs.ts'
import { createCsrf } from '../../src/web/csrf.ts'
import { staticFiles } from '../../src/web/files.ts'
import { healthRouter } from '../../src/web/health.ts'
import { mountPages } from '../../src/web/mount-pages.ts'
import { mountRoutes } from '../../src/web/mount-routes.ts'
import { createMetrics, requestIds, requestLog } from '../../src/web/observe.ts'
import type { ContextDeps } from '../../src/web/page-context.ts'
import { action, formPage, page } from '../../src/web/page.ts'
import type { Draft, PageContext } from '../../src/web/shown.ts'
import { notFound, problemExit } from '../../src/web/problem.ts'
import { limitForm, limitRate } from '../../src/web/rate-limit.ts'
import { route } from '../../src/web/route.ts'
import { harden, publicDocument } from '../../src/web/security.ts'
import { accountIdOf, createWebSessions, type StoredSession } from '../../src/web/session.ts'

const closed = { additionalProperties: false } as const
const Id = Type.String({ pattern: '^[a-z]{3}$' })
const Thing = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }),
    email: Type.Optional(Type.String({ format: 'email' })),
    size: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    kind: Type.Union([Type.Literal('a'), Type.Literal('b')], { default: 'a' }),
    parts: Type.Array(Type.Object({ label: Type.String({ minLength: 1 }) }, closed), {
      maxItems: 3,
      default: [],
    }),
  },
  closed,
)
export const ThingForm = Type.Object(
  {
    ...Thing.properties,
    agreed: Type.Boolean(),
    tags: Type.Optional(Type.Array(Type.String({ maxLength: 5 }))),
  },
  closed,
)

export const secretMessage = 'connection to db.internal failed for anna@example.org'

export const routes = [
  route({
    method: 'post',
    path: '/api/v1/things',
    operationId: 'makeThing',
    tag: 'Things',
    summary: 'Make a thing',
    access: 'awards:write',
    body: Thing,
    answers: { 201: { description: 'The thing', schema: Thing } },
    errors: ['already-exists'],
    async handle({ caller, body }) {
      const size: number | undefined = body.size
      if (body.name === 'taken') throw new WaymarkError('already-exists')
      return { status: 201, body: { by: caller.accountId, ...body, size } }
    },
  }),
  route({
    method: 'get',
    path: '/api/v1/things/:thingId',
    operationId: 'readThing',
    tag: 'Things',
    summary: 'Read a thing',
    access: 'anyone',
    params: Type.Object({ thingId: Id }, closed),
    query: Type.Object(
      {
        limit: Type.Optional(Type.Integer({ minimum: 1 })),
        tag: Type.Optional(Type.Array(Type.String())),
      },
      closed,
    ),
    answers: { 200: { description: 'The thing' } },
    async handle({ caller, params: { thingId }, query }) {
      if (thingId === 'bad') throw new Error(secretMessage)
      return { status: 200, body: { thingId, by: caller?.accountId ?? null, ...query } }
    },
  }),
  route({
    method: 'delete',
    path: '/api/v1/things/:thingId',
    operationId: 'removeThing',
    tag: 'Things',
    summary: 'Remove a thing',
    access: 'signed-in',
    params: Type.Object({ thingId: Id }, closed),
    answers: { 204: { description: 'Gone' } },
    handle: async () => ({ status: 204 }),
  }),
  route({
    method: 'post',
    path: '/api/v1/pictures',
    operationId: 'takePicture',
    tag: 'Things',
    summary: 'Take a picture',
    access: 'anyone',
    bytes: { contentTypes: ['image/*'], maxBytes: 1000, description: 'A picture' },
    answers: { 200: { description: 'Its size' } },
    handle: async ({ bytes, contentType }) => ({
      status: 200,
      body: { size: bytes.length, contentType },
    }),
  }),
]

/** The draft as text in a page, so that a test reads what a form would show. */
function shownDraft(draft: Draft, context: PageContext) {
  return h('form', { method: 'post' }, [
    h('input', { type: 'hidden', name: '_csrf', value: context.csrfToken }),
    h('pre', {}, JSON.stringify(draft)),
  ])
}

const pages = [
  page({
    path: '/',
    access: 'anyone',
    show: async () => ({ title: 'Start', body: h('p', {}, 'hello') }),
  }),
  page({
    path: '/mine/:thingId',
    access: 'signed-in',
    params: Type.Object({ thingId: Id }, closed),
    query: Type.Object({ limit: Type.Optional(Type.Integer()) }, closed),
    async show({ caller, params, query }) {
      if (params.thingId === 'bad') throw new Error(secretMessage)
      const facts = { by: caller.accountId, ...params, limit: query.limit }
      return { title: 'Mine', body: h('pre', {}, JSON.stringify(facts)) }
    },
  }),
  formPage({
    path: '/sign-in',
    access: 'anyone',
    form: Type.Object({ account: Type.String(), next: Type.Optional(Type.String()) }, closed),
    show: async ({ context }, draft) => ({ title: 'Sign in', body: shownDraft(draft, context) }),
    async act({ session }, form) {
      await session.signIn(form.account)
      return { redirect: form.next ?? '/' }
    },
  }),
  formPage({
    path: '/things/new',
    access: 'signed-in',
    form: ThingForm,
    files: { field: 'picture', maxBytes: 1000 },
    show: async ({ context }, draft) => ({ title: 'New', body: shownDraft(draft, context) }),
    async act({ file }, form) {
      if (form.name === 'taken') throw new WaymarkError('already-exists')
      if (form.name === 'broken') throw new Error(secretMessage)
      const facts = { form, file: file && { name: file.name, size: file.bytes.length } }
      return { title: 'Made', body: h('pre', {}, JSON.stringify(facts)) }
    },
  }),
  formPage({
    path: '/things/few',
    access: 'anyone',
    form: Type.Object({ name: Type.String() }, closed),
    files: { field: 'picture', maxBytes: 1000 },
    show: async ({ context }, draft) => ({ title: 'Few', body: shownDraft(draft, context) }),
    act: async () => ({ redirect: '/' }),
  }),
  action({
    path: '/sign-out',
    access: 'signed-in',
    async act({ session }) {
      await session.signOut()
      return { redirect: '/' }
    },
  }),
]

/** An app of a few routes and pages with every manner of the house, on a store and a log in memory. */
export function sampleApp(base = 'http://localhost:3000') {
  const secure = base.startsWith('https:')
  const lines: string[] = []
  const stored = new Map<string, StoredSession>()
  const clock = { now: new Date('2026-03-01T12:00:00Z') }
  let saves = 0
  let ready = true
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const logger = createLogger('info', destination)
  const texts = createTexts()
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))
  const secret = random(32)
  const sessions = createWebSessions({
    port: {
      load: async (id) => stored.get(id),
      async save(id, session) {
        saves += 1
        stored.set(id, session)
      },
      async remove(id) {
        stored.delete(id)
      },
    },
    secret,
    secure,
    now: () => clock.now,
  })
  const deps: ContextDeps = {
    async identify(request): Promise<Caller | undefined> {
      const key = request.get('authorization')
      if (key === 'Bearer reader') {
        return { accountId: 'robot', scopes: new Set(['awards:read']), operator: false }
      }
      if (key === 'Bearer writer') {
        return { accountId: 'robot', scopes: new Set(['awards:write']), operator: false }
      }
      if (key !== undefined) throw new WaymarkError('not-signed-in')
      const accountId = accountIdOf(request)
      return accountId === undefined ? undefined : { accountId, scopes: 'every', operator: false }
    },
    viewerOf: async (caller) => ({
      isSignedIn: caller !== undefined,
      operator: false,
      hasBackpack: false,
      hasFamily: false,
      organizations: [],
    }),
    textFor: texts.textFor,
    csrf: createCsrf({ secret, random, secure }),
  }
  const metrics = createMetrics('a-long-metrics-token')
  const app: Express = express()
  app.use(requestIds(() => crypto.randomUUID()))
  app.use(requestLog(logger))
  app.use(metrics.measure)
  harden(app, { secure, trustProxy: secure ? 1 : false })
  app.use('/assets', staticFiles(import.meta.dirname))
  app.get('/metrics', metrics.endpoint)
  app.use(
    healthRouter([
      {
        name: 'storage',
        check: async () => {
          if (!ready) throw new Error(secretMessage)
        },
      },
    ]),
  )
  const router = Router()
  router.all('/public', publicDocument(), (_request, response) => {
    response.json({ open: true })
  })
  router.get(
    '/limited',
    limitRate({ name: 'limited', points: 2, seconds: 60 }),
    (_request, response) => {
      response.json({})
    },
  )
  router.post('/things/few', limitForm({ name: 'few', points: 1, seconds: 60 }))
  const facts = { title: 'Sample', version: '1.0.0', description: 'A sample.', base }
  router.use(apiDocs(routes, facts, texts.textFor, '/icon.svg'))
  router.use(sessions.middleware)
  mountRoutes(router, routes, {
    identify: deps.identify,
    base,
    answerOnce: async (_route, _asked, perform) => ({
      replayed: false,
      answer: await perform(undefined),
    }),
  })
  mountPages(router, pages, {
    ...deps,
    base,
    sessions,
    renderDocument: ({ title, body }) =>
      `<!doctype html><title>${title}</title>${renderToStaticMarkup(h('main', {}, body))}`,
    keepForm: (fields, hadFile) => ({
      title: 'Signed out',
      body: JSON.stringify({ fields, hadFile }),
    }),
  })
  app.use(router)
  app.use(notFound())
  app.use(
    problemExit({
      ...deps,
      base,
      renderError: ({ code, status, requestId }, { language }) =>
        `<!doctype html><html lang="${language}"><h1>${status} ${code}</h1><p>${requestId}</p>`,
      logFault: (fault, requestId) =>
        logger.error({ requestId, fault: faultFacts(fault) }, 'fault'),
    }),
  )
  return {
    app,
    lines,
    stored,
    clock,
    saves: () => saves,
    setReady(value: boolean) {
      ready = value
    },
  }
}
