import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ActionForm } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface OpenLink {
  readonly href: string
  /** What it shows: the name of a badge, the title of a page. */
  readonly badge: string
  /** Of the badge; a page has none. */
  readonly image?: string
  /** Whom it was prepared for; nobody in particular where it is not there. */
  readonly preparedFor?: string
  readonly endsAt: string
  readonly views: number
  readonly paused: boolean
}

export interface SharingBoxProps {
  readonly links: readonly OpenLink[]
  readonly paused: boolean
  /** What the addresses of the switch begin with. */
  readonly base: string
}

/** Every open link at one glance, and the one switch over all of them. */
export function SharingBox({ links, paused, base }: SharingBoxProps) {
  const text = useText()
  return (
    <Card title={text('sharing.title')} id="sharing">
      {paused && (
        <Notice tone="warning" title={text('sharing.paused')}>
          {text('sharing.pausedLead')}
        </Notice>
      )}
      {links.length === 0 ? (
        <p>{text('sharing.none')}</p>
      ) : (
        <>
          {!paused && <p>{text('sharing.lead', { count: links.length })}</p>}
          <ul class="lines">
            {links.map((link) => (
              <LinkLine key={link.href} link={link} />
            ))}
          </ul>
        </>
      )}
      {paused ? (
        <ActionForm action={`${base}/resuming`}>
          <Button>{text('sharing.resume')}</Button>
        </ActionForm>
      ) : (
        links.length > 0 && (
          <ActionForm action={`${base}/pausing`}>
            <Button tone="danger" icon="lock">
              {text('sharing.pause')}
            </Button>
          </ActionForm>
        )
      )}
    </Card>
  )
}

function LinkLine({ link }: { link: OpenLink }) {
  const text = useText()
  const language = useLanguage()
  return (
    <li>
      {link.image !== undefined && <BadgeArt src={link.image} alt="" size="small" />}
      <a href={link.href}>{text('sharing.link.title', { badge: link.badge })}</a>
      <span class="quiet">
        <bdi>
          {link.preparedFor === undefined
            ? text('sharing.forEverybody')
            : text('sharing.preparedFor', { name: link.preparedFor })}
        </bdi>
        <br />
        {text('backpack.share.until', { date: formatDate(language, link.endsAt) })}{' '}
        {text('backpack.share.views', { count: link.views })}
      </span>
      {link.paused && <StatusPill tone="waiting">{text('sharing.isPaused')}</StatusPill>}
    </li>
  )
}

/** What is shared of one learner, for them or for a guardian. */
export function SharingPage({ name, ...box }: SharingBoxProps & { readonly name: string }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('sharing.titleOf', { name })}</h1>
      <p class="lead">{text('sharing.promise')}</p>
      <SharingBox {...box} />
    </section>
  )
}
