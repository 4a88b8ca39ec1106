import type { ErrorObject } from 'ajv/dist/2020.js'
import { webAddressStart } from '../../schemas/requests/common.ts'
import type { FieldProblem } from '../errors.ts'

type Rule = FieldProblem['rule']

/** What each keyword of JSON Schema means to the person who filled the form. */
const rules: Readonly<Record<string, Rule>> = {
  required: 'required',
  dependentRequired: 'required',
  additionalProperties: 'unknown',
  unevaluatedProperties: 'unknown',
  minLength: 'too-short',
  maxLength: 'too-long',
  minimum: 'too-small',
  exclusiveMinimum: 'too-small',
  maximum: 'too-large',
  exclusiveMaximum: 'too-large',
  minItems: 'too-few',
  minProperties: 'too-few',
  contains: 'too-few',
  maxItems: 'too-many',
  maxProperties: 'too-many',
  pattern: 'format',
  format: 'format',
  not: 'hidden-characters',
  multipleOf: 'format',
  uniqueItems: 'choice',
  enum: 'choice',
  const: 'choice',
  anyOf: 'choice',
  oneOf: 'choice',
  type: 'type',
}

/** Keywords whose own message only repeats what the messages beneath them say. */
const frames = new Set(['if', 'allOf', 'propertyNames'])

const mostShown = 100

function step(name: unknown): string {
  return `/${String(name).slice(0, 200).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function pathOf({ instancePath, params }: ErrorObject): string {
  const facts: Readonly<Record<string, unknown>> = params
  const member =
    facts['missingProperty'] ?? facts['additionalProperty'] ?? facts['unevaluatedProperty']
  return member === undefined ? instancePath : instancePath + step(member)
}

function expectedOf({ keyword, params }: ErrorObject): string | number | undefined {
  const facts: Readonly<Record<string, unknown>> = params
  const expected =
    facts['limit'] ??
    facts['minContains'] ??
    facts['multipleOf'] ??
    facts['format'] ??
    (keyword === 'type' ? facts['type'] : undefined) ??
    (keyword === 'const' ? facts['allowedValue'] : undefined) ??
    facts['allowedValues']
  if (Array.isArray(expected)) return expected.join(', ')
  return typeof expected === 'string' || typeof expected === 'number' ? expected : undefined
}

function problemOf(error: ErrorObject): FieldProblem {
  const path = pathOf(error)
  // A text of spaces only says nothing: to the person it is a field that was left empty.
  const empty =
    (error.keyword === 'pattern' && error.params['pattern'] === '\\S') ||
    (error.keyword === 'minLength' && error.params['limit'] === 1)
  if (empty) return { path, rule: 'required' }
  const isAddress = error.params['format'] === 'uri' || error.params['pattern'] === webAddressStart
  if (isAddress) return { path, rule: 'web-address' }
  const expected = expectedOf(error)
  return {
    path,
    rule: rules[error.keyword] ?? 'format',
    ...(expected === undefined ? {} : { expected }),
  }
}

/**
 * An alternative that fits no branch yields the errors of every branch. Where the branches are plain
 * values that is one question with several answers; where they are objects, the branch that came
 * closest is the one the sender meant.
 */
function withoutOtherBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const outer = errors.find(
    (error) =>
      (error.keyword === 'anyOf' || error.keyword === 'oneOf') &&
      errors.some((inner) => inner.schemaPath.startsWith(`${error.schemaPath}/`)),
  )
  if (outer === undefined) return errors
  const prefix = `${outer.schemaPath}/`
  const inside = errors.filter(
    (error) =>
      error.schemaPath.startsWith(prefix) && error.instancePath.startsWith(outer.instancePath),
  )
  const rest = errors.filter((error) => error !== outer && !inside.includes(error))
  const branches = new Map<string, ErrorObject[]>()
  for (const error of inside) {
    const end = error.schemaPath.indexOf('/', prefix.length)
    const branch = error.schemaPath.slice(prefix.length, end)
    branches.set(branch, [...(branches.get(branch) ?? []), error])
  }
  const choices = inside.flatMap(({ keyword, params }) =>
    keyword === 'const' ? [String(params['allowedValue'])] : [],
  )
  if (choices.length > 0 && choices.length === branches.size) {
    const choice = { ...outer, keyword: 'enum', params: { allowedValues: choices } }
    return withoutOtherBranches([...rest, choice])
  }
  const closest = [...branches.values()].toSorted((one, other) => cost(one) - cost(other))[0]
  return withoutOtherBranches([...rest, ...(closest ?? [])])
}

function cost(branch: readonly ErrorObject[]): number {
  return branch.reduce((sum, { keyword }) => sum + (keyword === 'type' ? 100 : 1), 0)
}

/** What a validator found, as one problem per member: the first rule that it broke. */
export function fieldProblems(errors: readonly ErrorObject[]): readonly FieldProblem[] {
  const byPath = new Map<string, FieldProblem>()
  // A hostile body can break a thousand rules; beyond a few hundred nobody reads them.
  for (const error of withoutOtherBranches(errors.slice(0, 500))) {
    if (frames.has(error.keyword)) continue
    const problem = problemOf(error)
    if (!byPath.has(problem.path) || problem.rule === 'required') byPath.set(problem.path, problem)
  }
  return [...byPath.values()].slice(0, mostShown)
}
