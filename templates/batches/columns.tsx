import type { FieldProblem } from '../../src/errors.ts'
import { formatDate } from '../../src/text/dates.ts'
import { columnMeanings, type ColumnMeaning } from '../../schemas/requests/batches.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { fieldId } from '../components/field-frame.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

interface ColumnShown {
  readonly title: string
  readonly samples: readonly string[]
}

export interface ColumnsProps {
  readonly draft: Draft
  /** The address of the batch. */
  readonly base: string
  readonly name: string
  readonly rows: number
  readonly columns: readonly ColumnShown[]
  /** The same columns were named here before. */
  readonly remembered: boolean
  /** What keeps the list from being read as the form says now. */
  readonly needs: readonly FieldProblem[]
  /** The first rows, read as the form says now. */
  readonly rowsRead: readonly Readonly<Partial<Record<ColumnMeaning, string>>>[]
  /** What can be awarded, where the list does not say it yet. */
  readonly achievements: readonly { readonly id: string; readonly name: string }[]
  /** Until when the list is kept; RFC 3339. */
  readonly keptUntil: string
}

/** What each column of a list holds, for people to say; and how its first rows are read then. */
export function ColumnsPage(props: ColumnsProps) {
  const { base, name, rows, draft } = props
  const text = useText()
  const language = useLanguage()
  const list = base.slice(0, base.lastIndexOf('/'))
  const options = columnMeanings.map((value) => ({
    value,
    label: text(`batchColumns.meanings.${value}`),
  }))
  return (
    <>
      <ConsoleTrail
        here={text('batchColumns.title')}
        via={[
          { label: text('batches.title'), href: list },
          { label: name, href: base },
        ]}
      />
      <h1>{text('batchColumns.title')}</h1>
      <p class="lead">{text('batchColumns.lead', { count: rows })}</p>
      {props.remembered && <Notice tone="info">{text('batchColumns.remembered')}</Notice>}
      <div class="columns-page">
        <Form draft={draft} id="columns-form">
          <ol class="columns" id={fieldId('columns')}>
            {props.columns.map(({ title, samples }, place) => (
              <li key={place}>
                <Select
                  name={`columns[${place}]`}
                  label={<ColumnTitle title={title} place={place} />}
                  hint={<Samples samples={samples} />}
                  draft={draft}
                  required
                  options={options}
                />
              </li>
            ))}
          </ol>
          <Checkbox
            name="hasHeader"
            label={text('batchColumns.hasHeader')}
            hint={text('batchColumns.hasHeaderHint')}
            draft={draft}
          />
          {props.achievements.length > 0 && (
            <Select
              name="achievementId"
              label={text('batchColumns.badge')}
              hint={text('batchColumns.badgeHint')}
              draft={draft}
              oneIsEnough
              options={[
                { value: '', label: text('batches.new.byColumn') },
                ...props.achievements.map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
          )}
          <div class="actions">
            <Button>{text('batchColumns.submit')}</Button>
            <Button tone="quiet" name="again" value="true">
              {text('batchColumns.again')}
            </Button>
          </div>
        </Form>
        <div class="columns-read" data-read>
          <Needs {...props} />
          <RowsRead {...props} />
        </div>
      </div>
      <p class="quiet">
        {text('batchColumns.kept', { date: formatDate(language, props.keptUntil) })}
      </p>
      <ActionForm action={`${base}/removal`}>
        <Button tone="danger">{text('batchColumns.discard')}</Button>
      </ActionForm>
    </>
  )
}

function ColumnTitle({ title, place }: { title: string; place: number }) {
  const text = useText()
  return title === '' ? (
    <>{text('batchColumns.column', { number: place + 1 })}</>
  ) : (
    <bdi>{title}</bdi>
  )
}

/** What stands in it, for people to know it by. */
function Samples({ samples }: { samples: readonly string[] }) {
  const text = useText()
  if (samples.length === 0) return <>{text('batchColumns.empty')}</>
  return (
    <>
      {samples.map((one, place) => (
        <span key={one}>
          {place > 0 && ' · '}
          <bdi>{one}</bdi>
        </span>
      ))}
    </>
  )
}

/** What is still to be said, or that nothing is. */
function Needs({ needs, columns }: ColumnsProps) {
  const text = useText()
  if (needs.length === 0) {
    return <Notice tone="good">{text('batchColumns.enough')}</Notice>
  }
  return (
    <Notice tone="warning" title={text('batchColumns.needs')}>
      <ul>
        {needs.map(({ path, rule, expected }) => (
          <li key={`${path} ${rule}`}>
            <Where path={path} columns={columns} />
            {text(`fields.${rule}`, { expected: expected ?? '' })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Where({ path, columns }: { path: string } & Pick<ColumnsProps, 'columns'>) {
  const [, place] = /^\/columns\/(\d+)$/.exec(path) ?? []
  if (place === undefined) return null
  return (
    <>
      <strong>
        <ColumnTitle title={columns[Number(place)]?.title ?? ''} place={Number(place)} />
      </strong>
      {': '}
    </>
  )
}

function RowsRead({ rowsRead }: ColumnsProps) {
  const text = useText()
  const said = columnMeanings.filter((one) => rowsRead.some((row) => row[one] !== undefined))
  if (said.length === 0) return null
  return (
    <Card title={text('batchColumns.read')}>
      <DataTable
        hideCaption
        caption={text('batchColumns.read')}
        columns={said.map((one) => text(`batchColumns.meanings.${one}`))}
        rows={rowsRead.map((row) => said.map((one) => <bdi>{row[one] ?? ''}</bdi>))}
      />
    </Card>
  )
}
