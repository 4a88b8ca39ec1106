import Type from 'typebox'
import { LearnerBody } from './awards.ts'
import { closed, Id, Name, Timestamp } from './common.ts'

const { language, consentsFrom, adultFrom } = LearnerBody.properties

export const RosterRowBody = Type.Object(
  {
    // What is wrong in a row is said of the row, and does not stop the others.
    name: Type.String({ maxLength: 1000 }),
    email: Type.Optional(Type.String({ maxLength: 1000 })),
    rosterId: Type.Optional(Type.String({ maxLength: 1000 })),
    groups: Type.Optional(Type.Array(Name, { maxItems: 50, uniqueItems: true })),
    language,
    consentsFrom,
    adultFrom,
  },
  closed,
)

export const RosterBody = Type.Object(
  {
    rows: Type.Array(RosterRowBody, { minItems: 1, maxItems: 10_000 }),
    group: Type.Optional({ ...Name, description: 'A group that everybody joins, by name.' }),
    dryRun: Type.Optional(
      Type.Boolean({
        description: 'Only say what would become of each row. It can be confirmed for two days.',
      }),
    ),
  },
  closed,
)
const literals = <T extends string>(values: readonly T[]) => Type.Enum([...values])

export const RosterAnswer = Type.Object({
  id: Id,
  state: literals(['preview', 'running', 'done']),
  rows: Type.Integer({ description: 'All rows, without a header.' }),
  done: Type.Integer({ description: 'How many of them are carried out.' }),
  counts: Type.Object(
    {
      new: Type.Integer(),
      changed: Type.Integer(),
      known: Type.Integer(),
      double: Type.Integer(),
      gone: Type.Integer(),
      unreadable: Type.Integer(),
    },
    { description: 'What was found of the rows before anything was done.' },
  ),
  results: Type.Object({
    added: Type.Integer(),
    changed: Type.Integer(),
    unchanged: Type.Integer(),
    'left-out': Type.Integer(),
  }),
  newGroups: Type.Array(Type.String(), { description: 'Groups that it makes.' }),
  datesUnclear: Type.Boolean({
    description: 'Day and month could not be told apart somewhere: the later month was taken.',
  }),
  createdAt: Timestamp,
  expiresAt: Timestamp,
})

export const RosterRowAnswer = Type.Object({
  line: Type.Integer(),
  name: Type.String(),
  verdict: literals(['new', 'changed', 'known', 'double', 'gone', 'unreadable', 'header']),
  problem: Type.Optional(
    literals([
      'no-name',
      'name',
      'email',
      'roster-id',
      'group',
      'birth-date',
      'too-many-groups',
      'id-twice',
      'two-learners',
      'several',
    ]),
  ),
  likeLine: Type.Optional(
    Type.Integer({ description: 'The earlier line that says the same person, or the same id.' }),
  ),
  news: Type.Optional(
    Type.Array(literals(['name', 'email', 'roster-id', 'age', 'group']), {
      description: 'What is new about somebody known.',
    }),
  ),
  learnerId: Type.Optional(Id),
  result: Type.Optional(literals(['added', 'changed', 'unchanged', 'left-out'])),
})
