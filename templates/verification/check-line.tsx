import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { formatDateTime } from '../../src/text/dates.ts'
import { en } from '../../src/text/en.ts'
import type { TextKey } from '../../src/text/text.ts'
import { Definitions } from '../components/definitions.tsx'
import { Icon } from '../components/icon.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { resultTones } from './tones.ts'

export type Check = VerificationReport['checks'][number]

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
      <Found check={check} />
      {check.source !== undefined && (
        <p class="quiet">
          {text('verify.report.source')} <Source check={check} />
        </p>
      )}
    </li>
  )
}

/** The same, folded: for a person who asks, with what was looked at, when, and what it is good for. */
export function CheckFold({ check, open }: { check: Check; open: boolean }) {
  const text = useText()
  const language = useLanguage()
  const tone = resultTones[check.result]
  return (
    <li>
      <details class="check-fold" open={open}>
        <summary>
          <span class={`check-sign ${tone}`}>
            <Icon name={tone} />
          </span>
          <span class="check-question">{text(`verify.checks.${check.name}`)}</span>
          <span class="check-result">{text(`verify.results.${check.result}`)}</span>
        </summary>
        <div class="check-body">
          <Found check={check} />
          <Definitions
            entries={[
              {
                term: text('verify.checked.why'),
                value: text(`verify.why.${check.name}`),
              },
              {
                term: text('verify.checked.what'),
                value: (
                  <>
                    {text(`verify.lookedAt.${check.name}`)} <Source check={check} />
                  </>
                ),
              },
              { term: text('verify.checked.when'), value: formatDateTime(language, check.at) },
            ]}
          />
        </div>
      </details>
    </li>
  )
}

/** Where the answer came from, where that is a place. */
function Source({ check: { source } }: { check: Check }) {
  const text = useText()
  if (source === undefined) return null
  if (source === 'this service') return <span class="source">{text('verify.checked.here')}</span>
  return (
    <span class="source" dir="ltr">
      {source}
    </span>
  )
}

function Found({ check }: { check: Check }) {
  const text = useText()
  return (
    <>
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
    </>
  )
}

/** A code that has no sentence yet still has its name to look up. */
function sentenceKey(code: string): TextKey {
  return isKnown(code) ? `verify.codes.${code}` : 'verify.codes.other'
}

function isKnown(code: string): code is keyof typeof en.verify.codes {
  return Object.hasOwn(en.verify.codes, code)
}
