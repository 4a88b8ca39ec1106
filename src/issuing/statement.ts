import type { Static, TObject } from 'typebox'
import type { furtherStatementFacts, statementFacts } from '../../schemas/requests/awards.ts'
import type { AwardStatement } from './tables.ts'

export type Statement = Static<TObject<typeof statementFacts & typeof furtherStatementFacts>>

/** What was sent about an award, as it is kept: days become times, blanks become nothing. */
export function statementOf(sent: Statement): AwardStatement {
  const { narrative, evidence = [], level, activityStart, activityEnd, validUntil, ...rest } = sent
  const { awardedDate, ...further } = rest
  return {
    ...further,
    ...(narrative === undefined ? {} : { narrative }),
    evidence: evidence.filter((one) => Object.keys(one).length > 0),
    ...(level === undefined ? {} : { level }),
    ...(activityStart === undefined ? {} : { activityStart: `${activityStart}T00:00:00Z` }),
    ...(activityEnd === undefined ? {} : { activityEnd: `${activityEnd}T00:00:00Z` }),
    ...(validUntil === undefined ? {} : { validUntil: `${validUntil}T23:59:59Z` }),
    ...(awardedDate === undefined ? {} : { awardedDate: `${awardedDate}T00:00:00Z` }),
    hashedIdentity: sent.hashedIdentity ?? false,
  }
}

/** The other way: what would have to be sent to have it kept like this. */
export function sentOf(kept: AwardStatement): Statement {
  const { evidence, activityStart, activityEnd, validUntil, awardedDate, ...rest } = kept
  const { hashedIdentity, ...further } = rest
  return {
    ...further,
    ...(evidence.length === 0 ? {} : { evidence: [...evidence] }),
    ...(activityStart === undefined ? {} : { activityStart: dayOf(activityStart) }),
    ...(activityEnd === undefined ? {} : { activityEnd: dayOf(activityEnd) }),
    ...(validUntil === undefined ? {} : { validUntil: dayOf(validUntil) }),
    ...(awardedDate === undefined ? {} : { awardedDate: dayOf(awardedDate) }),
    ...(hashedIdentity ? { hashedIdentity } : {}),
  }
}

function dayOf(time: string): string {
  return time.slice(0, 10)
}
