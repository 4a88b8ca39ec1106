import { formatDateTime } from '../../src/text/dates.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/checkbox.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form } from '../components/form.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface EarlierRoster {
  readonly id: string
  readonly state: 'preview' | 'running' | 'done'
  readonly rows: number
  readonly createdAt: string
}

export interface NewRosterPageProps {
  readonly draft: Draft
  readonly base: string
  readonly earlier: readonly EarlierRoster[]
}

/** Where a list of learners is pasted or chosen. */
export function NewRosterPage({ draft, base, earlier }: NewRosterPageProps) {
  const text = useText()
  const language = useLanguage()
  const via = [{ label: text('learners.title'), href: `${base}/learners` }]
  const orders = ['told', 'day-first', 'month-first'] as const
  return (
    <section class="narrow">
      <ConsoleTrail here={text('rosters.newTitle')} via={via} />
      <h1>{text('rosters.newTitle')}</h1>
      <p class="lead">{text('rosters.lead')}</p>
      <Form draft={draft} files>
        <TextArea
          name="pasted"
          label={text('rosters.pasted')}
          hint={text('rosters.pastedHint')}
          draft={draft}
          rows={10}
          oneIsEnough
        />
        <FileField
          name="file"
          label={text('rosters.file')}
          hint={text('rosters.fileHint')}
          draft={draft}
          accept=".csv,.txt,.tsv,.zip,text/csv,text/plain,application/zip"
          oneIsEnough
        />
        <Field
          name="group"
          label={text('rosters.group')}
          hint={text('rosters.groupHint')}
          draft={draft}
        />
        <RadioGroup
          name="dateOrder"
          label={text('rosters.dates')}
          hint={text('rosters.datesHint')}
          draft={draft}
          required
          options={orders.map((value) => ({ value, label: text(`rosters.dateOrders.${value}`) }))}
        />
        <Button>{text('rosters.submit')}</Button>
      </Form>
      {earlier.length > 0 && (
        <Card title={text('rosters.earlier')}>
          <DataTable
            hideCaption
            caption={text('rosters.earlier')}
            columns={[text('rosters.from'), text('rosters.who'), text('rosters.state')]}
            rows={earlier.map(({ id, state, rows, createdAt }) => [
              <a class="row-link" href={`${base}/roster-imports/${id}`}>
                {formatDateTime(language, createdAt)}
              </a>,
              text('rosters.people', { count: rows }),
              text(`rosters.earlierState.${state}`),
            ])}
          />
        </Card>
      )}
    </section>
  )
}
