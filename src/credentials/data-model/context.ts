import { credentialsV1, credentialsV2 } from '../contexts/contexts.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import { isUrl } from './identifier.ts'
import { none, problem, type DataModelProblem } from './problem.ts'

/** The version of the data model that a document follows: its first context says so. */
export type DataModelVersion = '1.1' | '2.0'

/** The version that the first context names; undefined for any other. */
export function dataModelVersion(document: JsonObject): DataModelVersion | undefined {
  const contexts = document['@context']
  const first = Array.isArray(contexts) ? contexts[0] : contexts
  if (first === credentialsV2) return '2.0'
  return first === credentialsV1 ? '1.1' : undefined
}

/**
 * VC Data Model 2.0 §4.3: `@context` is an ordered set, the first item the base context, each other one a URL or an
 * object.
 * https://www.w3.org/TR/vc-data-model-2.0/#contexts
 */
export function contextProblems(document: JsonObject): readonly DataModelProblem[] {
  const contexts = document['@context']
  if (!Object.hasOwn(document, '@context')) return problem('/@context', 'required')
  if (!Array.isArray(contexts)) return problem('/@context', 'type')
  if (dataModelVersion(document) === undefined) return problem('/@context/0', 'choice')
  const wrong = contexts.findIndex((one) => !isUrl(one) && !isJsonObject(one))
  return wrong === -1 ? none : problem(`/@context/${String(wrong)}`, 'type')
}
