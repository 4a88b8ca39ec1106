import { rowColumns, type RowColumn } from '../../schemas/requests/batches.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Details } from '../components/details.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { problemOf, valueOf, type Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import type { Text } from '../../src/text/text.ts'
import { useText } from '../text-context.tsx'
import { RowFaults, rowTones, type RowLine } from './words.tsx'

interface RowProps {
  readonly draft: Draft
  /** The address of the batch. */
  readonly base: string
  readonly name: string
  readonly row: RowLine
  readonly line?: number
  /** The address of the award that was made for it. */
  readonly award?: string
  readonly may: { readonly mend: boolean; readonly undo: boolean }
}

/** One row: what it says, what is wrong with it, and the form to mend it; or what became of it. */
export function RowPage({ draft, base, name, row, line, award, may }: RowProps) {
  const text = useText()
  const list = base.slice(0, base.lastIndexOf('/'))
  const title = text('batches.row.title', { number: row.number })
  const here = `${base}/rows/${String(row.number)}`
  return (
    <section class="narrow">
      <ConsoleTrail
        here={title}
        via={[
          { label: text('batches.title'), href: list },
          { label: name, href: base },
        ]}
      />
      <h1>{title}</h1>
      <p class="lead">
        <bdi>{row.recipient}</bdi>
      </p>
      <p class="quiet">
        <bdi>{row.achievement}</bdi>
        {line !== undefined && <> · {text('batches.row.line', { line })}</>}
      </p>
      <StatusPill tone={rowTones[row.state]}>{text(`batches.rowStates.${row.state}`)}</StatusPill>
      <RowFaults row={row} />
      <WhatNext state={row.state} />
      {award !== undefined && (
        <div class="actions">
          <LinkButton href={award}>{text('batches.row.award')}</LinkButton>
          {may.undo && (
            <LinkButton href={`${here}/undo`} tone="danger">
              {text('batches.row.undo')}
            </LinkButton>
          )}
        </div>
      )}
      {may.mend && (
        <>
          <div class="actions">
            <LinkButton href={`${here}/preview`}>{text('batchPreview.open')}</LinkButton>
            {row.state === 'left-out' ? (
              <ActionForm action={`${here}/inclusion`}>
                <Button tone="quiet">{text('batches.row.anyway')}</Button>
              </ActionForm>
            ) : (
              <ActionForm action={`${here}/exclusion`}>
                <Button tone="quiet">{text('batches.row.leaveOut')}</Button>
              </ActionForm>
            )}
          </div>
          <Card title={text('batches.row.change')}>{mendForm(draft, row, text)}</Card>
        </>
      )}
    </section>
  )
}

/** What somebody can do where a badge has not reached its learner yet. */
function WhatNext({ state }: Pick<RowLine, 'state'>) {
  const text = useText()
  switch (state) {
    case 'waiting':
    case 'held':
    case 'issued':
    case 'bounced':
    case 'unclear':
    case 'not-mailed':
      return <p>{text(`batches.next.${state}`)}</p>
    default:
      return null
  }
}

/** Whose row it is, and for what: asked about in every row. */
const always: ReadonlySet<RowColumn> = new Set(['achievement', 'name', 'email'])

/**
 * What is filled in or wrong, each fault at its field; the rest is folded away. Called, not placed as an element: the form
 * looks through its children for what its fields are called.
 */
function mendForm(draft: Draft, { problems }: RowLine, text: Text) {
  const faultOf = (column: RowColumn) => problems.find((one) => one.column === column)
  const isNear = (column: RowColumn) =>
    always.has(column) ||
    valueOf(draft, column) !== '' ||
    faultOf(column) !== undefined ||
    problemOf(draft, column) !== undefined
  const field = (column: RowColumn) => {
    const label = text(`batches.columns.${column}`)
    const fault = faultOf(column)
    const hint = fault && text(`batches.problems.${fault.rule}`, { column: label })
    const props = {
      name: column,
      label,
      draft,
      required: fault?.rule === 'required',
      oneIsEnough: always.has(column),
      ...(hint === undefined ? {} : { hint }),
    }
    return column === 'narrative' ? (
      <TextArea key={column} {...props} rows={3} />
    ) : (
      <Field key={column} {...props} />
    )
  }
  const far = rowColumns.filter((column) => !isNear(column))
  return (
    <Form draft={draft}>
      {rowColumns.filter(isNear).map(field)}
      {far.length > 0 && <Details summary={text('batches.row.more')}>{far.map(field)}</Details>}
      <Button>{text('batches.row.save')}</Button>
    </Form>
  )
}
