import type { TSchema } from 'typebox'
import Type from 'typebox'
import { errorCodes, statusOf, type ErrorCode } from '../errors.ts'
import { takesIdempotencyKey } from './idempotency.ts'
import type { Route } from './route.ts'
import { sessionCookieName } from './session.ts'

type Members = Readonly<Record<string, unknown>>

export interface OpenApiFacts {
  readonly title: string
  readonly version: string
  readonly description: string
  /** The origin of this service. */
  readonly base: string
}

const problem = '#/components/schemas/Problem'

const idempotencyCodes = [
  'idempotency-key-malformed',
  'idempotency-key-reused',
  'request-running',
  'fate-unknown',
  'answer-not-kept',
] as const

/** Codes that a route can answer with because of what it takes, beyond those it names. */
function codesOf(route: Route): readonly ErrorCode[] {
  const takesBody = route.body !== undefined || route.bytes !== undefined
  const codes: readonly (ErrorCode | false)[] = [
    route.access !== 'anyone' && 'not-signed-in',
    route.access !== 'anyone' && route.access !== 'signed-in' && 'not-allowed',
    route.params !== undefined && 'not-found',
    (takesBody || route.query !== undefined) && 'invalid-request',
    takesBody && 'malformed-body',
    takesBody && 'too-large',
    takesBody && 'unsupported-media-type',
    ...(takesIdempotencyKey(route) ? idempotencyCodes : []),
    'service-fault',
    ...(route.errors ?? []),
  ]
  return [...new Set(codes.filter((code) => code !== false))]
}

/** A schema as JSON: TypeBox keeps its own marks in members that are not enumerable. */
function plain(schema: TSchema): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(schema))
  return copy
}

function members(schema: Route['params']): readonly [name: string, schema: TSchema][] {
  return Object.entries(schema?.properties ?? {})
}

const idempotencyKey: Members = { $ref: '#/components/parameters/IdempotencyKey' }

function parametersOf(route: Route): readonly Members[] {
  const { params, query } = route
  return [
    ...members(params).map(([name, schema]) => ({
      name,
      in: 'path',
      required: true,
      schema: plain(schema),
    })),
    ...members(query).map(([name, schema]) => ({
      name,
      in: 'query',
      required: !Type.IsOptional(schema),
      schema: plain(schema),
    })),
    ...(takesIdempotencyKey(route) ? [idempotencyKey] : []),
  ]
}

function requestBodyOf({ body, bytes }: Route): Members {
  if (bytes !== undefined) {
    const content = Object.fromEntries(bytes.contentTypes.map((type) => [type, {}]))
    return { requestBody: { required: true, description: bytes.description, content } }
  }
  if (body === undefined) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: plain(body) } } },
  }
}

function headersOf(route: Route): Members {
  if (!takesIdempotencyKey(route)) return {}
  return {
    headers: { 'Idempotency-Replayed': { $ref: '#/components/headers/IdempotencyReplayed' } },
  }
}

function answersOf(route: Route): Members {
  const good = Object.entries(route.answers).map(
    ([status, { description, schema, contentType }]) => {
      const type = contentType ?? (schema === undefined ? undefined : 'application/json')
      const content =
        type === undefined
          ? {}
          : { content: { [type]: schema === undefined ? {} : { schema: plain(schema) } } }
      return [status, { description, ...headersOf(route), ...content }] as const
    },
  )
  const codes = codesOf(route)
  const statuses = [...new Set(codes.map(statusOf))].toSorted()
  const bad = statuses.map((status) => {
    const names = codes.filter((code) => statusOf(code) === status)
    return [
      String(status),
      {
        description: names.map((name) => `\`${name}\``).join(' or '),
        content: { 'application/problem+json': { schema: { $ref: problem } } },
      },
    ] as const
  })
  return Object.fromEntries([...good, ...bad])
}

function operationOf(route: Route): Members {
  const { operationId, tag, summary, access } = route
  const scopes = access === 'anyone' || access === 'signed-in' ? [] : [access]
  const description =
    access === 'anyone'
      ? 'Anyone may call this.'
      : access === 'signed-in'
        ? 'Any good API key or session.'
        : `An API key with the scope \`${access}\`, or a session.`
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    // OpenAPI 3.1 allows role names for any scheme, not only for OAuth 2.
    security: access === 'anyone' ? [] : [{ apiKey: scopes }, { session: [] }],
    parameters: parametersOf(route),
    ...requestBodyOf(route),
    responses: answersOf(route),
  }
}

const problemSchema: Members = {
  type: 'object',
  description: 'What went wrong (RFC 9457).',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do next.' },
    code: { type: 'string', enum: errorCodes, description: 'Stable.' },
    values: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'rule'],
        properties: {
          path: { type: 'string', description: 'JSON Pointer into what was sent.' },
          rule: { type: 'string' },
          expected: { type: ['string', 'number'] },
        },
      },
    },
    requestId: { type: 'string', description: 'Stands in the log of the service.' },
  },
}

const idempotencyComponents: Members = {
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'Makes it safe to ask again when no answer came: the same key with the same request gets the same answer for 24 hours. Take a new one, such as a UUID in quotes, for each new request. Each API key has keys of its own. While the first is still being performed the answer is 409 `request-running`; where it broke off and nobody knows what it did, 409 `fate-unknown`: look before you ask again with a new key. An award that broke off is carried on instead. Answers of 5xx and 429 are not kept.',
      schema: { type: 'string', minLength: 1, maxLength: 514 },
      example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
    },
  },
  headers: {
    IdempotencyReplayed: {
      description:
        '`true` where this is the answer to an earlier request with the same Idempotency-Key.',
      schema: { type: 'string', enum: ['true'] },
    },
  },
}

/** The OpenAPI 3.1 document of the routes. */
export function openApiDocument(routes: readonly Route[], facts: OpenApiFacts): Members {
  const paths: Record<string, Members> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operationOf(route) }
  }
  const tags = [...new Set(routes.map(({ tag }) => tag))]
  return {
    openapi: '3.1.0',
    info: {
      title: facts.title,
      version: facts.version,
      description: facts.description,
    },
    servers: [{ url: facts.base }],
    tags: tags.map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: problemSchema },
      ...idempotencyComponents,
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key from your account page. Each operation names the scope it needs.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookieName(facts.base.startsWith('https:')),
        },
      },
    },
  }
}
