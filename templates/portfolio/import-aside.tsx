import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import { giverOf, giverTold, isKnown } from '../../src/text/givers.ts'
import { siteOf } from '../../src/text/site-of.ts'
import { Card } from '../components/card.tsx'
import { Definitions } from '../components/definitions.tsx'
import { safeHref } from '../components/safe-href.ts'
import { useLanguage, useText } from '../text-context.tsx'
import type { SharedImport } from './imported-badge.ts'

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
function Checked(props: SharedImport) {
  const { name, issuer, verdict, checkedAt, names, onlyKey, onTrial } = props
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('importedShare.checked')}>
      <p>{text('importedShare.lastCheck', { time: formatDateTime(language, checkedAt) })}</p>
      {(verdict !== 'valid' || isKnown(props)) && (
        <p>
          {text(
            verdict === 'valid' ? 'importedShare.counted' : `verify.verdicts.${verdict}.sentence`,
            { issuer: giverTold(props, text), name },
          )}
        </p>
      )}
      {onlyKey && <p>{text('importedGiver.onlyKey', { issuer: giverOf(issuer, text) })}</p>}
      {onTrial && <p>{text('importedGiver.onTrial', { issuer: giverOf(issuer, text) })}</p>}
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

function Giver(props: SharedImport) {
  const text = useText()
  const { issuer } = props
  if (issuer === undefined) return null
  const isAddress = /^https?:/.test(issuer.id)
  return (
    <Card title={text('badgePage.giver')}>
      <div class="badge-giver">
        <div>
          <bdi>{giverTold(props, text)}</bdi>
          {isKnown(props) && <span class="quiet">{text('importedShare.elsewhere')}</span>}
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
