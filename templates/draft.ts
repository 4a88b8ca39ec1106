import type { ErrorCode, FieldProblem } from '../src/errors.ts'

/** What a form shows again: what was typed, and what is wrong with it. */
export interface Draft {
  /** As it was typed; nested as the names of the fields are, or under the whole name. */
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly FieldProblem[]
  readonly error?: {
    readonly code: ErrorCode
    readonly values?: Readonly<Record<string, string | number>>
  }
}

export const emptyDraft: Draft = { values: {}, problems: [] }

/** 'rubric[0][name]' → ['rubric', '0', 'name'] */
function stepsOf(name: string): readonly string[] {
  return name.split('[').map((step, place) => (place === 0 ? step : step.replace(/\]$/, '')))
}

/** The JSON Pointer (RFC 6901) of the member that a field fills: 'rubric[0][name]' → '/rubric/0/name'. */
export function pointerOf(name: string): string {
  return stepsOf(name)
    .map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
}

/** The name of the field that fills a member: '/rubric/0/name' → 'rubric[0][name]'. */
export function nameOf(pointer: string): string {
  const [first = '', ...rest] = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return first + rest.map((step) => `[${step}]`).join('')
}

/** What stands in a field: text, or nothing. */
export function valueOf(draft: Draft, name: string): string {
  const value = find(draft.values, name)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

/** What is chosen where several can be; one choice may come as a bare value. */
export function valuesOf(draft: Draft, name: string): readonly string[] {
  const value = find(draft.values, name)
  return Array.isArray(value)
    ? value.map(String)
    : [valueOf(draft, name)].filter((one) => one !== '')
}

/** The first problem of a field, or of a choice inside it. */
export function problemOf(draft: Draft, name: string): FieldProblem | undefined {
  const pointer = pointerOf(name)
  return (
    draft.problems.find(({ path }) => path === pointer) ??
    draft.problems.find(
      ({ path }) => /^\/\d+$/.test(path.slice(pointer.length)) && path.startsWith(pointer),
    )
  )
}

function find(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(values, name)) return values[name]
  return stepsOf(name).reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined,
    values,
  )
}

/** A form that changes something begins with what is there; once it was sent, with what was typed. */
export function startWith(draft: Draft, values: Readonly<Record<string, unknown>>): Draft {
  const untouched =
    draft.problems.length === 0 &&
    draft.error === undefined &&
    Object.keys(draft.values).length === 0
  return untouched ? { ...draft, values } : draft
}
