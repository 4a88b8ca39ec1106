import {
  badgeClassAsVersion2,
  profileAsVersion2,
} from '../../credentials/open-badges-2/as-version-2.ts'
import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { member, textOf } from '../json-values.ts'
import { isLedElsewhere } from '../led-elsewhere.ts'
import { isTrialName } from '../public-name.ts'
import type { Documents } from './documents.ts'
import { isSameOverHttps } from './scope.ts'

/** The BadgeClass and the issuer of an Assertion, as far as they could be had. */
export interface Issuing {
  readonly finding: Finding
  /** As it stands under its own address; where that could not be had, what the Assertion says of it. */
  readonly badgeClass?: JsonObject | undefined
  /** What the Assertion or its BadgeClass says of the issuer, for showing only. */
  readonly said?: JsonObject | undefined
  /** The issuer's own Profile. Only this one is believed. */
  readonly profile?: JsonObject
  readonly issuerId?: string | undefined
  readonly trial: boolean
}

/**
 * OB 2.0 "Data Validation": the BadgeClass and the issuer are linked and available. What is embedded is fetched from its own
 * address all the same, where it has one: who made the Assertion up could have embedded anything.
 */
export async function findIssuer(assertion: JsonObject, documents: Documents): Promise<Issuing> {
  const badge = await ownCopy(member(assertion, 'badge'), documents)
  const badgeClass =
    badge.object === undefined ? undefined : badgeClassAsVersion2(badge.object, badge.id)
  const issuer = member(badgeClass, 'issuer')
  const issuerId = idOf(issuer)
  const known = {
    badgeClass,
    said: isJsonObject(issuer) ? issuer : undefined,
    issuerId,
    trial: issuerId !== undefined && isTrialName(issuerId),
  }
  const found = (finding: Finding) => ({ finding, ...known })

  if (badge.fault !== undefined) return found(faultOf('badge-class', badge))
  if (!isOfType(badgeClass, ['BadgeClass', 'badgeclass'])) {
    return found({ result: 'failed', code: 'badge-class-missing' })
  }
  if (issuerId === undefined) return found({ result: 'failed', code: 'issuer-missing' })
  if (!/^https?:/i.test(issuerId)) {
    return found({ result: 'unknown', code: 'issuer-kind-not-known', values: { issuer: issuerId } })
  }
  const own = await ownCopy(issuerId, documents)
  if (own.fault !== undefined || own.object === undefined) return found(faultOf('issuer', own))
  const profile = profileAsVersion2(own.object, issuerId)
  if (!isOfType(profile, ['Issuer', 'Profile', 'issuer'])) {
    return found({ result: 'failed', code: 'issuer-document-names-another' })
  }
  const code = known.trial ? 'trial-issuer' : 'issuer-found'
  const finding: Finding = {
    result: 'passed',
    code,
    values: { issuer: issuerId },
    ...(own.source === undefined ? {} : { source: own.source }),
  }
  return { ...found(finding), profile }
}

interface OwnCopy {
  readonly id?: string | undefined
  readonly object?: JsonObject | undefined
  readonly source?: string
  readonly fault?: {
    readonly code: 'not-reached' | 'names-another' | 'missing'
    readonly reason: string
  }
}

/** What stands under a Badge Object's own address. One without such an address has only what is embedded. */
async function ownCopy(value: Json | undefined, documents: Documents): Promise<OwnCopy> {
  const embedded = isJsonObject(value) ? value : undefined
  const id = idOf(value)
  if (id === undefined || !/^https?:/i.test(id)) {
    if (embedded !== undefined) return { id, object: embedded }
    return { id, fault: { code: 'missing', reason: 'not-resolvable' } }
  }
  const answer = await documents.get(id)
  const { source } = answer
  const no = (code: 'not-reached' | 'names-another', reason: string): OwnCopy => ({
    id,
    object: embedded,
    source,
    fault: { code, reason },
  })
  if (!answer.ok) return no('not-reached', answer.reason)
  if (isLedElsewhere(id, answer.finalUrl)) return no('not-reached', 'redirects-elsewhere')
  const ownId = member(answer.object, 'id')
  // Before 1.1 nothing had an id: what stands under an address was what the address names.
  if (ownId !== undefined && !isSameOverHttps(textOf(ownId), id)) return no('names-another', '')
  return { id, object: answer.object, source }
}

function faultOf(what: 'badge-class' | 'issuer', { id, source, fault }: OwnCopy): Finding {
  const codes = {
    'badge-class': {
      missing: 'badge-class-missing',
      'names-another': 'badge-class-names-another',
      'not-reached': 'badge-class-not-reached',
    },
    issuer: {
      missing: 'issuer-missing',
      'names-another': 'issuer-document-names-another',
      'not-reached': 'issuer-not-reached',
    },
  }
  const kind = fault?.code ?? 'missing'
  return {
    result: kind === 'not-reached' ? 'unknown' : 'failed',
    code: codes[what][kind],
    values: {
      ...(what === 'issuer' && id !== undefined ? { issuer: id } : {}),
      ...(kind === 'not-reached' ? { reason: fault?.reason ?? '' } : {}),
    },
    ...(source === undefined ? {} : { source }),
  }
}

/** A type is required from 1.1 on; `asVersion2` has put it where an older version has none. */
function isOfType(object: JsonObject | undefined, names: readonly string[]): boolean {
  return listOf(member(object, 'type')).some((type) => names.some((name) => name === type))
}
