import {
  consentPurposes,
  guardianMethods,
  retentionBounds,
  waitingRules,
} from '../../schemas/requests/guardianship.ts'
import { Button } from '../components/button.tsx'
import { RadioGroup } from '../components/checkbox.tsx'
import { Field } from '../components/field.tsx'
import { FieldSet, Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

const retentionFields = [
  'sentInDays',
  'requestsDays',
  'applicationsDays',
  'endedSharesMonths',
  'leftMonths',
  'unclaimedMonths',
] as const

/** The rules of an organization for young learners. */
export function PolicyPage({ draft }: { draft: Draft }) {
  const text = useText()
  const years = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, more) => ({
      value: String(from + more),
      label: text('guardianship.policy.years', { age: from + more }),
    }))
  const methods = guardianMethods.map((value) => ({
    value,
    label: text(`guardianship.methods.${value}`),
  }))
  return (
    <section class="narrow">
      <ConsoleTrail here={text('guardianship.policy.title')} />
      <h1>{text('guardianship.policy.title')}</h1>
      <p class="lead">{text('guardianship.policy.lead')}</p>
      <Form draft={draft}>
        <FieldSet legend={text('guardianship.policy.ages')}>
          <Select
            name="consentAge"
            label={text('guardianship.policy.consentAge')}
            hint={text('guardianship.policy.consentAgeHint')}
            draft={draft}
            required
            options={years(13, 16)}
          />
          <Select
            name="adultAge"
            label={text('guardianship.policy.adultAge')}
            hint={text('guardianship.policy.adultAgeHint')}
            draft={draft}
            required
            options={years(18, 21)}
          />
        </FieldSet>
        <RadioGroup
          name="waits"
          label={text('guardianship.policy.waits')}
          draft={draft}
          required
          options={waitingRules.map((value) => ({
            value,
            label: text(`guardianship.policy.waitingRules.${value}`),
          }))}
        />
        <Field
          name="controller"
          label={text('guardianship.policy.controller')}
          hint={text('guardianship.policy.controllerHint')}
          draft={draft}
        />
        {consentPurposes.map((purpose) => (
          <FieldSet key={purpose} legend={text(`guardianship.purposes.${purpose}`)}>
            <Select
              name={`purposes[${purpose}][guardianUntil]`}
              label={text('guardianship.policy.guardianUntil')}
              draft={draft}
              required
              options={(['consent-age', 'adult'] as const).map((value) => ({
                value,
                label: text(`guardianship.policy.untils.${value}`),
              }))}
            />
            {(['leastForChild', 'leastForYouth'] as const).map((field) => (
              <Select
                key={field}
                name={`purposes[${purpose}][${field}]`}
                label={text(`guardianship.policy.${field}`)}
                draft={draft}
                required
                options={methods}
              />
            ))}
          </FieldSet>
        ))}
        <FieldSet legend={text('retention.title')}>
          <p>{text('retention.lead')}</p>
          {retentionFields.map((field) => (
            <Field
              key={field}
              name={`retention[${field}]`}
              type="number"
              min={retentionBounds[field].minimum}
              max={retentionBounds[field].maximum}
              label={text(`retention.${field}`)}
              hint={text(`retention.${field}Hint`)}
              draft={draft}
              required
            />
          ))}
        </FieldSet>
        <Button>{text('common.save')}</Button>
      </Form>
    </section>
  )
}
