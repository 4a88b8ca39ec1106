import Type from 'typebox'
import { AgeBandSchema, RosterId } from './awards.ts'
import { closed, Name } from './common.ts'

const Month = Type.String({ pattern: '^(19|2\\d)\\d{2}-(0[1-9]|1[0-2])$' })

/** What staff note of a learner: of the age only months, in which they turn so old. */
export const LearnerForm = Type.Object(
  {
    name: Name,
    rosterId: Type.Optional(RosterId),
    ageBand: AgeBandSchema,
    consentsFrom: Type.Optional(Month),
    adultFrom: Type.Optional(Month),
  },
  closed,
)
