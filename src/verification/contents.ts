import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { isJsonObject, type Json, type JsonObject } from '../credentials/json.ts'
import { checkOf, type Check, type Finding } from './check.ts'
import { checkCredentials } from './checks/credentials.ts'
import type { VerifyInside } from './endorsements.ts'
import { createQueue } from './queue.ts'
import { readInside } from './read-inside.ts'
import { verdict } from './verdict.ts'

/** What came of the credentials inside a transcript or a presentation. */
export interface VerifiedContents {
  readonly finding: Finding
  readonly credentials: VerificationReport[]
  /** What those that could be read say. */
  readonly inside: readonly JsonObject[]
  /** Those that stand in the document as objects and are proven by themselves. */
  readonly proven: readonly JsonObject[]
}

/** More are not looked at. */
const mostCredentials = 50
/** Values in all of them together: what one core canonicalizes in some seconds. */
const mostValues = 15_000
/** Others wait for slow servers meanwhile. */
const atOnce = 5

/**
 * Each credential inside by itself, by the same steps, in the order in which they stand there.
 * @param carried whether an unsigned one may be the word of who put them together, as in a transcript (CLR 2.0)
 */
export async function verifyContents(
  values: readonly Json[],
  { at, carried, verifyInside }: { at: string; carried: boolean; verifyInside: VerifyInside },
): Promise<VerifiedContents> {
  const looked = valuesIn(values) > mostValues ? [] : values.slice(0, mostCredentials)
  const queue = createQueue({ running: atOnce, waiting: mostCredentials })
  const answers = await Promise.all(
    looked.map((value) =>
      queue(async () => {
        const read = await readInside(value)
        if (read === undefined) return { report: unreadable(at), inside: [], proven: [] }
        const report = await verifyInside(read, 'credential')
        const { credential, bare } = read
        const isProven = report.credential.proven && bare && isJsonObject(value)
        return {
          report: carried ? asCarried(report) : report,
          inside: [credential],
          proven: isProven ? [value] : [],
        }
      }),
    ),
  )
  const credentials = answers.map(({ report }) => report)
  return {
    finding: checkCredentials(credentials, values.length),
    credentials,
    inside: answers.flatMap(({ inside }) => inside),
    proven: answers.flatMap(({ proven }) => proven),
  }
}

/**
 * A badge of version 2 that somebody else issued is carried unsigned once it is upgraded: its issuer did not sign it in
 * this form. That is neither good nor a forgery, it is the word of who carries it.
 */
function asCarried(report: VerificationReport): VerificationReport {
  const checks = report.checks.map((check): Check => {
    if (check.name !== 'proof' || check.code !== 'proof-missing') return check
    return checkOf('proof', check.at, { result: 'unknown', code: 'carried-unsigned' })
  })
  return { ...report, checks, verdict: verdict(checks) }
}

/** What is said of one that could not be read. */
export function unreadable(at: string): VerificationReport {
  const checks = [checkOf('structure', at, { result: 'unknown', code: 'inside-unreadable' })]
  return {
    verdict: verdict(checks),
    checks,
    credential: { proven: false, recipient: { form: 'none' }, evidenceCount: 0, results: [] },
    format: 'json',
    trial: false,
    verifiedAt: at,
  }
}

function valuesIn(value: Json | readonly Json[]): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, inner) => sum + valuesIn(inner), 1)
}
