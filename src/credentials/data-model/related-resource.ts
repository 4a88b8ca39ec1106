import { publishedDigests, type PublishedDigest } from '../contexts/published-digests.ts'
import { isJsonObject, listOf, type Json, type JsonObject } from '../json.ts'
import { identifierProblems } from './identifier.ts'
import { eachObject, none, own, problem, type DataModelProblem } from './problem.ts'

/**
 * VC Data Model 2.0 §5.3: each related resource has an id of its own, and a digest.
 * https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources
 */
export function relatedResourceProblems(credential: JsonObject): readonly DataModelProblem[] {
  const seen = new Set<Json | undefined>()
  return eachObject(credential, 'relatedResource', '', (resource, path) => {
    const { id } = resource
    const twice = seen.has(id)
    seen.add(id)
    return [
      ...identifierProblems(resource, path, { required: true }),
      ...(twice ? problem(`${path}/id`, 'choice') : none),
      ...digestProblems(resource, path),
    ]
  })
}

function digestProblems(resource: JsonObject, path: string): readonly DataModelProblem[] {
  const sri = own(resource, 'digestSRI')
  const multibase = own(resource, 'digestMultibase')
  if (sri === undefined && multibase === undefined) return problem(`${path}/digestSRI`, 'required')
  return [
    ...(sri === undefined || typeof sri === 'string' ? none : problem(`${path}/digestSRI`, 'type')),
    ...(multibase === undefined || typeof multibase === 'string'
      ? none
      : problem(`${path}/digestMultibase`, 'type')),
  ]
}

/** Digests of the bodies that are known under an address; undefined where none is. */
export type KnownDigests = (address: string) => readonly PublishedDigest[] | undefined

/**
 * VC Data Model 2.0 §5.3: a digest that is not the one of the resource is an error. A resource that we do not know is not
 * judged here.
 */
export function resourceDigestProblems(
  credential: JsonObject,
  known: KnownDigests = publishedDigests,
): readonly DataModelProblem[] {
  return listOf(credential['relatedResource']).flatMap((resource, place) => {
    if (!isJsonObject(resource) || typeof resource['id'] !== 'string') return none
    const bodies = known(resource['id'])
    if (bodies === undefined) return none
    const path = `/relatedResource/${String(place)}`
    const { digestSRI, digestMultibase } = resource
    return [
      ...(typeof digestSRI !== 'string' || bodies.some((body) => fitsSri(digestSRI, body))
        ? none
        : problem(`${path}/digestSRI`, 'not-the-same')),
      ...(typeof digestMultibase !== 'string' ||
      bodies.some((body) => fitsMultibase(digestMultibase, body))
        ? none
        : problem(`${path}/digestMultibase`, 'not-the-same')),
    ]
  })
}

/**
 * Subresource Integrity §3.5: any one of the digests; base64 of either alphabet is read. Of SHA-512 no figure is
 * published, so it is not judged.
 */
function fitsSri(value: string, { sha256, sha384 }: PublishedDigest): boolean {
  return value
    .trim()
    .split(/\s+/)
    .some((one) => {
      const match = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+)={0,2}(\?.*)?$/.exec(one)
      if (match?.[1] === 'sha512') return true
      return decoded(match?.[2]).equals(decoded(match?.[1] === 'sha256' ? sha256 : sha384))
    })
}

/** SHA-256 or SHA-384, bare or as a multihash, in multibase base64url. */
function fitsMultibase(value: string, { sha256, sha384 }: PublishedDigest): boolean {
  if (!value.startsWith('u')) return false
  const digest = decoded(value.slice(1))
  const forms = [
    decoded(sha256),
    Buffer.concat([Buffer.from([0x12, 0x20]), decoded(sha256)]),
    decoded(sha384),
    Buffer.concat([Buffer.from([0x20, 0x30]), decoded(sha384)]),
  ]
  return forms.some((form) => form.equals(digest))
}

const decoded = (text = '') => Buffer.from(text, 'base64')
