import { consentPurposes, type ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { problemOf } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { methodField } from './record.tsx'

export interface ClassConsentsProps {
  readonly draft: Draft
  readonly group: { readonly name: string; readonly href: string }
  readonly learners: readonly {
    readonly id: string
    readonly name: string
    readonly given: readonly ConsentPurpose[]
  }[]
  /** Each an id, a space and a purpose. */
  readonly ticked: ReadonlySet<string>
}

/** A class with its papers: a table to tick, a learner a row and a purpose a column. */
export function ClassConsentsPage({ draft, group, learners, ticked }: ClassConsentsProps) {
  const text = useText()
  const title = text('classConsents.title', { group: group.name })
  return (
    <>
      <ConsoleTrail
        here={text('classConsents.forGroup')}
        via={[{ label: group.name, href: group.href }]}
      />
      <h1>{title}</h1>
      {learners.length === 0 ? (
        <EmptyState title={text('classConsents.none')}>{text('classConsents.noneNext')}</EmptyState>
      ) : (
        <>
          <p class="lead">{text('classConsents.lead')}</p>
          <Form draft={draft}>
            {methodField({ draft, text })}
            <fieldset class="field-set">
              <legend>{text('classConsents.column')}</legend>
              <div class="actions">
                {consentPurposes.map((purpose) => (
                  <button
                    class="button quiet"
                    type="submit"
                    name="mark"
                    value={purpose}
                    key={purpose}
                  >
                    {text('classConsents.all', {
                      purpose: text(`guardianship.purposes.${purpose}`),
                    })}
                  </button>
                ))}
                <button class="button quiet" type="submit" name="mark" value="none">
                  {text('classConsents.untick')}
                </button>
              </div>
            </fieldset>
            {problemOf(draft, 'ticks') !== undefined && (
              <p class="problem" id="field-ticks">
                {text('classConsents.nothing')}
              </p>
            )}
            <DataTable
              hideCaption
              caption={title}
              columns={[
                text('classConsents.learner'),
                ...consentPurposes.map((purpose) => text(`guardianship.purposes.${purpose}`)),
              ]}
              rows={learners.map(({ id, name, given }) => [
                <bdi>{name}</bdi>,
                ...consentPurposes.map((purpose) =>
                  given.includes(purpose) ? (
                    <StatusPill tone="good">{text('classConsents.given')}</StatusPill>
                  ) : (
                    <Tick
                      value={`${id} ${purpose}`}
                      ticked={ticked}
                      label={text('classConsents.tick', {
                        purpose: text(`guardianship.purposes.${purpose}`),
                        name,
                      })}
                    />
                  ),
                ),
              ])}
            />
            <Button>{text('classConsents.submit')}</Button>
          </Form>
        </>
      )}
    </>
  )
}

/** A box in a cell: the heads of row and column say to eyes what it is for, and its own name says it to ears. */
function Tick({
  value,
  ticked,
  label,
}: {
  value: string
  ticked: ReadonlySet<string>
  label: string
}) {
  return (
    <label class="choice">
      <input type="checkbox" name="ticks" value={value} checked={ticked.has(value)} />
      <span class="unseen">{label}</span>
    </label>
  )
}
