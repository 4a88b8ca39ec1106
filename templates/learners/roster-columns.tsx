import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

const meanings = [
  'name',
  'given-name',
  'family-name',
  'email',
  'roster-id',
  'group',
  'birth-date',
  'language',
  'ignored',
] as const

export interface RosterColumn {
  readonly title: string
  /** What stands in it, for people to know it by; nothing of a date of birth. */
  readonly samples: readonly (string | undefined)[]
}

/** What each column of a table holds, for people to say. */
export function ColumnsForm({
  draft,
  columns,
}: {
  draft: Draft
  columns: readonly RosterColumn[]
}) {
  const text = useText()
  const options = meanings.map((value) => ({ value, label: text(`rosters.meanings.${value}`) }))
  return (
    <Form draft={draft}>
      {columns.map(({ title, samples }, place) => (
        <Select
          key={place}
          name={`columns[${place}]`}
          label={title === '' ? text('rosters.column', { number: place + 1 }) : <bdi>{title}</bdi>}
          hint={text('rosters.columnHint', {
            samples: samples.map((one) => one ?? text('rosters.ageSample')).join(' · '),
          })}
          draft={draft}
          required
          options={options}
        />
      ))}
      <Checkbox name="hasHeader" label={text('rosters.hasHeader')} draft={draft} />
      <Field
        name="group"
        label={text('rosters.group')}
        hint={text('rosters.groupHint')}
        draft={draft}
      />
      <Button tone="quiet">{text('rosters.again')}</Button>
    </Form>
  )
}
