import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import { checkAssertionSignature } from '../../credentials/open-badges-2/signature.ts'
import type { OlderVersion } from '../../credentials/open-badges-2/version.ts'
import type { Finding } from '../check.ts'
import { member, textOf } from '../json-values.ts'
import type { Documents } from './documents.ts'
import type { Issuing } from './issuer.ts'

/** An issuer has a key, and the one before it; whoever lists more is asked for these. */
const mostKeys = 3

type Key = { readonly pem: string; readonly source: string } | Finding

/**
 * OB 2.0 "SignedBadge Verification", steps 4 to 6: the JWS must be good under a key that the issuer's own Profile lists. A key
 * that the Assertion names must be one of those.
 */
export async function checkSigned(
  token: string,
  assertion: JsonObject,
  version: OlderVersion,
  { profile }: Issuing,
  documents: Documents,
): Promise<Finding> {
  if (profile === undefined) return { result: 'unknown', code: 'key-unavailable' }
  const creator = idOf(member(member(assertion, 'verification'), 'creator'))
  const listed = listOf(member(profile, 'publicKey'))
  const wanted = creator === undefined ? listed : listed.filter((key) => idOf(key) === creator)
  if (wanted.length === 0) {
    const mayBeBare = version !== '2.0' && listed.length === 0
    const bare = mayBeBare ? await bareKey(creator, profile, documents) : undefined
    if (bare === undefined) {
      return { result: 'failed', code: 'key-not-listed-by-issuer', ...named(creator) }
    }
    return 'pem' in bare
      ? findingOf(await checkAssertionSignature(token, bare.pem), bare.source)
      : bare
  }
  let worst: Finding = { result: 'unknown', code: 'key-unavailable' }
  for (const one of wanted.slice(0, mostKeys)) {
    const key = await keyOf(one, profile, documents)
    const finding =
      'pem' in key ? findingOf(await checkAssertionSignature(token, key.pem), key.source) : key
    if (finding.result === 'passed') return finding
    if (worst.result !== 'failed') worst = finding
  }
  return worst
}

function findingOf(
  code: Awaited<ReturnType<typeof checkAssertionSignature>>,
  key: string,
): Finding {
  const facts = { values: { key, cryptosuite: 'RS256' }, source: key }
  return code === 'signature-good'
    ? { result: 'passed', code: 'signed-by-issuer', ...facts }
    : { result: 'failed', code, ...facts }
}

/** A CryptographicKey, embedded in the Profile or under its own address, whose `owner` is the issuer. */
async function keyOf(listed: Json, profile: JsonObject, documents: Documents): Promise<Key> {
  const issuerId = idOf(profile) ?? ''
  const id = idOf(listed)
  const embedded = textOf(member(listed, 'publicKeyPem'))
  if (embedded !== undefined) {
    const owner = member(listed, 'owner')
    return owner === undefined || idOf(owner) === issuerId
      ? { pem: embedded, source: id ?? issuerId }
      : { result: 'failed', code: 'key-not-of-issuer', ...named(id) }
  }
  if (id === undefined) return { result: 'unknown', code: 'key-unavailable' }
  const answer = await documents.get(id)
  if (!answer.ok) {
    return { result: 'unknown', code: 'key-unavailable', ...named(id), source: answer.source }
  }
  // Under a fragment of the Profile's address stands the Profile, with the key inside.
  const key = [answer.object, ...listOf(member(answer.object, 'publicKey'))].find(
    (one) => isJsonObject(one) && idOf(one) === id,
  )
  const pem = textOf(member(key, 'publicKeyPem'))
  if (pem === undefined || idOf(member(key, 'owner')) !== issuerId) {
    return { result: 'failed', code: 'key-not-of-issuer', ...named(id), source: answer.source }
  }
  return { pem, source: id }
}

/**
 * In 1.x the Assertion itself names the address of a bare PEM, which must lie on the issuer's host: in the end as well, since
 * many sites redirect to wherever a link asks them to. Undefined for an address elsewhere.
 */
async function bareKey(
  address: string | undefined,
  profile: JsonObject,
  documents: Documents,
): Promise<Key | undefined> {
  const host = hostOf(idOf(profile))
  if (address === undefined || host === undefined || hostOf(address) !== host) return undefined
  const found = await documents.text(address)
  if (found === undefined || hostOf(found.finalUrl) !== host) {
    return { result: 'unknown', code: 'key-unavailable', ...named(address), source: address }
  }
  return { pem: found.text, source: address }
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined
}

function named(key: string | undefined): { values?: { key: string } } {
  return key === undefined ? {} : { values: { key } }
}
