import { RadioGroup } from '../components/checkbox.tsx'
import type { Draft } from '../draft.ts'
import type { useText } from '../text-context.tsx'

export interface OwnChild {
  readonly id: string
  readonly name: string
}

/** For oneself, for a child the place knows, or for one who is new. Called, not placed, so that the form finds its name. */
export function forWhomField({
  draft,
  text,
  children,
}: {
  draft: Draft
  text: ReturnType<typeof useText>
  children: readonly OwnChild[]
}) {
  return (
    <RadioGroup
      name="as"
      label={text('forWhom.label')}
      draft={draft}
      required
      options={[
        { value: 'self', label: text('forWhom.self'), hint: text('claim.card.selfHint') },
        ...children.map(({ id, name }) => ({ value: id, label: text('forWhom.child', { name }) })),
        {
          value: 'guardian',
          label: text(children.length === 0 ? 'forWhom.guardian' : 'forWhom.other'),
          hint: text('claim.card.guardianHint'),
        },
      ]}
    />
  )
}
