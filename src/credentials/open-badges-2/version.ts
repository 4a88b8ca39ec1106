import { isJsonObject, listOf, type Json, type JsonObject } from '../json.ts'

/** The versions before Open Badges 3.0, whose badges are Assertions. */
export type OlderVersion = '0.5' | '1.0' | '1.1' | '2.0'

export const openBadgesV2 = 'https://w3id.org/openbadges/v2'

/** Names under which the contexts are known; the first of each is the one that the specification gives. */
const contextsV2: ReadonlySet<string> = new Set([
  openBadgesV2,
  'http://w3id.org/openbadges/v2',
  'https://openbadgespec.org/v2/context.json',
  'https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld',
])
const contextsV1: ReadonlySet<string> = new Set([
  'https://w3id.org/openbadges/v1',
  'http://w3id.org/openbadges/v1',
  'https://openbadgespec.org/v1/context.json',
])

/**
 * Which older version of Open Badges an Assertion is written in; undefined for everything else. 2.0 and 1.1 name their
 * context, 1.0 none; in 0.5 the recipient is a bare text. An Assertion under a context that is not known counts as 2.0.
 */
export function olderVersionOf(value: Json | undefined): OlderVersion | undefined {
  if (!isJsonObject(value) || isVerifiableCredential(value)) return undefined
  const contexts = listOf(value['@context'])
  if (contexts.some((context) => typeof context === 'string' && contextsV1.has(context))) {
    return isAssertion(value) ? '1.1' : undefined
  }
  if (listOf(value['type']).includes('Assertion')) return '2.0'
  if (contexts.length > 0 || value['type'] !== undefined) return undefined
  if (isJsonObject(value['badge']) && typeof value['recipient'] === 'string') return '0.5'
  const is1 = isJsonObject(value['recipient']) && isJsonObject(value['verify'])
  return is1 && value['badge'] !== undefined ? '1.0' : undefined
}

/** Whether the context of 2.0 is there; others beside it are for extensions, which are not read. */
export function hasContextV2(assertion: JsonObject): boolean {
  return listOf(assertion['@context']).some(
    (context) => typeof context === 'string' && contextsV2.has(context),
  )
}

function isVerifiableCredential(value: JsonObject): boolean {
  return (
    value['credentialSubject'] !== undefined ||
    listOf(value['type']).includes('VerifiableCredential')
  )
}

/** 1.1 wrote the type in small letters too. */
function isAssertion(value: JsonObject): boolean {
  const types = listOf(value['type'])
  return types.includes('Assertion') || types.includes('assertion')
}
