import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { safeHref } from '../components/safe-href.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { siteOf } from '../verification/site-of.ts'
import { giverOf, type SharedImport } from './imported-badge.ts'

/** What stands beside the story: what the check found, the facts, whoever gave it. */
export function ImportAside(props: SharedImport) {
  return (
    <div class="badge-aside">
      <Checked {...props} />
      <Facts {...props} />
      <Giver {...props} />
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
          { issuer: giverOf(issuer, text), name },
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
          <bdi>{giverOf(issuer, text)}</bdi>
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
