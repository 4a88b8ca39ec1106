import { Button } from '../components/button.tsx'
import { CheckboxGroup, RadioGroup } from '../components/checkbox.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { languageOptions } from '../../src/text/languages.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export interface NewCardsProps {
  readonly draft: Draft
  readonly base: string
  readonly whom: 'learners' | 'group' | 'visitors'
  /** Those that can be chosen, of the kind that is asked for. */
  readonly choices: readonly Named[]
}

const layouts = ['ten', 'four', 'one'] as const

/** A batch of cards, for one kind of people at a time: nobody has to skip what is not for them. */
export function NewCardsPage({ draft, base, whom, choices }: NewCardsProps) {
  const text = useText()
  const title = text(`cards.new.${whom}Title`)
  return (
    <section class="narrow">
      <ConsoleTrail
        here={title}
        via={[{ label: text('cards.title'), href: `${base}/claim-cards` }]}
      />
      <h1>{title}</h1>
      <p class="lead">{text(`cards.new.${whom}Lead`)}</p>
      {choices.length === 0 ? <NoChoices whom={whom} /> : null}
      {choices.length > 0 && (
        <Form draft={draft}>
          {whomFields({ draft, whom, choices })}
          <Field
            name="name"
            label={text('cards.new.name')}
            hint={text('cards.new.nameHint')}
            draft={draft}
            required
          />
          <RadioGroup
            name="layout"
            label={text('cards.new.layout')}
            draft={draft}
            required
            options={layouts.map((value) => ({
              value,
              label: text(`cards.new.layouts.${value}`),
            }))}
          />
          <div class="pair">
            <Select
              name="language"
              label={text('cards.new.language')}
              draft={draft}
              required
              options={languageOptions}
            />
            <Field
              name="expiresOn"
              type="date"
              label={text('cards.new.expiresOn')}
              hint={text('cards.new.expiresHint')}
              draft={draft}
              required
            />
          </div>
          <Button>{text('cards.new.submit')}</Button>
        </Form>
      )}
    </section>
  )
}

/** Called, not placed as an element: the form looks through its children for what its fields are called. */
function whomFields({ draft, whom, choices }: Omit<NewCardsProps, 'base'>) {
  const text = useText()
  const options = choices.map(({ id, name }) => ({ value: id, label: name }))
  if (whom === 'learners') {
    return (
      <CheckboxGroup
        name="learnerIds"
        label={text('cards.new.learners')}
        draft={draft}
        options={options}
      />
    )
  }
  if (whom === 'group') {
    return (
      <Select
        name="groupId"
        label={text('cards.new.group')}
        draft={draft}
        required
        options={options}
      />
    )
  }
  return (
    <>
      <Select
        name="achievementId"
        label={text('cards.new.achievement')}
        draft={draft}
        required
        options={options}
      />
      <Field
        name="count"
        type="number"
        min={1}
        max={500}
        label={text('cards.new.count')}
        draft={draft}
        required
      />
    </>
  )
}

function NoChoices({ whom }: Pick<NewCardsProps, 'whom'>) {
  const text = useText()
  if (whom === 'learners') {
    return (
      <EmptyState title={text('cards.new.noLearners')}>
        {text('cards.new.noLearnersNext')}
      </EmptyState>
    )
  }
  if (whom === 'group') {
    return (
      <EmptyState title={text('cards.new.noGroups')}>{text('cards.new.noGroupsNext')}</EmptyState>
    )
  }
  return (
    <EmptyState title={text('issuing.award.nonePublished')}>
      {text('issuing.award.nonePublishedNext')}
    </EmptyState>
  )
}
