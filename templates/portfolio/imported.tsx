import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import { giverTold, type Giver } from '../../src/text/givers.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { Details } from '../components/details.tsx'
import { ActionForm } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { CheckLine } from '../verification/check-line.tsx'
import { tones } from '../verification/tones.ts'
import { ShareBox, type ShareBoxProps } from './share-box.tsx'
import { OnTheWeb, type TakeAlongProps } from './take-along.tsx'

export interface ImportedProps
  extends Omit<ShareBoxProps, 'notYet' | 'children'>, Pick<TakeAlongProps, 'link'> {
  readonly name: string
  readonly image: string
  /** As it stands today. */
  readonly report: VerificationReport
  readonly giver: Giver
  readonly recipient: 'own' | 'another' | 'not-told'
  readonly competencies: readonly string[]
  readonly importedAt: string
  /** Where it was read from. */
  readonly address?: string
}

/** One badge from elsewhere: what it says, and what the last check said of it. */
export function ImportedPage(props: ImportedProps) {
  const { name, report, recipient, competencies } = props
  const { verdict, credential } = report
  const text = useText()
  const language = useLanguage()
  const issuer = giverTold(props.giver, text)
  const awarded = credential.awardedDate ?? credential.validFrom
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[{ label: text('backpack.title'), href: '/backpack' }, { label: name }]}
      />
      <header class="page-head">
        <BadgeArt src={props.image} alt="" size="large" />
        <div>
          <h1 dir="auto">{name}</h1>
          <p>
            <bdi>{issuer}</bdi>
            {awarded !== undefined && ` · ${formatDate(language, awarded)}`}
          </p>
          <StatusPill tone={tones[verdict]}>{text(`verify.verdicts.${verdict}.word`)}</StatusPill>
        </div>
      </header>
      {verdict !== 'valid' && (
        <Notice tone="warning" title={text(`verify.verdicts.${verdict}.word`)}>
          {text(`verify.verdicts.${verdict}.sentence`, { issuer, name })}
        </Notice>
      )}
      {recipient !== 'own' && (
        <Notice tone={recipient === 'another' ? 'warning' : 'info'}>
          {text(`imports.recipients.${recipient}`)}
        </Notice>
      )}
      {credential.achievement?.description !== undefined && (
        <p class="lead" dir="auto">
          {credential.achievement.description}
        </p>
      )}
      {credential.achievement?.criteria !== undefined && (
        <Card title={text('achievements.show.criteria')}>
          <Markdown source={credential.achievement.criteria} />
        </Card>
      )}
      <Card title={text('backpack.share.title')} id="shares">
        {props.audiences.length > 0 && <p>{text('importedShare.wholeOnly')}</p>}
        <ShareBox
          {...props}
          notYet={text(
            props.consents === undefined ? 'importedShare.unknownYet' : 'importedShare.notYet',
          )}
        />
      </Card>
      {props.link !== undefined && (
        <Card title={text('takeAlong.title')} id="take-along">
          <p>{text('takeAlong.lead')}</p>
          <OnTheWeb link={props.link} isAdult={props.isAdult} />
        </Card>
      )}
      <Card title={text('imports.about')}>
        <Definitions
          entries={[
            { term: text('imports.competencies'), value: competencies.join(' · ') || undefined },
            { term: text('verify.report.narrative'), value: credential.narrative },
            {
              term: text('verify.report.ends'),
              value:
                credential.validUntil === undefined
                  ? undefined
                  : formatDate(language, credential.validUntil),
            },
            { term: text('imports.broughtIn'), value: formatDate(language, props.importedAt) },
            { term: text('imports.from'), value: props.address },
          ]}
        />
        <div class="actions">
          <LinkButton href={`${props.base}/credential`} icon="file">
            {text('imports.save')}
          </LinkButton>
        </div>
      </Card>
      <Card title={text('verify.report.checks')}>
        <p>{text('verify.report.when', { time: formatDateTime(language, report.verifiedAt) })}</p>
        <Details summary={text('imports.everyCheck')}>
          <ul class="checks">
            {report.checks.map((check) => (
              <CheckLine key={check.name} check={check} />
            ))}
          </ul>
        </Details>
        <ActionForm action={`${props.base}/check`}>
          <Button tone="quiet">{text('imports.checkAgain')}</Button>
        </ActionForm>
      </Card>
      <Details summary={text('imports.remove')}>
        <p>{text('imports.removeLead')}</p>
        <ActionForm action={`${props.base}/removal`}>
          <Button tone="danger">{text('imports.removeSubmit')}</Button>
        </ActionForm>
      </Details>
    </section>
  )
}
