import type { ComponentChildren } from 'preact'
import { BadgeArt } from '../components/badge-art.tsx'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { Details } from '../components/details.tsx'
import { Notice } from '../components/notice.tsx'
import { StatementCards, type Statement } from '../issuing/statement.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import type { Language } from '../../src/text/languages.ts'
import { RowFaults, type RowLine } from './words.tsx'

export type NoMail = 'consent-first' | 'no-address' | 'may-not' | 'stopped'

export interface PreviewProps {
  /** The address of the batch. */
  readonly base: string
  readonly name: string
  readonly number: number
  readonly problems: RowLine['problems']
  readonly isLeftOut: boolean
  /** What would be awarded; absent where the row has a mistake. */
  readonly badge?: {
    readonly recipient: string
    readonly name: string
    readonly description: string
    readonly image: string
    readonly statement: Statement
    readonly hasCode: boolean
  }
  readonly mails: readonly {
    readonly to: 'learner' | 'guardian'
    readonly email?: string
    readonly language: Language
    readonly subject: string
    readonly text: string
    readonly onPage: ComponentChildren
  }[]
  readonly noMail?: NoMail
  readonly before?: number
  readonly after?: number
}

/** What becomes of one row: the mail word for word, and the badge as it is shown. */
export function PreviewPage(props: PreviewProps) {
  const { base, name, number, badge } = props
  const text = useText()
  const list = base.slice(0, base.lastIndexOf('/'))
  const row = `${base}/rows/${String(number)}`
  return (
    <>
      <ConsoleTrail
        here={text('batchPreview.title')}
        via={[
          { label: text('batches.title'), href: list },
          { label: name, href: base },
          { label: text('batches.row.title', { number }), href: row },
        ]}
      />
      <header class="page-head">
        <div>
          <h1>{text('batchPreview.title')}</h1>
          <p class="lead">
            {text('batches.row.title', { number })}
            {badge !== undefined && badge.recipient !== '' && (
              <>
                {' · '}
                <bdi>{badge.recipient}</bdi>
              </>
            )}
          </p>
        </div>
      </header>
      <Beside {...props} />
      {props.isLeftOut && <Notice tone="warning">{text('batchPreview.leftOut')}</Notice>}
      {badge === undefined ? (
        <Notice tone="warning" title={text('batches.rowStates.invalid')}>
          <RowFaults row={{ problems: props.problems }} />
          <LinkButton href={row} tone="primary">
            {text('batches.row.change')}
          </LinkButton>
        </Notice>
      ) : (
        <div class="preview">
          <MailSide {...props} />
          <BadgeSide badge={badge} />
        </div>
      )}
      <p class="quiet">{text('batchPreview.nothingSent')}</p>
      <div class="actions">
        <LinkButton href={row}>{text('batches.row.change')}</LinkButton>
        <LinkButton href={base}>{text('batchPreview.back')}</LinkButton>
      </div>
    </>
  )
}

/** The rows before and after it. */
function Beside({ base, before, after }: PreviewProps) {
  const text = useText()
  const to = (number: number) => `${base}/rows/${String(number)}/preview`
  if (before === undefined && after === undefined) return null
  return (
    <nav class="actions" aria-label={text('batches.rowList.title')}>
      {before !== undefined && (
        <LinkButton href={to(before)}>{text('batchPreview.before')}</LinkButton>
      )}
      {after !== undefined && (
        <LinkButton href={to(after)}>{text('batchPreview.after')}</LinkButton>
      )}
    </nav>
  )
}

function MailSide({ mails, noMail, badge }: PreviewProps) {
  const text = useText()
  return (
    <section class="preview-mail">
      <h2>{text('batchPreview.mail')}</h2>
      {noMail !== undefined && (
        <Notice tone="info" title={text(`batchPreview.noMail.${noMail}.title`)}>
          <p>{text(`batchPreview.noMail.${noMail}.next`)}</p>
          {badge?.hasCode === true && <p>{text('batchPreview.code')}</p>}
        </Notice>
      )}
      {noMail === 'consent-first' && mails.length > 0 && <p>{text('batchPreview.later')}</p>}
      {mails.map((mail) => (
        <div class="preview-letter" key={`${mail.to} ${mail.language}`}>
          <Definitions
            entries={[
              {
                term: text('batchPreview.to'),
                value: mail.to === 'guardian' ? text('batchPreview.guardian') : mail.email,
              },
              { term: text('batchPreview.subject'), value: mail.subject },
              {
                term: text('batches.columns.language'),
                value: text(`batchPreview.languages.${mail.language}`),
              },
            ]}
          />
          {mail.onPage}
          <p class="quiet">{text('batchPreview.links')}</p>
          <Details summary={text('batchPreview.plain')}>
            <pre class="letter-plain" dir="auto" tabIndex={0}>
              {mail.text}
            </pre>
          </Details>
        </div>
      ))}
    </section>
  )
}

function BadgeSide({ badge }: { badge: NonNullable<PreviewProps['badge']> }) {
  const text = useText()
  const { name, image, description, statement } = badge
  return (
    <section class="preview-badge">
      <h2>{text('batchPreview.badge')}</h2>
      <Card>
        <div class="preview-art">
          <BadgeArt src={image} alt={text('common.badgeArt', { name })} size="large" />
          <p>
            <strong dir="auto">{name}</strong>
          </p>
          {statement.level !== undefined && (
            <p>
              {text('shared.level')}: <bdi>{statement.level}</bdi>
            </p>
          )}
        </div>
        <p dir="auto">{description}</p>
      </Card>
      <StatementCards statement={statement} />
    </section>
  )
}
