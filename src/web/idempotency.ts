import { createHash } from 'node:crypto'
import Type from 'typebox'
import { Check } from 'typebox/value'
import type { AnsweredRequests, Attempt } from '../answered-requests.ts'
import type { Caller } from '../caller.ts'
import { errorCodes, fieldRules, WaymarkError } from '../errors.ts'
import { asWaymarkError } from './as-waymark-error.ts'
import type { RouteAnswer, RouteFacts } from './route.ts'

/** What was answered, as it is kept. */
const KeptAnswer = Type.Union([
  Type.Object({
    status: Type.Integer(),
    headers: Type.Optional(Type.Record(Type.String(), Type.String())),
    body: Type.Optional(Type.Unknown()),
    /** The body in base64, where it was bytes. */
    bytes: Type.Optional(Type.String()),
  }),
  Type.Object({
    code: Type.Enum([...errorCodes]),
    problems: Type.Array(
      Type.Object({
        path: Type.String(),
        rule: Type.Enum([...fieldRules]),
        expected: Type.Optional(Type.Union([Type.String(), Type.Number()])),
      }),
    ),
    values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  }),
])
type KeptAnswer = Type.Static<typeof KeptAnswer>

/** A request that may have come before. */
export interface AskedOnce {
  readonly caller: Caller | undefined
  /** The Idempotency-Key as it came. */
  readonly key: string | undefined
  readonly method: string
  /** The path with its query. */
  readonly address: string
  readonly contentType: string
  readonly body: unknown
  readonly bytes: Uint8Array
}

export type Once =
  | { readonly replayed: boolean; readonly answer: RouteAnswer }
  | { readonly replayed: true; readonly error: WaymarkError }

/** Performs a request, unless one with its Idempotency-Key was performed before. */
export type AnswerOnce = (
  route: Pick<RouteFacts, 'method' | 'access' | 'writes' | 'resumable'>,
  asked: AskedOnce,
  perform: (repeatId: string | undefined) => Promise<RouteAnswer>,
) => Promise<Once>

/** Whether repeats of this route's requests can be told from new ones: whoever nobody knows has no keys. */
export function takesIdempotencyKey({
  method,
  access,
  writes = true,
}: Pick<RouteFacts, 'method' | 'access' | 'writes'>): boolean {
  return writes && method !== 'get' && access !== 'anyone'
}

/**
 * The Idempotency-Key header field (draft-ietf-httpapi-idempotency-key-header): a string of RFC 9651 in quotes, or
 * as most programs send it, the bare characters.
 *
 * @throws WaymarkError idempotency-key-malformed
 */
export function readIdempotencyKey(field: string): string {
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(field.trim())?.[1]
  const bare = /^[\w.:/+=~!#$%&'*^`|-]+$/.exec(field.trim())?.[0]
  const key = quoted?.replaceAll(/\\(["\\])/g, '$1') ?? bare ?? ''
  if (key.length < 1 || key.length > 255) throw new WaymarkError('idempotency-key-malformed')
  return key
}

/**
 * Makes every write of the API safe to repeat: the same key and the same request get the same answer. What was refused
 * stays refused; a fault of ours or a limit of the moment is not kept, so that trying again makes sense.
 */
export function createAnswerOnce(
  requests: AnsweredRequests,
  reportFault: (where: string, cause: unknown) => void,
): AnswerOnce {
  const performOnce = async (
    attempt: Attempt,
    perform: (repeatId: string) => Promise<RouteAnswer>,
  ): Promise<Once> => {
    // The work is done: that its answer could not be kept must not make it look as if it was not.
    const keep = (kept: Promise<void>) =>
      kept.catch((cause: unknown) => reportFault('keep-answer', cause))
    try {
      const answer = await perform(attempt.repeatId)
      await keep(attempt.answered(JSON.stringify(toKeep(answer))))
      return { replayed: false, answer }
    } catch (cause) {
      const error = asWaymarkError(cause)
      const kept = JSON.stringify(errorToKeep(error))
      await keep(isPassing(error) ? attempt.failed() : attempt.answered(kept))
      throw cause
    }
  }

  return async (route, asked, perform) => {
    const { caller } = asked
    if (asked.key === undefined || caller === undefined || !takesIdempotencyKey(route)) {
      return { replayed: false, answer: await perform(undefined) }
    }
    const begun = await requests.begin({
      owner: caller.apiKeyId ?? caller.accountId,
      key: readIdempotencyKey(asked.key),
      content: contentOf(asked),
      // A PUT says how things are to be: once more is the same (RFC 9110 §9.2.2).
      resumable: route.resumable ?? route.method === 'put',
    })
    switch (begun.kind) {
      case 'perform':
        return performOnce(begun.attempt, perform)
      case 'answered':
        return replay(begun.answer)
      case 'other-request':
        throw new WaymarkError('idempotency-key-reused')
      case 'running':
        throw new WaymarkError('request-running', { retryAfter: begun.seconds })
      case 'fate-unknown':
        throw new WaymarkError('fate-unknown')
      case 'not-kept':
        throw new WaymarkError('answer-not-kept')
    }
  }
}

/** Trying the same again may well go better. */
function isPassing({ status, code }: WaymarkError): boolean {
  return status >= 500 || status === 429 || code === 'changed-meanwhile'
}

function contentOf({ method, address, contentType, body, bytes }: AskedOnce): string {
  const sent = createHash('sha256').update(bytes).digest('base64url')
  const json = body === undefined ? '' : JSON.stringify(body)
  return [method, address, contentType, sent, json].join('\n')
}

function toKeep({ status, headers, body }: RouteAnswer): KeptAnswer {
  return {
    status,
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined
      ? {}
      : body instanceof Uint8Array
        ? { bytes: Buffer.from(body).toString('base64') }
        : { body }),
  }
}

function errorToKeep({ code, problems, values }: WaymarkError): KeptAnswer {
  return { code, problems: [...problems], values: { ...values } }
}

function replay(text: string): Once {
  const kept: unknown = JSON.parse(text)
  if (!Check(KeptAnswer, kept)) throw new Error('what was kept is no answer')
  if ('code' in kept) {
    const { code, problems, values } = kept
    return { replayed: true, error: new WaymarkError(code, { problems, values }) }
  }
  const { status, headers, body, bytes } = kept
  return {
    replayed: true,
    answer: {
      status,
      ...(headers === undefined ? {} : { headers }),
      ...(bytes === undefined ? { body } : { body: Buffer.from(bytes, 'base64') }),
    },
  }
}
