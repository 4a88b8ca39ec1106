import Type, { type Static } from 'typebox'
import { EvidenceBody } from './awards.ts'
import { closed, Id, Name, Next, Timestamp } from './common.ts'
import { Words } from './profiles.ts'

/** Rows of one batch. */
export const mostRows = 10_000

/** As much as ten thousand rows with a sentence each. */
export const mostBatchBytes = 20 * 1024 * 1024

/** How long mails may be held back, so that a batch can still be undone before anybody is told. */
export const mostHoldMinutes = 24 * 60
export const usualHoldMinutes = 15

const mostTableLetters = 5 * 1024 * 1024

export const BatchStateSchema = Type.Enum([
  'columns',
  'checking',
  'ready',
  'running',
  'paused',
  'done',
  'undone',
])

export const rowStates = [
  'unchecked',
  'valid',
  'invalid',
  'left-out',
  'pending',
  'waiting',
  'issued',
  'held',
  'mailed',
  'bounced',
  'unclear',
  'not-mailed',
  'undone',
] as const

export const RowStateSchema = Type.Enum([...rowStates], {
  description:
    'unchecked: not looked at yet. invalid: see its problems. left-out: by hand, or as a duplicate. pending: being ' +
    'signed. waiting: for a consent. issued: and nobody to mail. held: its mail is held back or on its way. unclear: the ' +
    'mail may have been sent. not-mailed: the mail could not be sent. undone: taken back.',
})

/** The columns of a file, in the order in which people write them. */
export const rowColumns = [
  'achievement',
  'learnerId',
  'rosterId',
  'name',
  'email',
  'language',
  'narrative',
  'evidenceUrl',
  'evidenceName',
  'level',
  'activityStart',
  'activityEnd',
  'validUntil',
] as const
export type RowColumn = (typeof rowColumns)[number]

/** What a column of a file can be taken for. The parts of a name are put together; what is ignored is not kept. */
export const columnMeanings = [
  'name',
  'givenName',
  'familyName',
  'email',
  'rosterId',
  'achievement',
  'level',
  'narrative',
  'evidenceUrl',
  'evidenceName',
  'activityStart',
  'activityEnd',
  'validUntil',
  'language',
  'learnerId',
  'ignored',
] as const
export type ColumnMeaning = (typeof columnMeanings)[number]

/** Columns of one file. */
export const mostColumns = 60

/** Nothing in a row is refused as a whole: what is wrong with it is said of the row, so that it can be mended. */
const cell = (description: string) => Type.Optional(Type.String({ maxLength: 10_000, description }))

export const RowCellsBody = Type.Object(
  {
    achievement: cell('Its id or its exact name. Without it, the `achievementId` of the batch.'),
    learnerId: cell('A learner of the organization.'),
    rosterId: cell("The organization's own id of a learner."),
    name: cell('Of somebody new, or with `email` of somebody known.'),
    email: cell('Where the badge is mailed to. Without it there is a claim code.'),
    language: cell('`en` or `es`: of the mail.'),
    narrative: cell('What they did.'),
    evidenceUrl: cell('A link to the work.'),
    evidenceName: cell('What the work is.'),
    level: Type.Optional(
      Type.Union([Type.Integer({ minimum: 0, maximum: 11 }), Type.String({ maxLength: 10_000 })], {
        description:
          'The name of a rubric level; or as a number counted from the lowest, 0, as in an award.',
      }),
    ),
    activityStart: cell('YYYY-MM-DD.'),
    activityEnd: cell('YYYY-MM-DD.'),
    validUntil: cell('YYYY-MM-DD.'),
  },
  closed,
)

export const rowRules = [
  'required',
  'too-long',
  'format',
  'web-address',
  'hidden-characters',
  'choice',
  'order',
  'too-many',
  'achievement-unknown',
  'achievement-ambiguous',
  'learner-unknown',
  'level-unknown',
  'too-many-mails',
  'not-possible',
] as const

export const RowProblemAnswer = Type.Object({
  column: Type.Enum([...rowColumns]),
  rule: Type.Enum([...rowRules]),
  message: Type.Optional(Type.String({ description: 'The fault in words.' })),
})

export const HoldMinutes = Type.Integer({
  minimum: 0,
  maximum: mostHoldMinutes,
  default: usualHoldMinutes,
  description:
    'Mails are held back for so long from the start on. What is undone meanwhile leaves no trace: nobody was told.',
})

export const StartBody = Type.Object({ holdMinutes: Type.Optional(HoldMinutes) }, closed)

const ColumnsOfTable = Type.Array(Type.Enum([...columnMeanings]), {
  minItems: 1,
  maxItems: mostColumns,
  description: 'What each column holds, from the first to the last.',
})

export const ColumnsBody = Type.Object(
  {
    columns: ColumnsOfTable,
    hasHeader: Type.Boolean({ description: 'Whether the first line names the columns.' }),
    achievementId: Type.Optional(
      Type.String({ ...Id, description: 'What is awarded where no column says it.' }),
    ),
  },
  closed,
)

