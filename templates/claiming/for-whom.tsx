import { RadioGroup } from '../components/checkbox.tsx'
import type { Draft } from '../draft.ts'
import type { useText } from '../text-context.tsx'

export interface OwnChild {
  readonly id: string
  readonly name: string
}

interface ForWhom {
  readonly draft: Draft
  readonly text: ReturnType<typeof useText>
  readonly children: readonly OwnChild[]
  /** Where the place takes only those whom it knows: whether it knows whoever asks. */
  readonly onlyKnown?: { readonly self: boolean }
}

/** For oneself, for a child the place knows, or for one who is new. Called, not placed, so that the form finds its name. */
export function forWhomField({ draft, text, children, onlyKnown }: ForWhom) {
  const known = children.map(({ id, name }) => ({
    value: id,
    label: text('forWhom.child', { name }),
  }))
  const self = { value: 'self', label: text('forWhom.self') }
  return (
    <RadioGroup
      name="as"
      label={text('forWhom.label')}
      draft={draft}
      required
      options={
        onlyKnown === undefined
          ? [
              { ...self, hint: text('claim.card.selfHint') },
              ...known,
              {
                value: 'guardian',
                label: text(children.length === 0 ? 'forWhom.guardian' : 'forWhom.other'),
                hint: text('claim.card.guardianHint'),
              },
            ]
          : [...(onlyKnown.self ? [self] : []), ...known]
      }
    />
  )
}
