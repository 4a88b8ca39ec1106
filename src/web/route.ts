import type { TObject, TSchema } from 'typebox'
import type { Caller } from '../caller.ts'
import { WaymarkError, type ErrorCode } from '../errors.ts'
import { admit, type Access, type CallerFor } from './access.ts'
import type { Check, Validation, Value } from './validation.ts'

export interface RouteAnswer {
  readonly status: number
  /** JSON, unless `headers` names a Content-Type and the body is text or bytes. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Text that comes bit by bit, until it ends or whoever listens is gone. Taken instead of `body`. */
  readonly stream?: (gone: AbortSignal) => AsyncIterable<string>
}

/** A body that is taken as it comes: a picture, a token. */
export interface BytesBody {
  /** Media types, `*` allowed as in `image/*`. */
  readonly contentTypes: readonly string[]
  readonly maxBytes: number
  readonly description: string
}

/** What a route says of itself: enough for the OpenAPI document. */
export interface RouteFacts {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** As Express writes it: `/api/v1/organizations/:organizationId`. */
  readonly path: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly access: Access
  readonly params?: TObject | undefined
  readonly query?: TObject | undefined
  readonly body?: TSchema | undefined
  readonly bytes?: BytesBody
  /** How large a JSON body may be; a megabyte where it is not said. */
  readonly maxBodyBytes?: number
  readonly answers: Readonly<
    Record<
      number,
      {
        readonly description: string
        readonly schema?: TSchema
        readonly contentType?: string
      }
    >
  >
  /** False where nothing is changed, and the method only makes room for a body: there is no sense in an Idempotency-Key. */
  readonly writes?: boolean
  /**
   * Performed again with the same `repeatId` it has the same result: whoever repeats a request whose answer was
   * lost in a crash gets it, where otherwise nobody knows its fate.
   */
  readonly resumable?: boolean
  /** Codes beyond those that any route can answer with. */
  readonly errors?: readonly ErrorCode[]
}

export interface RouteInput<
  A extends Access,
  P extends TObject | undefined,
  Q extends TObject | undefined,
  B extends TSchema | undefined,
> {
  readonly params: Value<P>
  readonly query: Value<Q>
  readonly body: Value<B>
  /** What came where the route takes `bytes`; empty otherwise. */
  readonly bytes: Uint8Array
  /** The media type of the body in lower case, without parameters; '' where none was named. */
  readonly contentType: string
  /** The types that are asked for, as they came (RFC 9110 §12.5.1); '' where none was named. */
  readonly accept: string
  /** An id that is the same whenever this request is repeated; undefined where it came without an Idempotency-Key. */
  readonly repeatId: string | undefined
  readonly caller: CallerFor<A>
}

interface RouteDefinition<
  A extends Access,
  P extends TObject | undefined,
  Q extends TObject | undefined,
  B extends TSchema | undefined,
> extends RouteFacts {
  readonly access: A
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly handle: (input: RouteInput<A, P, Q, B>) => Promise<RouteAnswer>
}

/** A request before anything in it is believed. */
export interface RawInput {
  readonly caller: Caller | undefined
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly accept: string
  readonly repeatId: string | undefined
}

export interface Route extends RouteFacts {
  /** Compiles the schemas once; what comes back checks a request and answers it. */
  compile(validation: Validation): (raw: RawInput) => Promise<RouteAnswer>
}

/** The checked value. @throws WaymarkError with `code` and every problem */
function accept<S extends TSchema | undefined>(
  check: Check<S>,
  value: unknown,
  code: ErrorCode,
): Value<S> {
  const checked = check(value)
  if (checked.ok) return checked.value
  throw new WaymarkError(code, code === 'not-found' ? {} : { problems: checked.problems })
}

/**
 * One endpoint of the JSON API: router, validation and OpenAPI come from the same definition, and the
 * handler's input is typed by it. Order of refusal: who calls (401, 403), the address (404, 400), the
 * body (400).
 */
export function route<
  A extends Access,
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(definition: RouteDefinition<A, P, Q, B>): Route {
  const { handle, params, query, body, ...facts } = definition
  return {
    ...facts,
    params,
    query,
    body,
    compile(validation) {
      const checkParams = validation.fromText(params)
      const checkQuery = validation.fromText(query)
      const checkBody = validation.exact(body)
      return async (raw) => {
        const caller = admit(facts.access, raw.caller)
        return handle({
          caller,
          // An id that cannot be one names nothing.
          params: accept(checkParams, raw.params, 'not-found'),
          query: accept(checkQuery, raw.query, 'invalid-request'),
          body: accept(checkBody, raw.body, 'invalid-request'),
          bytes: raw.bytes,
          contentType: raw.contentType,
          accept: raw.accept,
          repeatId: raw.repeatId,
        })
      }
    },
  }
}
