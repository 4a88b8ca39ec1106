import type { JsonObject } from '../json.ts'
import type { DataModelVersion } from './context.ts'
import { identifierProblems } from './identifier.ts'
import { eachObject, type DataModelProblem } from './problem.ts'
import { typeProblems } from './type.ts'

/**
 * Properties whose values have a type each, and an id that is a URL where they have one: refreshService (VC Data Model
 * 2.0 §5.4), termsOfUse (§5.5), evidence (§5.6), and those that the data model reserves (§5.11).
 * https://www.w3.org/TR/vc-data-model-2.0/#types
 */
const typed = ['refreshService', 'termsOfUse', 'evidence', 'confidenceMethod', 'renderMethod']

export function typedPropertyProblems(object: JsonObject): readonly DataModelProblem[] {
  return typed.flatMap((name) =>
    eachObject(object, name, '', (item, path) => [
      ...typeProblems(item, path),
      ...identifierProblems(item, path),
    ]),
  )
}

/**
 * VC Data Model 2.0 §4.11: each data schema has a type, and an id that is a URL.
 * https://www.w3.org/TR/vc-data-model-2.0/#data-schemas
 */
export function dataSchemaProblems(credential: JsonObject): readonly DataModelProblem[] {
  return eachObject(credential, 'credentialSchema', '', (schema, path) => [
    ...typeProblems(schema, path),
    ...identifierProblems(schema, path, { required: true }),
  ])
}

/** A proof, where there is one, is one or more objects with a type (VC Data Model 2.0 §4.12, 1.1 §4.7). */
export function proofProblems(document: JsonObject): readonly DataModelProblem[] {
  return eachObject(document, 'proof', '', typeProblems)
}

/** VC Data Model 1.1 asked for an id where 2.0 leaves it open: a status entry (§4.9) and a refresh service (§5.4). */
export function idProblemsOfV1(
  credential: JsonObject,
  version: DataModelVersion,
): readonly DataModelProblem[] {
  if (version !== '1.1') return []
  return ['credentialStatus', 'refreshService'].flatMap((name) =>
    eachObject(credential, name, '', (item, path) =>
      identifierProblems(item, path, { required: true }),
    ),
  )
}
