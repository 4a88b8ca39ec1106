import type { JsonObject } from '../json.ts'
import { contextProblems, dataModelVersion } from './context.ts'
import { identifierProblems } from './identifier.ts'
import { holderProblems, issuerProblems } from './issuer.ts'
import { nameProblems } from './name.ts'
import { eachObject, none, type DataModelProblem } from './problem.ts'
import { relatedResourceProblems } from './related-resource.ts'
import { statusProblems } from './status.ts'
import { subjectProblems } from './subject.ts'
import { typeProblems } from './type.ts'
import {
  dataSchemaProblems,
  idProblemsOfV1,
  proofProblems,
  typedPropertyProblems,
} from './typed-properties.ts'
import { validityPeriodProblems } from './validity-period.ts'

/**
 * Everything in which a credential of any kind breaks the data model that its first context names, VC Data Model 2.0 or
 * 1.1; empty where it is good. What its terms mean, and who signed it, are other questions.
 */
export function credentialProblems(credential: JsonObject): readonly DataModelProblem[] {
  const version = dataModelVersion(credential) ?? '2.0'
  return [
    ...contextProblems(credential),
    ...identifierProblems(credential, ''),
    ...typeProblems(credential, '', 'VerifiableCredential'),
    ...(version === '2.0' ? nameProblems(credential, '') : none),
    ...issuerProblems(credential),
    ...subjectProblems(credential),
    ...validityPeriodProblems(credential, version),
    ...statusProblems(credential),
    ...dataSchemaProblems(credential),
    ...relatedResourceProblems(credential),
    ...typedPropertyProblems(credential),
    ...idProblemsOfV1(credential, version),
    ...proofProblems(credential),
  ]
}

/**
 * The same for a presentation (VC Data Model 2.0 §4.13): what it holds are objects, each judged on its own elsewhere.
 */
export function presentationProblems(presentation: JsonObject): readonly DataModelProblem[] {
  return [
    ...contextProblems(presentation),
    ...identifierProblems(presentation, ''),
    ...typeProblems(presentation, '', 'VerifiablePresentation'),
    ...holderProblems(presentation),
    ...eachObject(presentation, 'verifiableCredential', '', () => none),
    ...typedPropertyProblems(presentation),
    ...proofProblems(presentation),
  ]
}
