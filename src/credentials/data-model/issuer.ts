import { isJsonObject, type JsonObject } from '../json.ts'
import { identifierProblems, isUrl } from './identifier.ts'
import { nameProblems } from './name.ts'
import { none, problem, type DataModelProblem } from './problem.ts'

/**
 * VC Data Model 2.0 §4.7: the issuer is a URL, or an object whose `id` is one.
 * https://www.w3.org/TR/vc-data-model-2.0/#issuer
 */
export function issuerProblems(credential: JsonObject): readonly DataModelProblem[] {
  if (!Object.hasOwn(credential, 'issuer')) return problem('/issuer', 'required')
  const issuer = credential['issuer']
  if (!isJsonObject(issuer)) return isUrl(issuer) ? none : problem('/issuer', 'format')
  return [
    ...identifierProblems(issuer, '/issuer', { required: true }),
    ...nameProblems(issuer, '/issuer'),
  ]
}

/**
 * VC Data Model 2.0 §4.13: the holder of a presentation is a URL, or an object whose `id` is one.
 * https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations
 */
export function holderProblems(presentation: JsonObject): readonly DataModelProblem[] {
  if (!Object.hasOwn(presentation, 'holder')) return none
  const holder = presentation['holder']
  if (!isJsonObject(holder)) return isUrl(holder) ? none : problem('/holder', 'format')
  return identifierProblems(holder, '/holder', { required: true })
}
