import type { ComponentChildren } from 'preact'
import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { ActionForm } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { PrintedCode } from '../portfolio/printed-code.tsx'
import { PageParts } from './page-parts.tsx'
import type { ShownPart } from './shown-part.ts'

export interface SharedPageProps {
  readonly title: string
  /** Whose it is, as the share names them; empty for no name. */
  readonly recipient: string
  readonly preparedFor?: string
  readonly parts: readonly ShownPart[]
  /** From how many places the badges are. */
  readonly places: number
  /** How many of its badges can be checked, by the address of the page. */
  readonly checked: number
  readonly trial: boolean
  /** Its address and end, where it is shared. */
  readonly link?: { readonly url: string; readonly qr: string; readonly endsAt: string }
  /** Above it, where it is only looked at before it is shared. */
  readonly bar?: ComponentChildren
}

/** A portfolio page as whoever gets its link sees it. */
export function SharedPortfolioPage(props: SharedPageProps) {
  const { bar, link } = props
  return (
    <>
      {bar}
      <article class="folio">
        <Head {...props} />
        <PageParts parts={props.parts} />
        {link !== undefined && <Foot {...link} canBeChecked={props.checked > 0} />}
      </article>
    </>
  )
}

function Head(props: SharedPageProps) {
  const { title, recipient, preparedFor, parts, places, checked, trial, link } = props
  const text = useText()
  const badges = parts.filter(({ kind }) => kind === 'badge' || kind === 'imported').length
  return (
    <header class="folio-head">
      {preparedFor !== undefined && (
        <p class="badge-hero-for">
          <bdi>{text('shared.preparedFor', { name: preparedFor })}</bdi>
        </p>
      )}
      <h1 dir="auto">{title}</h1>
      {recipient !== '' && (
        <p class="folio-name">
          <bdi>{recipient}</bdi>
        </p>
      )}
      {badges > 0 && (
        <p>
          {text('common.badges', { count: badges })}{' '}
          {text('welcome.glance.fromPlaces', { count: places })}
        </p>
      )}
      {trial && (
        <div class="pills">
          <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
        </div>
      )}
      {checked > 0 && link !== undefined && (
        <>
          <ActionForm action="/verify">
            <input type="hidden" name="pasted" value={link.url} />
            <Button>{text('portfolioPages.shared.checkAll', { count: checked })}</Button>
          </ActionForm>
          <p class="badge-hero-note">{text('portfolioPages.shared.checkLead')}</p>
        </>
      )}
    </header>
  )
}

function Foot({
  url,
  qr,
  endsAt,
  canBeChecked,
}: NonNullable<SharedPageProps['link']> & { readonly canBeChecked: boolean }) {
  const text = useText()
  const date = formatDate(useLanguage(), endsAt)
  const said = text(canBeChecked ? 'portfolioPages.shared.printed' : 'importedGiver.printedPage', {
    date,
  })
  return <PrintedCode address={url} qr={qr} said={said} />
}

interface PreviewBarProps {
  readonly base: string
  /** For whom it is looked at; nobody, where nobody may see it yet. */
  readonly audience?: 'public' | 'third-party'
  readonly audiences: readonly ('public' | 'third-party')[]
  /** Parts that this audience does not see. */
  readonly hidden: number
  readonly isEmpty: boolean
}

/** A quiet line over the page that says that it is a look ahead, and leads back. */
export function PreviewBar({ base, audience, audiences, hidden, isEmpty }: PreviewBarProps) {
  const text = useText()
  return (
    <aside class="folio-bar" aria-label={text('portfolioPages.preview.bar')}>
      <p>
        <Icon name="info" />
        <span>
          {audience === undefined
            ? text('portfolioPages.preview.nobodyYet')
            : text(`portfolioPages.preview.as.${audience}`)}
          {hidden > 0 && ` ${text('portfolioPages.preview.hidden', { count: hidden })}`}
          {isEmpty && ` ${text('portfolioPages.preview.empty')}`}
        </span>
      </p>
      <div class="actions">
        {audiences
          .filter((one) => one !== audience)
          .map((one) => (
            <LinkButton key={one} href={`${base}/preview?audience=${one}`}>
              {text(`portfolioPages.preview.lookAs.${one}`)}
            </LinkButton>
          ))}
        <LinkButton href={base} icon="back">
          {text('portfolioPages.preview.back')}
        </LinkButton>
      </div>
    </aside>
  )
}
