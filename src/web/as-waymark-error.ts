import { WaymarkError, type ErrorCode } from '../errors.ts'
import { Duplicate, Stale } from '../storage/tables.ts'

const byType: Readonly<Record<string, ErrorCode>> = {
  'entity.too.large': 'too-large',
  'parameters.too.many': 'too-large',
  'encoding.unsupported': 'unsupported-media-type',
  'charset.unsupported': 'unsupported-media-type',
}

const byStatus: Readonly<Record<number, ErrorCode>> = {
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  413: 'too-large',
  415: 'unsupported-media-type',
}

/** What http-errors makes for body-parser and send; only those that say they may be shown. */
function isClientFault(
  error: unknown,
): error is { readonly status: number; readonly type?: unknown } {
  return (
    error instanceof Error &&
    'expose' in error &&
    error.expose === true &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status >= 400 &&
    error.status < 500
  )
}

/** Every error as one of ours: what a client sent wrong keeps a 4xx code, all else is a service-fault with its cause. */
export function asWaymarkError(error: unknown): WaymarkError {
  if (error instanceof WaymarkError) return error
  if (error instanceof Duplicate) return new WaymarkError('already-exists', { cause: error })
  if (error instanceof Stale) return new WaymarkError('changed-meanwhile', { cause: error })
  // A path such as /%ff: the router cannot decode it, so nothing can be at it.
  if (error instanceof URIError) return new WaymarkError('not-found', { cause: error })
  if (isClientFault(error)) {
    const { status, type } = error
    const known = typeof type === 'string' ? byType[type] : undefined
    const code = known ?? byStatus[status] ?? 'malformed-body'
    return new WaymarkError(code, { cause: error })
  }
  return new WaymarkError('service-fault', { cause: error })
}
