import { Button } from '../components/button.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { Details } from '../components/details.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FieldSet, Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { LearnerFields } from '../learners/list.tsx'
import { useText } from '../text-context.tsx'

export interface AwardPageProps {
  readonly draft: Draft
  readonly achievements: readonly { id: string; name: string }[]
  readonly learners: readonly { id: string; name: string }[]
  /** The rubric levels of the chosen achievement, low to high. */
  readonly levels: readonly string[]
}

/** Awards one achievement to one learner. */
export function AwardPage({ draft, achievements, learners, levels }: AwardPageProps) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('issuing.award.title')}</h1>
      <Form draft={draft}>
        <Select
          name="achievementId"
          label={text('issuing.award.achievement')}
          draft={draft}
          required
          options={achievements.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FieldSet legend={text('issuing.award.learner')}>
          {learners.length > 0 && (
            <Select
              name="learnerId"
              label={text('issuing.award.known')}
              draft={draft}
              options={[
                { value: '', label: text('issuing.award.somebodyNew') },
                ...learners.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <LearnerFields draft={draft} prefix="learner" />
        </FieldSet>
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
          <Field name="evidence[0][url]" type="url" label={text('issuing.award.evidenceUrl')} draft={draft} />
          <Field name="evidence[0][name]" label={text('issuing.award.evidenceName')} draft={draft} />
          <TextArea name="evidence[0][narrative]" label={text('issuing.award.evidenceNarrative')} draft={draft} rows={2} />
        </FieldSet>
        <Details summary={text('issuing.award.dates')}>
          <Field name="activityStart" type="date" label={text('issuing.award.activityStart')} draft={draft} />
          <Field name="activityEnd" type="date" label={text('issuing.award.activityEnd')} draft={draft} />
          <Field name="validUntil" type="date" label={text('issuing.award.validUntil')} hint={text('issuing.award.validUntilHint')} draft={draft} />
          <Checkbox
            name="hashedIdentity"
            label={text('issuing.award.hashedIdentity')}
            hint={text('issuing.award.hashedIdentityHint')}
            draft={draft}
          />
        </Details>
        <Button>{text('issuing.award.submit')}</Button>
      </Form>
    </section>
  )
}
