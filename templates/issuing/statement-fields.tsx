import { Checkbox } from '../components/checkbox.tsx'
import { Details } from '../components/details.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FieldSet } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

export interface StatementFieldsProps {
  readonly draft: Draft
  /** The rubric levels of the achievement, low to high. */
  readonly levels: readonly string[]
  /** For how many pieces of evidence there is room. */
  readonly evidence: number
}

/** The fields for what an award says: the same for a new one and for a corrected one. */
export function StatementFields({ draft, levels, evidence }: StatementFieldsProps) {
  const text = useText()
  return (
    <>
      {levels.length > 0 && (
        <Select
          name="level"
          label={text('issuing.award.level')}
          draft={draft}
          options={[
            { value: '', label: text('issuing.award.noLevel') },
            ...levels.map((label, place) => ({ value: String(place), label })),
          ]}
        />
      )}
      <TextArea
        name="narrative"
        label={text('issuing.award.narrative')}
        hint={text('issuing.award.narrativeHint')}
        draft={draft}
        rows={4}
      />
      <FieldSet legend={text('issuing.award.evidence')}>
        {Array.from({ length: evidence }, (_, place) => (
          <EvidenceFields key={place} draft={draft} name={`evidence[${String(place)}]`} />
        ))}
      </FieldSet>
      <Details summary={text('issuing.award.dates')}>
        <div class="pair">
          <Field
            name="activityStart"
            type="date"
            label={text('issuing.award.activityStart')}
            draft={draft}
          />
          <Field
            name="activityEnd"
            type="date"
            label={text('issuing.award.activityEnd')}
            draft={draft}
          />
        </div>
        <Field
          name="validUntil"
          type="date"
          label={text('issuing.award.validUntil')}
          hint={text('issuing.award.validUntilHint')}
          draft={draft}
        />
        <Checkbox
          name="hashedIdentity"
          label={text('issuing.award.hashedIdentity')}
          hint={text('issuing.award.hashedIdentityHint')}
          draft={draft}
        />
      </Details>
    </>
  )
}

function EvidenceFields({ draft, name }: { readonly draft: Draft; readonly name: string }) {
  const text = useText()
  return (
    <>
      <div class="pair">
        <Field
          name={`${name}[url]`}
          type="url"
          label={text('issuing.award.evidenceUrl')}
          draft={draft}
        />
        <Field name={`${name}[name]`} label={text('issuing.award.evidenceName')} draft={draft} />
      </div>
      <TextArea
        name={`${name}[narrative]`}
        label={text('issuing.award.evidenceNarrative')}
        draft={draft}
        rows={2}
      />
    </>
  )
}