export const BatchBody = Type.Object(
  {
    name: Type.Optional(Name),
    achievementId: Type.Optional(Id),
    rows: Type.Optional(Type.Array(RowCellsBody, { minItems: 1, maxItems: mostRows })),
    table: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: mostTableLetters,
        description:
          'A list as a spreadsheet saves it (CSV, semicolons or tabs), instead of `rows`. Where its columns are not all known by ' +
          'name and `columns` does not say them, the batch waits in the state `columns`: see `PUT …/columns`.',
      }),
    ),
    columns: Type.Optional(ColumnsOfTable),
    hasHeader: Type.Optional(
      Type.Boolean({ description: 'Whether the first line of `table` names its columns.' }),
    ),
    groupId: Type.Optional(
      Type.String({
        ...Id,
        description: 'A row for each learner of this group, before those of `rows`.',
      }),
    ),
    start: Type.Optional(
      Type.Object(
        { holdMinutes: Type.Optional(HoldMinutes) },
        {
          ...closed,
          description: 'Start as soon as it is checked, without the rows that do not fit.',
        },
      ),
    ),
  },
  closed,
)

export const RowChangeBody = Type.Object(
  {
    cells: Type.Optional(RowCellsBody),
    leaveOut: Type.Optional(
      Type.Boolean({
        description: 'true: not awarded. false: awarded, even where it is a duplicate.',
      }),
    ),
  },
  { ...closed, minProperties: 1 },
)

export const UndoBody = Type.Object({ reason: Words(500) }, closed)

export const RowAnswer = Type.Object({
  number: Type.Integer(),
  line: Type.Optional(Type.Integer({ description: 'Where it ends in its file.' })),
  state: RowStateSchema,
  cells: Type.Object(
    { ...RowCellsBody.properties, level: Type.Optional(Type.String()) },
    { description: 'As it was written. Empty once it is awarded. Levels are counted from 1 here.' },
  ),
  problems: Type.Array(RowProblemAnswer),
  duplicateOf: Type.Optional(
    Type.Union([
      Type.Object({ row: Type.Integer() }, closed),
      Type.Object({ awardId: Type.String() }, closed),
    ]),
  ),
  recipientName: Type.String(),
  achievementName: Type.Optional(Type.String()),
  learnerId: Type.Optional(Type.String()),
  awardId: Type.Optional(Type.String()),
})
export type RowAnswer = Static<typeof RowAnswer>

export const BatchAnswer = Type.Object({
  id: Id,
  name: Type.String(),
  state: BatchStateSchema,
  rows: Type.Integer(),
  working: Type.Boolean({
    description: 'Whether the service is at work on it, also to take it back. Mails come after.',
  }),
  counts: Type.Optional(
    Type.Object(
      Object.fromEntries(rowStates.map((state) => [state, Type.Integer()])) as Record<
        (typeof rowStates)[number],
        ReturnType<typeof Type.Integer>
      >,
    ),
  ),
  /** Of the rows that are still to be awarded. */
  mails: Type.Optional(Type.Integer({ description: 'How many mails its valid rows will send.' })),
  unknownColumns: Type.Array(Type.String()),
  pausedFor: Type.Optional(
    Type.Literal('not-allowed', { description: 'Whoever started it may not award any more.' }),
  ),
  mailNotBefore: Type.Optional(Timestamp),
  createdAt: Timestamp,
  startedAt: Type.Optional(Timestamp),
})
export type BatchAnswer = Static<typeof BatchAnswer>

export const PreviewAnswer = Type.Object({
  number: Type.Integer(),
  problems: Type.Array(RowProblemAnswer, {
    description: 'What keeps it from being awarded; then there is neither award nor mail.',
  }),
  leftOut: Type.Boolean({ description: 'It is not awarded: left out, or the same as another.' }),
  award: Type.Optional(
    Type.Object({
      recipientName: Type.String(),
      achievementId: Type.String(),
      achievementName: Type.String(),
      statement: Type.Object({
        level: Type.Optional(Type.String({ description: 'The name of the level.' })),
        narrative: Type.Optional(Type.String()),
        evidence: Type.Array(EvidenceBody),
        activityStart: Type.Optional(Type.String()),
        activityEnd: Type.Optional(Type.String()),
        validUntil: Type.Optional(Type.String()),
      }),
      waits: Type.Boolean({ description: 'It waits, unsigned, until a guardian agrees.' }),
      hasCode: Type.Boolean({ description: 'There is a claim code instead of a mailed link.' }),
    }),
  ),
  mails: Type.Array(
    Type.Object({
      to: Type.Enum(['learner', 'guardian']),
      email: Type.Optional(
        Type.String({ description: 'Of the learner; the address of a guardian is not told.' }),
      ),
      language: Type.String(),
      subject: Type.String(),
      html: Type.String({ description: 'Its links open nothing yet.' }),
      text: Type.String(),
    }),
  ),
  noMail: Type.Optional(
    Type.Enum(['consent-first', 'no-address', 'may-not', 'stopped'], {
      description:
        'Why nobody is mailed now. consent-first: `mails` go out once a guardian agreed. may-not: the learner may not be ' +
        'written to and no guardian is known. stopped: whoever it would go to wants no mails.',
    }),
  ),
})
export type PreviewAnswer = Static<typeof PreviewAnswer>

export const ColumnsAnswer = Type.Object({
  columns: Type.Array(
    Type.Object({
      title: Type.String({ description: 'As the file calls it; empty where it does not.' }),
      meaning: Type.Enum([...columnMeanings], { description: 'What it is taken for.' }),
      samples: Type.Array(Type.String(), { description: 'What stands in it, three times.' }),
    }),
  ),
  hasHeader: Type.Boolean(),
  remembered: Type.Boolean({
    description: 'Whether the same columns were named here before, and are taken for the same.',
  }),
})
export type ColumnsAnswer = Static<typeof ColumnsAnswer>

export const BatchesAnswer = Type.Object({ batches: Type.Array(BatchAnswer), next: Next })
export const RowsAnswer = Type.Object({ rows: Type.Array(RowAnswer), next: Next })
