import type {
  EndorsementReport,
  Verdict,
  VerificationReport,
} from '../../schemas/requests/verification.ts'
import { Card } from '../components/card.tsx'
import { Details } from '../components/details.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { Markdown } from '../markdown.tsx'
import { useText } from '../text-context.tsx'
import { CheckLine, type Check } from './check-line.tsx'
import { tones } from './tones.ts'

type Inside = NonNullable<VerificationReport['credentials']>[number]

/** Each badge in a transcript or a presentation, with its own verdict. */
export function CredentialsInside({ credentials }: { credentials: readonly Inside[] }) {
  const text = useText()
  if (credentials.length === 0) return null
  const good = credentials.filter(({ verdict }) => verdict === 'valid').length
  return (
    <Card title={text('verify.report.inside')}>
      <p class="lead">{text('verify.report.insideSum', { good, total: credentials.length })}</p>
      <ul class="checks">
        {credentials.map(({ verdict, credential, checks }) => {
          const issuer = credential.issuer?.name ?? credential.issuer?.id
          return (
            <li>
              <Head verdict={verdict}>
                {credential.achievement?.name ??
                  credential.name ??
                  text('verify.report.unnamedBadge')}
              </Head>
              {issuer !== undefined && (
                <p>
                  {text('verify.report.issuer')}: <bdi>{issuer}</bdi>
                </p>
              )}
              <Why checks={checks} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** Who else speaks for it, what they say, and whether they really do. */
export function EndorsementsInside({
  endorsements,
}: {
  endorsements: readonly EndorsementReport[]
}) {
  const text = useText()
  if (endorsements.length === 0) return null
  return (
    <Card title={text('verify.report.endorsements')}>
      <ul class="checks">
        {endorsements.map(({ of, verdict, endorser, comment, checks }) => (
          <li>
            <Head verdict={verdict}>
              {endorser?.name ?? endorser?.id ?? text('verify.report.unnamed')}
            </Head>
            <p class="quiet">{text(`verify.endorsed.${of}`)}</p>
            {comment !== undefined && <Markdown source={comment} />}
            <Why checks={checks} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Head({ verdict, children }: { verdict: Verdict; children: string }) {
  const text = useText()
  return (
    <div class="check-head">
      <strong dir="auto">{children}</strong>
      <StatusPill tone={tones[verdict]}>{text(`verify.verdicts.${verdict}.word`)}</StatusPill>
    </div>
  )
}

function Why({ checks }: { checks: readonly Check[] }) {
  const text = useText()
  return (
    <Details summary={text('verify.report.checks')}>
      <ul class="checks">
        {checks.map((check) => (
          <CheckLine key={check.name} check={check} />
        ))}
      </ul>
    </Details>
  )
}
