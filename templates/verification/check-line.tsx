import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { en } from '../../src/text/en.ts'
import type { TextKey } from '../../src/text/text.ts'
import { StatusPill, type PillTone } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'

export type Check = VerificationReport['checks'][number]

const resultTones: Readonly<Record<Check['result'], PillTone>> = {
  passed: 'good',
  failed: 'bad',
  unknown: 'unknown',
  'not-applicable': 'info',
}

/** What was asked, how it came out, and why. */
export function CheckLine({ check }: { check: Check }) {
  const text = useText()
  return (
    <li>
      <div class="check-head">
        <strong>{text(`verify.checks.${check.name}`)}</strong>
        <StatusPill tone={resultTones[check.result]}>
          {text(`verify.results.${check.result}`)}
        </StatusPill>
      </div>
      <p>{text(sentenceKey(check.code), check.values)}</p>
      {check.values?.['reason'] !== undefined && (
        <p dir="auto">
          {text('verify.report.reason')}: {check.values['reason']}
        </p>
      )}
      {check.values?.['reference'] !== undefined && (
        <p class="quiet">
          {text('verify.report.reference', { reference: check.values['reference'] })}
        </p>
      )}
      {check.values?.['note'] === 'awarded-later' && <p>{text('verify.report.awardedLater')}</p>}
      {check.source !== undefined && (
        <p class="quiet">{text('verify.report.source', { source: check.source })}</p>
      )}
    </li>
  )
}

/** A code that has no sentence yet still has its name to look up. */
function sentenceKey(code: string): TextKey {
  return isKnown(code) ? `verify.codes.${code}` : 'verify.codes.other'
}

function isKnown(code: string): code is keyof typeof en.verify.codes {
  return Object.hasOwn(en.verify.codes, code)
}
