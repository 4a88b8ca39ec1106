import { isJsonObject, listOf, type Json, type JsonObject } from '../json.ts'
import { dateTime } from './date-time.ts'
import type { OlderVersion } from './version.ts'

/**
 * An Assertion of 0.5, 1.0 or 1.1 in the words of 2.0 (its history "From 1.1 to 2.0" and "From 1.0 to 1.1"); one of 2.0 keeps
 * everything, but its times are written as RFC 3339. A time that cannot be read stays as it is.
 * @param address where a hosted one of 0.5 was found: nothing in it tells
 */
export function assertionAsVersion2(
  assertion: JsonObject,
  version: OlderVersion,
  address?: string,
): JsonObject {
  const { verify, issued_on: issuedOn05, salt, ...said } = assertion
  const id = said['id'] ?? idOfOlder(assertion) ?? address
  const verification = verificationAsVersion2(said['verification'] ?? verify)
  const issuedOn = said['issuedOn'] ?? issuedOn05
  const expires = said['expires']
  return {
    ...said,
    type: said['type'] ?? 'Assertion',
    ...(id === undefined ? {} : { id }),
    ...(verification === undefined ? {} : { verification }),
    ...(issuedOn === undefined ? {} : { issuedOn: dateTime(issuedOn, version) ?? issuedOn }),
    ...(expires === undefined ? {} : { expires: dateTime(expires, version) ?? expires }),
    ...(version === '0.5' ? recipientAsVersion2(said['recipient'], salt) : {}),
    ...(version === '0.5' ? { badge: badgeOf05(said['badge']) } : {}),
  }
}

/** A BadgeClass of 1.x in the words of 2.0: alignments had shorter names. `address` is where it was found. */
export function badgeClassAsVersion2(badge: JsonObject, address?: string): JsonObject {
  const alignment = badge['alignment']
  return {
    ...named(badge, address),
    type: badge['type'] ?? 'BadgeClass',
    ...(alignment === undefined ? {} : { alignment: listOf(alignment).map(alignmentAsVersion2) }),
  }
}

/** An issuer of 1.x as a Profile. `address` is where it was found. */
export function profileAsVersion2(issuer: JsonObject, address?: string): JsonObject {
  return { ...named(issuer, address), type: issuer['type'] ?? 'Profile' }
}

function named(object: JsonObject, address: string | undefined): JsonObject {
  return object['id'] === undefined && address !== undefined ? { ...object, id: address } : object
}

/** 1.0 has no id: a hosted one has the address under which it is verified, a signed one its `uid`. */
function idOfOlder({ verify, uid }: JsonObject): string | undefined {
  const url = isJsonObject(verify) && verify['type'] === 'hosted' ? verify['url'] : undefined
  if (typeof url === 'string') return url
  return typeof uid === 'string' && uid !== '' ? `urn:uid:${encodeURIComponent(uid)}` : undefined
}

const typesOfVerification: Readonly<Record<string, string>> = {
  hosted: 'HostedBadge',
  signed: 'SignedBadge',
}

function verificationAsVersion2(verify: Json | undefined): Json | undefined {
  if (!isJsonObject(verify)) return verify
  const { type, url, ...said } = verify
  const name = typeof type === 'string' ? (typesOfVerification[type] ?? type) : type
  const signed = name === 'SignedBadge' && url !== undefined
  return {
    ...said,
    ...(name === undefined ? {} : { type: name }),
    ...(signed ? { creator: url } : url === undefined ? {} : { url }),
  }
}

function recipientAsVersion2(recipient: Json | undefined, salt: Json | undefined): JsonObject {
  if (typeof recipient !== 'string') return {}
  const hashed = !recipient.includes('@')
  const identity = { identity: recipient, type: 'email', hashed }
  return { recipient: salt === undefined ? identity : { ...identity, salt } }
}

/** In 0.5 badge and issuer stand inside the Assertion. */
function badgeOf05(badge: Json | undefined): Json {
  if (!isJsonObject(badge)) return badge ?? null
  const { issuer, ...said } = badge
  return {
    type: 'BadgeClass',
    ...said,
    ...(isJsonObject(issuer) ? { issuer: issuerOf05(issuer) } : {}),
  }
}

function issuerOf05({ origin, name, org, contact, ...said }: JsonObject): JsonObject {
  const names = [name, org].filter((one) => typeof one === 'string')
  return {
    type: 'Profile',
    ...said,
    ...(origin === undefined ? {} : { id: origin, url: origin }),
    ...(names.length === 0 ? {} : { name: names.join(', ') }),
    ...(contact === undefined ? {} : { email: contact }),
  }
}

function alignmentAsVersion2(alignment: Json): Json {
  if (!isJsonObject(alignment)) return alignment
  const { name, url, description, ...said } = alignment
  const older = { targetName: name, targetUrl: url, targetDescription: description }
  const moved = Object.entries(older).flatMap(([member, value]) =>
    value === undefined || said[member] !== undefined ? [] : [[member, value] as const],
  )
  return { ...said, ...Object.fromEntries(moved) }
}
