import type { Verdict } from '../../schemas/requests/verification.ts'
import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { ActionForm } from '../components/form.tsx'
import { safeHref } from '../components/safe-href.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { siteOf } from '../verification/site-of.ts'
import { tones } from '../verification/tones.ts'
import { PrintedCode } from './printed-code.tsx'

/** What the page of a share shows of a badge from elsewhere. */
export interface SharedImport {
  readonly name: string
  readonly description?: string
  readonly criteria?: string
  readonly competencies: readonly string[]
  readonly issuer?: { readonly id: string; readonly name?: string }
  /** Whether its proof stood when it was checked. */
  readonly proven: boolean
  readonly awardedAt?: string
  readonly validUntil?: string
  readonly narrative?: string
  readonly verdict: Verdict
  readonly checkedAt: string
  /** Whether it names the address of the account that shows it. */
  readonly names: 'own' | 'another' | 'not-told'
  /** Empty for no name. */
  readonly shownAs: string
  readonly image: string
  readonly address: string
  readonly shareUrl: string
  readonly qr: string
  readonly endsAt: string
  readonly preparedFor?: string
  readonly trial: boolean
  /** What its text is, where it may be handed out. */
  readonly written?: 'json' | 'jwt'
}

/** A badge from elsewhere as somebody shows it: who gave it, who checked it and when, and one way to check it again. */
export function SharedImportPage(props: SharedImport) {
  return (
    <article class="badge-page">
      <Hero {...props} />
      <div class="badge-page-parts">
        <Story {...props} />
        <div class="badge-aside">
          <Checked {...props} />
          <Facts {...props} />
          <Giver {...props} />
        </div>
        <TakeACopy {...props} />
      </div>
      <PrintedCode {...props} />
    </article>
  )
}

/** Whether it is theirs stands beside whether it is good: one without the other is half an answer. */
const nameTones = { own: 'good', another: 'warning', 'not-told': 'unknown' } as const

function Hero(props: SharedImport) {
  const text = useText()
  const language = useLanguage()
  const { name, shownAs, preparedFor, verdict, written } = props
  const date = formatDate(language, props.checkedAt)
  return (
    <header class="badge-hero">
      <BadgeArt src={props.image} alt={text('common.badgeArt', { name })} size="hero" />
      <div class="badge-hero-words">
        {preparedFor !== undefined && (
          <p class="badge-hero-for">
            <bdi>{text('shared.preparedFor', { name: preparedFor })}</bdi>
          </p>
        )}
        <h1 dir="auto">{name}</h1>
        <GivenLine {...props} />
        {shownAs !== '' && (
          <p class="badge-hero-who">
            {text('importedShare.shown')}{' '}
            <strong>
              <bdi>{shownAs}</bdi>
            </strong>
          </p>
        )}
        <div class="pills">
          <StatusPill tone={tones[verdict]}>
            {verdict === 'valid'
              ? text('importedShare.validOn', { date })
              : text(`verify.verdicts.${verdict}.word`)}
          </StatusPill>
          <StatusPill tone={nameTones[props.names]}>
            {text(`importedShare.pills.${props.names}`)}
          </StatusPill>
          {props.trial && (
            <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
          )}
        </div>
        {written !== undefined && (
          <>
            <ActionForm action="/verify">
              <input type="hidden" name="pasted" value={props.shareUrl} />
              <Button>{text('shared.verify')}</Button>
            </ActionForm>
            <p class="badge-hero-note">{text('badgePage.checkLead')}</p>
          </>
        )}
      </div>
    </header>
  )
}

/** Who gave it, and when: as a fact where its proof stood, else as what it says. */
function GivenLine({ issuer, proven, awardedAt }: SharedImport) {
  const text = useText()
  const language = useLanguage()
  return (
    <p class="badge-hero-who">
      {text(proven ? 'shared.awardedBy' : 'importedShare.saysBy')} <bdi>{nameOf(issuer, text)}</bdi>
      {awardedAt !== undefined && `, ${formatDate(language, awardedAt)}`}
    </p>
  )
}

function Story({ description, criteria, narrative }: SharedImport) {
  const text = useText()
  return (
    <div class="badge-story">
      {description !== undefined && (
        <p class="lead" dir="auto">
          {description}
        </p>
      )}
      {narrative !== undefined && (
        <Card title={text('shared.narrative')}>
          <Markdown source={narrative} />
        </Card>
      )}
      {criteria !== undefined && (
        <Card title={text('achievements.show.criteria')}>
          <Markdown source={criteria} />
        </Card>
      )}
    </div>
  )
}

/** What this service found out, when, and what it cannot say. */
function Checked({ name, issuer, verdict, checkedAt, names }: SharedImport) {
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('importedShare.checked')}>
      <p>{text('importedShare.lastCheck', { time: formatDateTime(language, checkedAt) })}</p>
      <p>
        {text(
          verdict === 'valid' ? 'importedShare.counted' : `verify.verdicts.${verdict}.sentence`,
          { issuer: nameOf(issuer, text), name },
        )}
      </p>
      <p>{text(`importedShare.names.${names}`)}</p>
    </Card>
  )
}

function Facts({ awardedAt, validUntil, competencies }: SharedImport) {
  const text = useText()
  const language = useLanguage()
  const day = (time: string | undefined) =>
    time === undefined ? undefined : formatDate(language, time)
  if (awardedAt === undefined && validUntil === undefined && competencies.length === 0) return null
  return (
    <Card title={text('badgePage.facts')}>
      <Definitions
        entries={[
          { term: text('badgePage.awarded'), value: day(awardedAt) },
          { term: text('issuing.award.validUntil'), value: day(validUntil) },
          { term: text('imports.competencies'), value: competencies.join(' · ') || undefined },
        ]}
      />
    </Card>
  )
}

function Giver({ issuer }: SharedImport) {
  const text = useText()
  if (issuer === undefined) return null
  const isAddress = /^https?:/.test(issuer.id)
  return (
    <Card title={text('badgePage.giver')}>
      <div class="badge-giver">
        <div>
          <bdi>{nameOf(issuer, text)}</bdi>
          <span class="quiet">{text('importedShare.elsewhere')}</span>
        </div>
      </div>
      {isAddress ? (
        <a href={safeHref(issuer.id)} rel="noopener nofollow ugc" referrerpolicy="no-referrer">
          {issuer.id}
        </a>
      ) : (
        <p class="quiet">
          <bdi>{siteOf(issuer.id) ?? issuer.id}</bdi>
        </p>
      )}
    </Card>
  )
}

/** The badge as files, for whoever wants to keep or check it somewhere else. */
function TakeACopy({ address, written }: SharedImport) {
  const text = useText()
  return (
    <Card title={text('shared.files')}>
      {written === undefined ? (
        <p>{text('importedShare.partOnly')}</p>
      ) : (
        <>
          <p>{text('importedShare.filesLead')}</p>
          <div class="actions">
            {[written, 'png' as const].map((form) => (
              <LinkButton key={form} href={`${address}.${form}`} download={`badge.${form}`}>
                {form.toUpperCase()}
              </LinkButton>
            ))}
          </div>
        </>
      )}
    </Card>
  )
}

function nameOf(issuer: SharedImport['issuer'], text: ReturnType<typeof useText>): string {
  return issuer?.name ?? siteOf(issuer?.id) ?? issuer?.id ?? text('verify.report.unnamed')
}
