import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { Definitions } from '../components/definitions.tsx'
import { Details } from '../components/details.tsx'
import { useText } from '../text-context.tsx'

interface TechnicalProps {
  readonly report: VerificationReport
  /** What was checked, laid out; none where it is too long to be read. */
  readonly json?: string | undefined
}

/** For whoever builds on it, and last: ids, digest, codes, and the file itself. */
export function Technical({ report, json }: TechnicalProps) {
  const text = useText()
  const { credential } = report
  return (
    <Details summary={text('verify.technical.title')}>
      <div class="technical">
        <Definitions
          entries={[
            { term: text('verify.technical.verdict'), value: report.verdict },
            { term: text('verify.technical.codes'), value: codesOf(report) },
            { term: text('verify.technical.id'), value: credential.id },
            { term: text('verify.technical.achievement'), value: credential.achievement?.id },
            { term: text('verify.report.issuerId'), value: credential.issuer?.id },
            { term: text('verify.technical.subject'), value: credential.recipient.id },
            { term: text('verify.technical.format'), value: report.format.toUpperCase() },
            { term: text('verify.technical.source'), value: report.source },
            { term: text('verify.technical.digest'), value: report.digest },
          ]}
        />
        {json !== undefined && (
          <>
            <h3>{text('verify.technical.file')}</h3>
            <pre tabIndex={0} role="region" aria-label={text('verify.technical.file')} dir="ltr">
              {json}
            </pre>
          </>
        )}
      </div>
    </Details>
  )
}

function codesOf({ checks }: VerificationReport): string {
  return checks.map(({ name, result, code }) => `${name}: ${result} (${code})`).join('; ')
}
