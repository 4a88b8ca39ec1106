import { rowColumns } from '../../schemas/requests/batches.ts'
import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { Definitions } from '../components/definitions.tsx'
import { Details } from '../components/details.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

interface NewBatchProps {
  readonly draft: Draft
  /** The address of all batches. */
  readonly list: string
  readonly achievements: readonly { readonly id: string; readonly name: string }[]
  readonly groups: readonly { readonly id: string; readonly name: string }[]
}

/** Brings the rows, from a file or pasted. */
export function NewBatchPage({ draft, list, achievements, groups }: NewBatchProps) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail
        here={text('batches.create')}
        via={[{ label: text('batches.title'), href: list }]}
      />
      <h1>{text('batches.create')}</h1>
      <p class="lead">{text('batches.new.lead')}</p>
      {achievements.length === 0 ? (
        <EmptyState title={text('issuing.award.nonePublished')}>
          {text('issuing.award.nonePublishedNext')}
        </EmptyState>
      ) : (
        <Form draft={draft} files>
          <Select
            name="achievementId"
            label={text('batches.new.achievement')}
            draft={draft}
            options={[
              { value: '', label: text('batches.new.byColumn') },
              ...achievements.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          {groups.length > 0 && (
            <Select
              name="groupId"
              label={text('batches.new.group')}
              draft={draft}
              oneIsEnough
              options={[
                { value: '', label: text('batches.new.noGroup') },
                ...groups.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <TextArea
            name="pasted"
            label={text('batches.new.pasted')}
            hint={text('batches.new.pastedHint')}
            draft={draft}
            rows={8}
            oneIsEnough
          />
          <FileField
            name="file"
            label={text('batches.new.file')}
            hint={text('batches.new.fileAccepts')}
            accept=".csv,.tsv,.txt,text/csv"
            draft={draft}
            oneIsEnough
          />
          <Field
            name="name"
            label={text('batches.new.name')}
            hint={text('batches.new.nameHint')}
            draft={draft}
          />
          <Checkbox
            name="askColumns"
            label={text('batchColumns.ask')}
            hint={text('batchColumns.askHint')}
            draft={draft}
          />
          <Details summary={text('batches.new.columns')}>
            <p>{text('batches.new.columnsLead')}</p>
            <Definitions
              entries={rowColumns.map((column) => ({
                term: text(`batches.columns.${column}`),
                value: text(`batches.columnHints.${column}`),
              }))}
            />
          </Details>
          <Button>{text('batches.new.submit')}</Button>
        </Form>
      )}
    </section>
  )
}
