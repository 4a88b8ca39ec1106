import { formatDateTime } from '../../src/text/dates.ts'
import { Pagination } from '../components/pagination.tsx'
import { DataTable } from '../components/table.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface AuditRow {
  readonly at: string
  readonly actor: string
  readonly act: string
  readonly object: string
}

export function AuditPage({ rows, next }: { rows: readonly AuditRow[]; next?: string }) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <h1>{text('organizations.audit.title')}</h1>
      <p class="lead">{text('organizations.audit.lead')}</p>
      <DataTable
        caption={text('organizations.audit.title')}
        columns={[
          text('organizations.audit.when'),
          text('organizations.audit.who'),
          text('organizations.audit.what'),
          text('organizations.audit.object'),
        ]}
        rows={rows.map((row) => [
          formatDateTime(language, row.at),
          <bdi>{row.actor === 'service' ? text('organizations.audit.service') : row.actor}</bdi>,
          row.act,
          <code>{row.object}</code>,
        ])}
      />
      <Pagination {...(next === undefined ? {} : { next: `?after=${encodeURIComponent(next)}` })} />
    </>
  )
}
