import type { ViewFormat, ShareViewer } from '../../schemas/requests/shares.ts'
import { formatDate, formatHour } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { DataTable } from '../components/table.tsx'
import { shareFields, type ShareFieldsProps } from './share-fields.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface SharePageProps extends ShareFieldsProps {
  readonly badge: string
  /** What the address of closing it begins with. */
  readonly base: string
  /** Where it leads back to, and what that is called where it is no badge. */
  readonly back: string
  readonly backLabel?: string
  readonly token: string
  readonly url: string
  readonly endsAt: string
  readonly closed: boolean
  readonly paused: boolean
  readonly views: readonly {
    readonly hour: string
    readonly viewer: ShareViewer
    readonly format: ViewFormat
    readonly count: number
  }[]
}

/** One link: whom it is for, until when, and who looked. */
export function SharePage(props: SharePageProps) {
  const text = useText()
  const language = useLanguage()
  const { base, back, token, closed } = props
  return (
    <section class="narrow">
      <h1>{text('sharing.link.title', { badge: props.badge })}</h1>
      {closed ? (
        <Notice tone="info">
          {text('backpack.share.closed', { date: formatDate(language, props.endsAt) })}
        </Notice>
      ) : (
        <>
          {props.paused && (
            <Notice tone="warning" title={text('sharing.paused')}>
              {text('sharing.pausedLead')}
            </Notice>
          )}
          <CopyField
            name={`share-${token}`}
            label={text('backpack.share.address')}
            value={props.url}
          />
          <Card title={text('sharing.link.change')}>
            <Form draft={props.draft}>
              {shareFields(text, props)}
              <Button>{text('sharing.link.save')}</Button>
            </Form>
          </Card>
        </>
      )}
      <Card title={text('sharing.link.log')}>
        <p>{text('sharing.link.logLead')}</p>
        {props.views.length === 0 ? (
          <p>{text('sharing.link.nobody')}</p>
        ) : (
          <DataTable
            caption={text('sharing.link.log')}
            hideCaption
            columns={[
              text('sharing.link.when'),
              text('sharing.link.who'),
              text('sharing.link.what'),
              text('sharing.link.times'),
            ]}
            rows={props.views.map(({ hour, viewer, format, count }) => [
              formatHour(language, hour),
              text(`sharing.link.viewers.${viewer}`),
              text(`sharing.link.formats.${format}`),
              String(count),
            ])}
          />
        )}
      </Card>
      <div class="actions">
        <LinkButton href={back} icon="back">
          {props.backLabel ?? text('sharing.link.back')}
        </LinkButton>
        {!closed && (
          <ActionForm action={`${base}/shares/${token}/closing`}>
            <Button tone="danger">{text('backpack.share.close')}</Button>
          </ActionForm>
        )}
      </div>
    </section>
  )
}
