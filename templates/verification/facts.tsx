import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { Details } from '../components/details.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { siteOf } from '../../src/text/site-of.ts'

interface FactsProps {
  readonly report: VerificationReport
  /** The origin of this service. */
  readonly base: string | undefined
}

/** What the badge says: what for, to whom, by whom, when. Said to be unproven where it is. */
export function Facts({ report, base }: FactsProps) {
  const text = useText()
  const language = useLanguage()
  const { credential } = report
  const { achievement, issuer } = credential
  const isTranscript = report.kind === 'transcript'
  const name = achievement?.name ?? credential.name ?? text('verify.report.unnamed')
  const picture = shownPicture(achievement?.image, base)
  const levels = credential.results
    .map(({ level, value }) => level ?? value)
    .filter((result) => result !== undefined)
    .join(', ')
  const dated = (time: string | undefined) =>
    time === undefined ? undefined : formatDate(language, time)
  return (
    <Card title={text('verify.report.says')}>
      {!credential.proven && <p class="quiet">{text('verify.report.unproven')}</p>}
      <div class="verified-badge">
        {picture !== undefined && <img src={picture} alt="" width={96} height={96} />}
        <div lang={credential.language}>
          <h3 dir="auto">{name}</h3>
          {achievement?.description !== undefined && <p dir="auto">{achievement.description}</p>}
        </div>
      </div>
      <Definitions
        entries={[
          {
            term: text('verify.report.recipient'),
            value: isNamed(report)
              ? text('verify.report.namedPerson')
              : text(`verify.recipients.${credential.recipient.form}`),
          },
          {
            term: text(isTranscript ? 'verify.report.putTogether' : 'verify.report.issuer'),
            value: issuer?.name ?? issuer?.id ?? text('verify.report.unnamed'),
          },
          { term: text('verify.report.site'), value: siteOf(issuer?.id) },
          {
            term: text('verify.report.awarded'),
            value: dated(credential.awardedDate ?? credential.validFrom),
          },
          { term: text('verify.report.ends'), value: dated(credential.validUntil) },
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
      {achievement?.criteria !== undefined && (
        <Details summary={text('achievements.show.criteria')}>
          <div lang={credential.language}>
            <Markdown source={achievement.criteria} />
          </div>
        </Details>
      )}
    </Card>
  )
}

function isNamed({ checks }: VerificationReport): boolean {
  return checks.some(({ name, code }) => name === 'recipient' && code === 'recipient-matches')
}

const longestPicture = 150_000

/** A picture that comes along with the badge, or is one of ours: nobody else learns that the badge is looked at. */
function shownPicture(image: string | undefined, base: string | undefined): string | undefined {
  if (image === undefined || image.length > longestPicture) return undefined
  const isOwn = base !== undefined && image.startsWith(`${base}/images/`)
  return isOwn || /^data:image\/(png|jpeg|webp|svg\+xml)[;,]/.test(image) ? image : undefined
}
