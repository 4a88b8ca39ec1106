import type { Json, JsonObject } from '../json.ts'
import { identifierProblems, isUrl } from './identifier.ts'
import { eachObject, none, own, problem, type DataModelProblem } from './problem.ts'
import { typeProblems } from './type.ts'

/**
 * VC Data Model 2.0 §4.10: each status entry has a type, and a URL as its id where it has one.
 * https://www.w3.org/TR/vc-data-model-2.0/#status
 */
export function statusProblems(credential: JsonObject): readonly DataModelProblem[] {
  return eachObject(credential, 'credentialStatus', '', (entry, path) => [
    ...typeProblems(entry, path),
    ...identifierProblems(entry, path),
    ...(entry['type'] === 'BitstringStatusListEntry' ? bitstringEntryProblems(entry, path) : none),
  ])
}

/**
 * Bitstring Status List §2.1: what breaks one of these is a MALFORMED_VALUE_ERROR.
 * https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistentry
 */
function bitstringEntryProblems(entry: JsonObject, path: string): readonly DataModelProblem[] {
  const index = own(entry, 'statusListIndex')
  const list = own(entry, 'statusListCredential')
  const isIndex = typeof index === 'string' && /^(0|[1-9]\d*)$/.test(index)
  return [
    ...(typeof own(entry, 'statusPurpose') === 'string'
      ? none
      : problem(`${path}/statusPurpose`, 'type')),
    ...(isIndex ? none : problem(`${path}/statusListIndex`, 'format')),
    ...(isUrl(list) ? none : problem(`${path}/statusListCredential`, 'format')),
    ...(list !== undefined && entry['id'] === list ? problem(`${path}/id`, 'choice') : none),
    ...sizeProblems(entry, path),
    ...referenceProblems(own(entry, 'statusReference'), `${path}/statusReference`),
  ]
}

function sizeProblems(entry: JsonObject, path: string): readonly DataModelProblem[] {
  const size = own(entry, 'statusSize') ?? 1
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1) {
    return problem(`${path}/statusSize`, 'format')
  }
  const messages = own(entry, 'statusMessage')
  const at = `${path}/statusMessage`
  if (messages === undefined) return size > 1 ? problem(at, 'required') : none
  if (!Array.isArray(messages)) return problem(at, 'type')
  return size <= 16 && messages.length === 2 ** size ? none : problem(at, 'choice')
}

function referenceProblems(value: Json | undefined, at: string): readonly DataModelProblem[] {
  if (value === undefined) return none
  const references = Array.isArray(value) ? value : [value]
  return references.length > 0 && references.every(isUrl) ? none : problem(at, 'format')
}
