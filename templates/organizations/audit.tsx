import { formatDateTime } from '../../src/text/dates.ts'
import { Pagination } from '../components/pagination.tsx'
import { Details } from '../components/details.tsx'
import { DataTable } from '../components/table.tsx'
import { ConsoleTrail } from './console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface AuditRow {
  readonly at: string
  readonly actor: string
  /** What was done to what. */
  readonly sentence: string
  /** What the log itself holds. */
  readonly ids: { readonly actor: string; readonly act: string; readonly object: string }
}

export function AuditPage({ rows, next }: { rows: readonly AuditRow[]; next?: string }) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <ConsoleTrail here={text('organizations.audit.title')} />
      <h1>{text('organizations.audit.title')}</h1>
      <p class="lead">{text('organizations.audit.lead')}</p>
      <DataTable
        hideCaption
        caption={text('organizations.audit.title')}
        columns={[
          text('organizations.audit.when'),
          text('organizations.audit.who'),
          text('organizations.audit.what'),
          text('organizations.audit.ids'),
        ]}
        rows={rows.map((row) => [
          formatDateTime(language, row.at),
          <bdi>{actorName(row.actor)}</bdi>,
          row.sentence,
          <Details summary={<code>{row.ids.act}</code>}>
            <code>
              {row.ids.actor} → {row.ids.object}
            </code>
          </Details>,
        ])}
      />
      <Pagination {...(next === undefined ? {} : { next: `?after=${encodeURIComponent(next)}` })} />
    </>
  )

  /** Whoever takes a badge by mail need not have told a name. */
  function actorName(actor: string): string {
    if (actor === 'service') return text('organizations.audit.service')
    return actor === '' ? text('organizations.audit.nameless') : actor
  }
}
