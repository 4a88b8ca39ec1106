import { Button } from '../components/button.tsx'
import { Checkbox, RadioGroup } from '../components/checkbox.tsx'
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

export interface NewLinkProps {
  readonly draft: Draft
  readonly base: string
  readonly achievements: readonly Named[]
  readonly groups: readonly Named[]
}

const optionsOf = (named: readonly Named[]) =>
  named.map(({ id, name }) => ({ value: id, label: name }))

/** A class link: what for, when, for how many, and who looks. */
export function NewLinkPage({ draft, base, achievements, groups }: NewLinkProps) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail
        here={text('links.open')}
        via={[{ label: text('links.title'), href: `${base}/claim-links` }]}
      />
      <h1>{text('links.open')}</h1>
      {achievements.length === 0 ? (
        <EmptyState title={text('issuing.award.nonePublished')}>
          {text('issuing.award.nonePublishedNext')}
        </EmptyState>
      ) : (
        <Form draft={draft}>
          <Select
            name="achievementId"
            label={text('links.new.achievement')}
            draft={draft}
            required
            options={optionsOf(achievements)}
          />
          <Field
            name="name"
            label={text('links.new.name')}
            hint={text('links.new.nameHint')}
            draft={draft}
            required
          />
          {groups.length > 0 && (
            <Select
              name="groupId"
              label={text('links.new.group')}
              draft={draft}
              options={[{ value: '', label: text('links.new.noGroup') }, ...optionsOf(groups)]}
            />
          )}
          <div class="pair">
            <Field
              name="startsOn"
              type="date"
              label={text('links.new.startsOn')}
              draft={draft}
              required
            />
            <Field
              name="endsOn"
              type="date"
              label={text('links.new.endsOn')}
              draft={draft}
              required
            />
          </div>
          <Field
            name="limit"
            type="number"
            min={1}
            max={2000}
            label={text('links.new.limit')}
            draft={draft}
            required
          />
          <Checkbox
            name="approval"
            label={text('links.new.approval')}
            hint={text('links.new.approvalHint')}
            draft={draft}
          />
          <RadioGroup
            name="who"
            label={text('links.new.who')}
            draft={draft}
            required
            options={[
              { value: 'nickname', label: text('links.new.nickname') },
              { value: 'account', label: text('links.new.account') },
            ]}
          />
          <Select
            name="language"
            label={text('links.new.language')}
            draft={draft}
            required
            options={languageOptions}
          />
          <Button>{text('links.new.submit')}</Button>
        </Form>
      )}
    </section>
  )
}
