import type { JsonObject } from '../json.ts'
import { identifierProblems } from './identifier.ts'
import { eachObject, problem, type DataModelProblem } from './problem.ts'

/**
 * VC Data Model 2.0 §4.8: one or more subjects, each an object that says something.
 * https://www.w3.org/TR/vc-data-model-2.0/#credential-subject
 */
export function subjectProblems(credential: JsonObject): readonly DataModelProblem[] {
  if (!Object.hasOwn(credential, 'credentialSubject')) {
    return problem('/credentialSubject', 'required')
  }
  return eachObject(credential, 'credentialSubject', '', (subject, path) =>
    Object.keys(subject).length === 0
      ? problem(path, 'too-few')
      : identifierProblems(subject, path),
  )
}
