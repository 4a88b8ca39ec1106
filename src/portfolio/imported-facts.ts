import { createHash } from 'node:crypto'
import type { CredentialSummary, VerificationReport } from '../../schemas/requests/verification.ts'
import { idOf, listOf } from '../credentials/json.ts'
import type { New } from '../storage/tables.ts'
import { member, wordsOf } from '../verification/json-values.ts'
import { verdict } from '../verification/verdict.ts'
import type { Verified } from '../verification/verify-each.ts'
import type { ImportedCredential } from './tables.ts'

/** One entity for one badge of one person, however often and in whatever form it is brought in. */
export function idFor(accountId: string, { read, report }: Verified): string {
  const { id, issuer } = report.credential
  const name = id === undefined ? read.text : `${issuer?.id ?? ''}\n${id}`
  return createHash('sha256').update(`${accountId}\n${name}`).digest('base64url').slice(0, 22)
}

/** Whether it takes the place of an earlier copy, kept or shown beside it. */
export function isNewer(one: Verified, { report }: Pick<Verified, 'report'>): boolean {
  return one.report.credential.proven && startOf(one.report) > startOf(report)
}

/** In milliseconds; what says no time is older than what does. */
function startOf({ credential: { validFrom = '' } }: VerificationReport): number {
  const time = Date.parse(validFrom)
  return Number.isNaN(time) ? -Infinity : time
}

type Described = Pick<
  New<ImportedCredential>,
  'digest' | 'format' | 'address' | 'report' | 'recipient' | 'competencies'
>

/** What is kept of a badge that was checked, its text and its picture apart. */
export function described({ read, report }: Verified): Described {
  return {
    digest: createHash('sha256').update(read.text).digest('hex'),
    format: read.format,
    ...(read.source === undefined ? {} : { address: read.source }),
    report: withoutPictures(withoutRecipient(report)),
    recipient: recipientOf(report),
    competencies: competenciesIn(read),
  }
}

/** Whose it is does not change whether it stands: it is told apart. */
function withoutRecipient(report: VerificationReport): VerificationReport {
  const checks = report.checks.filter(({ name }) => name !== 'recipient')
  return { ...report, checks, verdict: verdict(checks) }
}

/** Its picture is kept by itself; pictures of what stands inside are shown nowhere. */
function withoutPictures(report: VerificationReport): VerificationReport {
  const { credentials, credential } = report
  return {
    ...report,
    credential: withoutPicture(credential),
    ...(credentials === undefined ? {} : { credentials: credentials.map(withoutPictures) }),
  }
}

function withoutPicture({ achievement, ...credential }: CredentialSummary): CredentialSummary {
  if (achievement === undefined) return credential
  const { image: _image, ...said } = achievement
  return { ...credential, achievement: said }
}

function recipientOf({ checks }: VerificationReport): ImportedCredential['recipient'] {
  const result = checks.find(({ name }) => name === 'recipient')?.result
  if (result === 'passed') return 'own'
  return result === 'failed' ? 'another' : 'not-told'
}

/** Names of what an achievement says to be aligned to (OB 3.0 Alignment.targetName), at most twenty. */
function competenciesIn({ secured }: Verified['read']): readonly string[] {
  const subject = listOf(member(secured.credential, 'credentialSubject'))[0]
  const achievement = listOf(member(subject, 'achievement'))[0]
  return listOf(member(achievement, 'alignment'))
    .map((one) => wordsOf(member(one, 'targetName')) ?? idOf(one))
    .filter((name) => name !== undefined)
    .slice(0, 20)
    .map((name) => name.slice(0, 200))
}
