import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ActionForm } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { linkTones, type LinkLine } from './links.tsx'

export interface ClaimLinkProps {
  readonly base: string
  readonly link: LinkLine & { readonly approval: boolean }
  readonly achievementName: string
  readonly code: string
  readonly url: string
  /** Where the code is typed. */
  readonly typedAt: string
  readonly qr: string
  /** Where the poster comes from. */
  readonly poster: string
  readonly waiting: readonly Asked[]
  readonly given: readonly Asked[]
  readonly kiosks: readonly { readonly id: string; readonly openedAt: string }[]
}

interface Asked {
  readonly id: string
  readonly nickname: string
  readonly createdAt: string
}

/** One class link: its code, its poster, who waits for a yes, its kiosks. */
export function ClaimLinkPage(props: ClaimLinkProps) {
  const text = useText()
  const language = useLanguage()
  const { base, link, achievementName, poster } = props
  const own = `${base}/claim-links/${link.id}`
  const isLive = link.state === 'open' || link.state === 'not-yet'
  return (
    <>
      <ConsoleTrail
        here={link.name}
        via={[{ label: text('links.title'), href: `${base}/claim-links` }]}
      />
      <header class="page-head">
        <div>
          <h1>
            <bdi>{link.name}</bdi>
          </h1>
          <p class="lead">{achievementName}</p>
          <span class="pills">
            <StatusPill tone={linkTones[link.state]}>
              {text(`links.state.${link.state}`)}
            </StatusPill>
            <span class="quiet">
              {text('links.used', { used: link.used, limit: link.limit })},{' '}
              {text('links.until', { date: formatDate(language, link.endsAt) })}
            </span>
          </span>
        </div>
      </header>
      {(link.approval || props.waiting.length > 0) && <Waiting own={own} asked={props.waiting} />}
      {isLive && (
        <Card title={text('links.show.poster')}>
          <p>{text('links.show.posterLead')}</p>
          <div class="actions">
            <LinkButton href={`${poster}?paper=a4`} tone="primary" newTab>
              {text('links.show.a4')}
            </LinkButton>
            <LinkButton href={`${poster}?paper=letter`} newTab>
              {text('links.show.letter')}
            </LinkButton>
          </div>
          <img class="qr" src={props.qr} alt={text('links.show.qr')} width={220} height={220} />
          <CopyField
            name="code"
            label={text('links.show.code', { address: props.typedAt })}
            value={props.code}
          />
          <CopyField name="url" label={text('links.show.address')} value={props.url} />
        </Card>
      )}
      <Card title={text('links.show.given')}>
        {props.given.length === 0 ? (
          <p>{text('links.show.nobodyGiven')}</p>
        ) : (
          <ul class="lines">
            {props.given.map(({ id, nickname, createdAt }) => (
              <li key={id}>
                <bdi>{nickname}</bdi>
                <span class="quiet">{formatDateTime(language, createdAt)}</span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {link.state === 'open' && (
        <Card title={text('kiosk.start')}>
          <p>{text('kiosk.startLead')}</p>
          <ActionForm action={`${own}/kiosks`}>
            <Button tone="quiet">{text('kiosk.startSubmit')}</Button>
          </ActionForm>
        </Card>
      )}
      {props.kiosks.length > 0 && (
        <Card title={text('kiosk.open')}>
          <ul class="lines">
            {props.kiosks.map(({ id, openedAt }) => (
              <li key={id}>
                <span>{text('kiosk.opened', { date: formatDateTime(language, openedAt) })}</span>
                <ActionForm action={`${own}/kiosks/${id}/closing`}>
                  <Button tone="quiet">{text('kiosk.close')}</Button>
                </ActionForm>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {isLive && (
        <Card title={text('links.show.close')}>
          <p>{text('links.show.closeLead')}</p>
          <ActionForm action={`${own}/closing`}>
            <Button tone="danger">{text('links.show.closeSubmit')}</Button>
          </ActionForm>
        </Card>
      )}
    </>
  )
}

function Waiting({ own, asked }: { own: string; asked: readonly Asked[] }) {
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('links.show.waiting')} id="waiting">
      {asked.length === 0 ? (
        <EmptyState title={text('links.show.nobodyWaiting')}>
          {text('links.show.nobodyWaitingNext')}
        </EmptyState>
      ) : (
        <>
          <ActionForm action={`${own}/approvals`}>
            <Button>{text('links.show.approveAll')}</Button>
          </ActionForm>
          <DataTable
            hideCaption
            caption={text('links.show.waiting')}
            columns={[
              text('links.show.nickname'),
              text('links.show.asked'),
              text('common.actions'),
            ]}
            rows={asked.map(({ id, nickname, createdAt }) => [
              <bdi>{nickname}</bdi>,
              formatDateTime(language, createdAt),
              <div class="actions">
                <ActionForm action={`${own}/requests/${id}/approval`}>
                  <Button tone="quiet" icon="good">
                    {text('links.show.approve', { name: nickname })}
                  </Button>
                </ActionForm>
                <ActionForm action={`${own}/requests/${id}/refusal`}>
                  <Button tone="danger" icon="bad">
                    {text('links.show.decline', { name: nickname })}
                  </Button>
                </ActionForm>
              </div>,
            ])}
          />
        </>
      )}
    </Card>
  )
}
