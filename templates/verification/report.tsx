import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import type { Text } from '../../src/text/text.ts'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { Details } from '../components/details.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { CheckLine } from './check-line.tsx'
import { CredentialsInside, EndorsementsInside } from './inside.tsx'

type Verdict = VerificationReport['verdict']

/** A yes, a no, or a "cannot say": the last is never green. */
const tones: Readonly<Record<Verdict, 'good' | 'warning' | 'bad' | 'unknown'>> = {
  valid: 'good',
  'not-yet-valid': 'warning',
  expired: 'warning',
  revoked: 'bad',
  suspended: 'warning',
  'another-recipient': 'bad',
  invalid: 'bad',
  'could-not-check': 'unknown',
}

/** The verdict first, as a sentence, an icon and a word; then what the badge says; then every check. */
export function ReportPage({ report }: { report: VerificationReport }) {
  const text = useText()
  const language = useLanguage()
  const { verdict, credential } = report
  const issuer = credential.issuer?.name ?? credential.issuer?.id ?? text('verify.report.unnamed')
  const name = credential.achievement?.name ?? credential.name ?? text('verify.report.unnamed')
  const isShown = report.kind === 'presentation'
  const isTranscript = report.kind === 'transcript'
  const levels = credential.results
    .map(({ level, value }) => level ?? value)
    .filter((result) => result !== undefined)
    .join(', ')
  return (
    <article class="narrow report">
      <header class={`verdict ${tones[verdict]}`}>
        <Icon name={tones[verdict]} />
        <div>
          <p class="verdict-word">{text(`verify.verdicts.${verdict}.word`)}</p>
          <h1>{sentenceOf(report, text, { issuer, name })}</h1>
        </div>
      </header>
      {isSuperseded(report) && <Notice tone="warning">{text('verify.report.superseded')}</Notice>}
      {report.trial && (
        <p>
          <StatusPill tone="warning">{text('verify.report.trial')}</StatusPill>
        </p>
      )}
      {!isShown && (
        <Card title={name}>
          {!credential.proven && <p class="quiet">{text('verify.report.unproven')}</p>}
          {credential.achievement?.description !== undefined && (
            <p class="lead" dir="auto">
              {credential.achievement.description}
            </p>
          )}
          <Definitions
            entries={[
              {
                term: text(isTranscript ? 'verify.report.putTogether' : 'verify.report.issuer'),
                value: issuer,
              },
              { term: text('verify.report.issuerId'), value: credential.issuer?.id },
              {
                term: text('verify.report.awarded'),
                value: dated(credential.awardedDate ?? credential.validFrom),
              },
              { term: text('verify.report.ends'), value: dated(credential.validUntil) },
              {
                term: text('verify.report.recipient'),
                value: text(`verify.recipients.${credential.recipient.form}`),
              },
              { term: text('verify.report.level'), value: levels },
              { term: text('verify.report.narrative'), value: credential.narrative },
              {
                term: text('verify.report.evidence'),
                value:
                  credential.evidenceCount === 0
                    ? undefined
                    : text('verify.report.evidenceCount', { count: credential.evidenceCount }),
              },
            ]}
          />
          {credential.achievement?.criteria !== undefined && (
            <Details summary={text('achievements.show.criteria')}>
              <Markdown source={credential.achievement.criteria} />
            </Details>
          )}
        </Card>
      )}
      <CredentialsInside credentials={report.credentials ?? []} />
      <EndorsementsInside endorsements={report.endorsements ?? []} />
      <Card title={text('verify.report.checks')}>
        <ul class="checks">
          {report.checks.map((check) => (
            <CheckLine key={check.name} check={check} />
          ))}
        </ul>
        <p class="quiet">
          {text('verify.report.when', { time: formatDateTime(language, report.verifiedAt) })}
        </p>
      </Card>
      <p class="quiet">{text('verify.promise')}</p>
      <div class="actions">
        <LinkButton href="/verify">{text('verify.report.another')}</LinkButton>
      </div>
    </article>
  )

  function dated(time: string | undefined) {
    return time === undefined ? undefined : formatDate(language, time)
  }
}

/** The copy that was handed in gave way to a newer one of its issuer. */
function isSuperseded({ checks }: VerificationReport): boolean {
  return checks.some(({ name, code }) => name === 'refresh' && code === 'newer-copy-used')
}

/** A badge is awarded; a presentation and a transcript hold what others awarded. */
function sentenceOf(
  { kind, verdict }: VerificationReport,
  text: Text,
  values: { readonly issuer: string; readonly name: string },
): string {
  if (kind === 'presentation') return text('verify.report.presented')
  if (kind === 'transcript' && verdict === 'valid') return text('verify.report.transcript', values)
  return text(`verify.verdicts.${verdict}.sentence`, values)
}
