import type { EndorsementReport, VerificationReport } from '../../schemas/requests/verification.ts'
import { idOf, isJsonObject, listOf, type JsonObject } from '../credentials/json.ts'
import { checkOf, type Check, type Finding } from './check.ts'
import { checkEndorsements } from './checks/endorsements.ts'
import { endorsementsInside, type EndorsedPart, type EndorsementInside } from './inside.ts'
import { member, textOf } from './json-values.ts'
import { readInside } from './read-inside.ts'
import type { ReadCredential } from './read.ts'
import { isSameAddress } from './same-address.ts'
import { verdict } from './verdict.ts'

/** What a credential inside another is there as: an endorsement is nothing else, whatever it says that it is. */
export type InsideAs = 'endorsement' | 'credential'

/** The same steps for a credential inside another. */
export type VerifyInside = (read: ReadCredential, as: InsideAs) => Promise<VerificationReport>

/** What came of the endorsements inside a credential. */
export interface VerifiedEndorsements {
  readonly finding: Finding
  readonly endorsements: EndorsementReport[]
  /** Those that stand in the document as objects and are proven by themselves. */
  readonly proven: readonly JsonObject[]
}

/** More are not looked at. */
const mostEndorsements = 10

/** OB 3.0 §9.1 step 6: each endorsement by the same steps; undefined where there are none. */
export async function verifyEndorsements(
  credential: JsonObject,
  at: string,
  verifyInside: VerifyInside,
): Promise<VerifiedEndorsements | undefined> {
  const inside = endorsementsInside(credential)
  if (inside.length === 0) return undefined
  const endorsements: EndorsementReport[] = []
  const proven: JsonObject[] = []
  for (const one of inside.slice(0, mostEndorsements)) {
    const { endorsement, isProven } = await verifyOne(one, credential, at, verifyInside)
    endorsements.push(endorsement)
    if (isProven && isJsonObject(one.value)) proven.push(one.value)
  }
  return { finding: checkEndorsements(endorsements, inside.length), endorsements, proven }
}

async function verifyOne(
  { of, value }: EndorsementInside,
  credential: JsonObject,
  at: string,
  verifyInside: VerifyInside,
): Promise<{ readonly endorsement: EndorsementReport; readonly isProven: boolean }> {
  const read = await readInside(value)
  if (read === undefined) {
    const unreadable = checkOf('structure', at, { result: 'unknown', code: 'inside-unreadable' })
    const endorsement = { of, verdict: verdict([unreadable]), checks: [unreadable] }
    return { endorsement, isProven: false }
  }
  const report = await verifyInside(read, 'endorsement')
  const [subject] = listOf(member(read.credential, 'credentialSubject'))
  const meant = meantBy(of, credential).some((id) => isSameAddress(idOf(subject), id))
  const checks = meant ? report.checks : report.checks.map(ofSomethingElse)
  const comment = textOf(member(subject, 'endorsementComment'))
  const { issuer, proven } = report.credential
  return {
    endorsement: {
      of,
      verdict: verdict(checks),
      checks,
      ...(issuer === undefined ? {} : { endorser: issuer }),
      ...(comment === undefined ? {} : { comment }),
    },
    isProven: proven && read.bare,
  }
}

/** What is said of one thing recommends no other. */
function ofSomethingElse(check: Check): Check {
  if (check.name !== 'structure' || check.result !== 'passed') return check
  return checkOf('structure', check.at, { result: 'failed', code: 'endorses-something-else' })
}

/** An endorsement of the credential may speak of its achievement and its issuer too (OB 3.0 §B.1). */
function meantBy(of: EndorsedPart, credential: JsonObject): readonly string[] {
  const [subject] = listOf(member(credential, 'credentialSubject'))
  const ids = {
    credential: idOf(credential),
    achievement: idOf(member(subject, 'achievement')),
    issuer: idOf(member(credential, 'issuer')),
  }
  const meant = of === 'credential' ? Object.values(ids) : [ids[of]]
  return meant.filter((id) => id !== undefined)
}
