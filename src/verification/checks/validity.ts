import type { Json, JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { member, momentOf, textOf } from '../json-values.ts'

/**
 * OB 3.0 §9.1 step 4: inside its dates? Reads the names of VC Data Model 2.0 and, where those are absent, of 1.1. What
 * else may be odd about its dates is noted and decides nothing.
 * @param inPart whether its holder could have left an end out
 */
export function checkValidity(credential: JsonObject, now: Date, inPart = false): Finding {
  const fromText = member(credential, 'validFrom') ?? member(credential, 'issuanceDate')
  const untilText = member(credential, 'validUntil') ?? member(credential, 'expirationDate')
  const from = momentOf(fromText)
  const until = momentOf(untilText)
  if (from === undefined || (untilText !== undefined && until === undefined)) {
    return { result: 'failed', code: 'dates-unreadable' }
  }
  const values = {
    from: textOf(fromText) ?? '',
    ...(until === undefined ? {} : { until: textOf(untilText) ?? '' }),
    ...(isLater(member(credential, 'awardedDate'), now) ? { note: 'awarded-later' } : {}),
  }
  if (until !== undefined && until < from)
    return { result: 'failed', code: 'dates-contradict', values }
  if (now < from) return { result: 'failed', code: 'not-yet-valid', values }
  if (until !== undefined && now > until) return { result: 'failed', code: 'expired', values }
  if (until === undefined && inPart) {
    return { result: 'unknown', code: 'end-may-be-left-out', values }
  }
  return { result: 'passed', code: until === undefined ? 'no-end' : 'within-dates', values }
}

function isLater(value: Json | undefined, now: Date): boolean {
  const moment = momentOf(value)
  return moment !== undefined && now < moment
}
