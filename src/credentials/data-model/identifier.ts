import type { JsonObject } from '../json.ts'
import { none, problem, type DataModelProblem } from './problem.ts'

/** A URL (VC Data Model 2.0 §1.2: also URIs such as DIDs and URNs): a scheme, and nothing that must be encoded. */
export function isUrl(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value) &&
    URL.canParse(value)
  )
}

/**
 * VC Data Model 2.0 §4.4: "If present, the value of the `id` property MUST be a single URL".
 * https://www.w3.org/TR/vc-data-model-2.0/#identifiers
 */
export function identifierProblems(
  object: JsonObject,
  path: string,
  { required = false } = {},
): readonly DataModelProblem[] {
  if (!Object.hasOwn(object, 'id')) return required ? problem(`${path}/id`, 'required') : none
  return isUrl(object['id']) ? none : problem(`${path}/id`, 'format')
}
