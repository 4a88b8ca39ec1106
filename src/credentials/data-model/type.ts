import type { JsonObject } from '../json.ts'
import { none, problem, type DataModelProblem } from './problem.ts'

/**
 * VC Data Model 2.0 §4.5: a `type` is there, of one or more terms or absolute URLs. Whether each term leads to a URL is
 * for the JSON-LD processor to say, which refuses what does not.
 * https://www.w3.org/TR/vc-data-model-2.0/#types
 */
export function typeProblems(
  object: JsonObject,
  path: string,
  wanted?: string,
): readonly DataModelProblem[] {
  const at = `${path}/type`
  if (!Object.hasOwn(object, 'type')) return problem(at, 'required')
  const value = object['type']
  const types = Array.isArray(value) ? value : [value]
  if (types.length === 0) return problem(at, 'too-few')
  if (!types.every((one) => typeof one === 'string' && one !== '')) return problem(at, 'type')
  return wanted === undefined || types.includes(wanted) ? none : problem(at, 'choice')
}
