import type { Verdict, VerificationReport } from '../../schemas/requests/verification.ts'
import type { Giver } from '../text/givers.ts'

/** What was good when it was checked is over once its own time is: for that nobody has to be asked again. */
export function verdictToday(
  { verdict, credential }: Pick<VerificationReport, 'verdict' | 'credential'>,
  now: Date,
): Verdict {
  const end = Date.parse(credential.validUntil ?? '')
  return verdict === 'valid' && end <= now.getTime() ? 'expired' : verdict
}

/** Who gave it, and what the last check found out of that. */
export function giverIn({ credential, checks, trial }: VerificationReport): Giver {
  const { issuer, proven } = credential
  const ofIssuer = checks.filter(({ name }) => name === 'issuer')
  return {
    ...(issuer === undefined ? {} : { issuer }),
    proven: proven && ofIssuer.every(({ result }) => result === 'passed'),
    onlyKey: checks.some(({ code }) => code === 'issuer-is-a-key'),
    onTrial: trial,
  }
}
