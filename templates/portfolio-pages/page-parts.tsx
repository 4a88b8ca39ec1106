import { formatDate } from '../../src/text/dates.ts'
import { giverTold, isKnown } from '../../src/text/givers.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Icon } from '../components/icon.tsx'
import { safeHref } from '../components/safe-href.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones } from '../issuing/lines.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { tones } from '../verification/tones.ts'
import {
  grouped,
  type BadgeFromElsewhere,
  type Evidence,
  type Group,
  type OwnBadge,
  type Picture,
  type ShownPart,
} from './shown-part.ts'

/** All parts of a page in their order. */
export function PageParts({ parts }: { parts: readonly ShownPart[] }) {
  return (
    <div class="folio-parts">
      {grouped(parts).map((group) => (
        <PartGroup key={group.parts[0]?.id} {...group} />
      ))}
    </div>
  )
}

function PartGroup({ kind, parts }: Group) {
  const [first] = parts
  if (first?.kind === 'heading') return <h2 dir="auto">{first.text}</h2>
  if (first?.kind === 'text') return <Markdown source={first.text} />
  return (
    <ul class={`folio-${kind}`}>
      {parts.map((part) => (
        <li key={part.id}>
          <OnePart part={part} />
        </li>
      ))}
    </ul>
  )
}

function OnePart({ part }: { part: ShownPart }) {
  switch (part.kind) {
    case 'badge':
      return <BadgeHere {...part} />
    case 'imported':
      return <BadgeThere {...part} />
    case 'picture':
      return <PictureShown {...part} />
    case 'link':
      return <LinkShown {...part} />
    case 'award-evidence':
      return <EvidenceShown {...part} />
    case 'heading':
    case 'text':
      return null
  }
}

function BadgeHere(badge: OwnBadge) {
  const text = useText()
  const language = useLanguage()
  const { name, description, organization, date, state, level, href } = badge
  return (
    <article class="folio-badge">
      <BadgeArt src={badge.image} alt="" size="medium" />
      <div>
        <h3 dir="auto">{href === undefined ? name : <a href={href}>{name}</a>}</h3>
        <p class="quiet">
          <bdi>{organization.name}</bdi> · {formatDate(language, date)}
        </p>
        <p dir="auto">{description}</p>
        {level !== undefined && (
          <p class="quiet">
            {text('shared.level')}: <bdi>{level}</bdi>
          </p>
        )}
        {state !== 'issued' && (
          <>
            <StatusPill tone={awardTones[state]}>{text(`issuing.state.${state}`)}</StatusPill>
            {(state === 'revoked' || state === 'suspended' || state === 'expired') && (
              <p>{text(`badgePage.states.${state}`)}</p>
            )}
          </>
        )}
      </div>
    </article>
  )
}

function BadgeThere(badge: BadgeFromElsewhere) {
  const text = useText()
  const language = useLanguage()
  const { date, verdict, giver } = badge
  return (
    <article class="folio-badge">
      <BadgeArt src={badge.image} alt="" size="medium" />
      <div>
        <h3 dir="auto">{badge.name ?? text('verify.report.unnamedBadge')}</h3>
        <p class="quiet">
          {!isKnown(giver) && `${text('importedShare.saysBy')} `}
          <bdi>{giverTold(giver, text)}</bdi>
          {date !== undefined && ` · ${formatDate(language, date)}`}
        </p>
        {verdict !== 'valid' && (
          <StatusPill tone={tones[verdict]}>{text(`verify.verdicts.${verdict}.word`)}</StatusPill>
        )}
        <p class="quiet">
          {text('portfolioPages.shared.lastCheck', {
            date: formatDate(language, badge.checkedAt),
          })}
        </p>
        {badge.namesAnother && <p>{text('portfolioPages.shared.namesAnother')}</p>}
      </div>
    </article>
  )
}

function PictureShown({ src, alt, caption, width, height }: Picture) {
  return (
    <figure class="folio-picture">
      <img src={src} alt={alt} width={width} height={height} loading="lazy" />
      {caption !== undefined && <figcaption dir="auto">{caption}</figcaption>}
    </figure>
  )
}

function LinkShown({ url, title, text }: { url: string; title: string; text?: string }) {
  return (
    <div class="folio-work">
      <h3 dir="auto">
        <a href={safeHref(url)} rel="noopener nofollow ugc" referrerpolicy="no-referrer">
          {title}
        </a>
        <Icon name="elsewhere" />
      </h3>
      {text !== undefined && <p dir="auto">{text}</p>}
      <p class="quiet">{siteOf(url)}</p>
    </div>
  )
}

function EvidenceShown({ badge, name, url, narrative }: Evidence) {
  const text = useText()
  return (
    <div class="folio-work">
      {(name !== undefined || url !== undefined) && (
        <h3 dir="auto">
          {url === undefined ? (
            name
          ) : (
            <>
              <a href={safeHref(url)} rel="noopener nofollow ugc" referrerpolicy="no-referrer">
                {name ?? siteOf(url)}
              </a>
              <Icon name="elsewhere" />
            </>
          )}
        </h3>
      )}
      {narrative !== undefined && <Markdown source={narrative} />}
      <p class="quiet">
        <bdi>{text('portfolioPages.shared.provesBadge', { badge })}</bdi>
      </p>
    </div>
  )
}

/** Where a link leads, so that nobody is surprised; also on paper. */
function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url
}
