/** Every kind of trouble a caller can meet, with the HTTP status it is answered with. The code is stable. */
const kinds = {
  'invalid-request': 400,
  'malformed-body': 400,
  'not-signed-in': 401,
  'link-used-or-expired': 410,
  'passkey-failed': 422,
  'passkeys-full': 409,
  'not-allowed': 403,
  'form-expired': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  conflict: 409,
  'already-exists': 409,
  'changed-meanwhile': 409,
  'group-archived': 409,
  'achievement-not-published': 409,
  'award-not-issued': 409,
  'already-revoked': 409,
  'nothing-to-correct': 409,
  'not-suspendable': 409,
  'already-claimed': 409,
  'last-owner': 409,
  'runs-the-service': 409,
  'identifier-base-frozen': 409,
  gone: 410,
  'learner-removed': 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  'idempotency-key-malformed': 400,
  'idempotency-key-reused': 422,
  'request-running': 409,
  'fate-unknown': 409,
  'answer-not-kept': 409,
  'unreadable-credential': 400,
  'nothing-to-check': 422,
  'too-many-badges': 422,
  'unreadable-picture': 422,
  'badge-not-genuine': 422,
  'badge-from-here': 409,
  'already-in-backpack': 409,
  'backpack-full': 409,
  'portfolio-full': 409,
  'page-full': 409,
  'claim-code-unknown': 404,
  'claim-over': 410,
  'no-address': 409,
  'mails-stopped': 409,
  'not-mailed-yet': 409,
  'reminded-enough': 409,
  'card-expired': 410,
  'link-closed': 410,
  'applications-closed': 410,
  'applied-already': 409,
  'opening-code-unknown': 404,
  'learners-only': 403,
  'own-application': 403,
  'not-shareable-yet': 403,
  'not-yours-to-decide': 403,
  'consent-method-too-weak': 409,
  'sharing-paused': 409,
  'too-many-requests': 429,
  'service-fault': 500,
  'not-ready': 503,
  'mail-not-sent': 502,
  'mail-refused': 502,
  'mail-unclear': 502,
} as const

export type ErrorCode = keyof typeof kinds

/** What a member of what was sent can break. */
export const fieldRules = [
  'required',
  'unknown',
  'too-short',
  'too-long',
  'too-small',
  'too-large',
  'too-many',
  'too-few',
  'too-many-columns',
  'format',
  'web-address',
  'hidden-characters',
  'choice',
  'type',
  'not-the-same',
  'order',
  'said-twice',
  'who-missing',
  'badge-missing',
  'one-each',
  'workbook',
  'one-list',
  'one-learner',
] as const

/** One thing wrong with one member of what was sent; `path` is a JSON Pointer into it. */
export interface FieldProblem {
  readonly path: string
  readonly rule: (typeof fieldRules)[number]
  /** The bound, choices or format that was missed, for the sentence shown. Never the value sent. */
  readonly expected?: string | number
}

export interface ErrorFacts {
  /** Shown to the caller, field by field. */
  readonly problems?: readonly FieldProblem[]
  /** Shown to the caller: small facts the sentence of this code may name (never personal data). */
  readonly values?: Readonly<Record<string, string | number>>
  /** Logged, never shown. */
  readonly cause?: unknown
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number
}

/** The one error that is thrown on purpose. What is shown (`code`, `problems`, `values`) and what is logged (`cause`) are apart. */
export class WaymarkError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly problems: readonly FieldProblem[]
  readonly values: Readonly<Record<string, string | number>>
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, facts: ErrorFacts = {}) {
    super(code, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'WaymarkError'
    this.code = code
    this.status = kinds[code]
    this.problems = facts.problems ?? []
    this.values = facts.values ?? {}
    this.retryAfter = facts.retryAfter
  }
}

export const errorCodes = Object.keys(kinds).filter((code): code is ErrorCode => code in kinds)

/** The status of a code, for documents that list them. */
export function statusOf(code: ErrorCode): number {
  return kinds[code]
}
