import Type, { type Static } from 'typebox'
import { closed, DateOnly, Id, Name } from '../../schemas/requests/common.ts'
import { AudienceSchema, NameFormSchema } from '../../schemas/requests/shares.ts'
import type { ShareChoices } from './share-choices.ts'

/** What the pages ask of whoever shares. */
export const ShareForm = Type.Object(
  {
    audience: Type.Optional(AudienceSchema),
    preparedFor: Type.Optional(Name),
    endsOn: DateOnly,
    nameForm: NameFormSchema,
    nickname: Type.Optional(Name),
    searchable: Type.Optional(Type.Boolean()),
  },
  closed,
)

/** The same of something that can be shown as one of several records. */
export const FacedShareForm = Type.Object(
  { ...ShareForm.properties, learnerId: Type.Optional(Id) },
  closed,
)

/** A day is meant to its end. What is not ticked is not wished. */
export function choicesIn(form: Static<typeof ShareForm>): ShareChoices {
  const { endsOn, searchable = false, ...choices } = form
  return { ...choices, searchable, endsAt: `${endsOn}T23:59:59Z` }
}
