import type { VerificationReport } from '../../schemas/requests/verification.ts'

/**
 * What leaves the service of a report, and of those inside it. A picture inside a credential that nobody is shown to
 * have signed is not passed on: it could be anything.
 */
export function presentReport(report: VerificationReport): VerificationReport {
  const { credentials } = report
  return {
    ...withoutUnprovenPicture(report),
    ...(credentials === undefined ? {} : { credentials: credentials.map(presentReport) }),
  }
}

function withoutUnprovenPicture(report: VerificationReport): VerificationReport {
  const { achievement, ...credential } = report.credential
  if (report.credential.proven || achievement === undefined) return report
  const said = { ...achievement }
  delete said.image
  return { ...report, credential: { ...credential, achievement: said } }
}
