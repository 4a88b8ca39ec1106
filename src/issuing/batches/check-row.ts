import type { AchievementVersion } from '../../achievements/tables.ts'
import { hashToken } from '../../accounts/secrets.ts'
import { WaymarkError, type FieldProblem } from '../../errors.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { Table } from '../../storage/tables.ts'
import { wordsOf } from '../../storage/words.ts'
import type { AwardRequest } from '../award.ts'
import type { Award, AwardStatement } from '../tables.ts'
import type { Awardables } from './awardables.ts'
import { plain } from './plain.ts'
import { cellProblems, statementIn } from './read-cells.ts'
import { idsOfRow } from './row-state.ts'
import type { Batch, BatchRow, RowCells, RowProblem } from './tables.ts'

/** What a row asks for, once everything in it is understood. */
export interface ReadRow {
  readonly request: AwardRequest
  readonly achievementName: string
  /** Who is known already. */
  readonly learner?: Learner
  readonly email?: string
  readonly key: string
}

export type CheckedRow =
  | { readonly ok: true; readonly read: ReadRow; readonly duplicateOf?: { awardId: string } }
  | { readonly ok: false; readonly problems: readonly RowProblem[] }

export type CheckRow = (batch: Batch, row: BatchRow, awardables: Awardables) => Promise<CheckedRow>

export interface CheckRowDeps {
  readonly awards: Pick<Table<Award, 'byLearner'>, 'find'>
  readonly learners: Learners
  /** Everything that is wrong with what was said. */
  readonly statementProblems: (
    statement: AwardStatement,
    version: AchievementVersion,
  ) => readonly FieldProblem[]
}

/** Reads what a row asks for, and says everything that is wrong with it at once. Nothing is written. */
export function createCheckRow(deps: CheckRowDeps): CheckRow {
  return async (batch, row, awardables) => {
    const { cells } = row
    const problems = [...cellProblems(cells)]
    const found = awardables.find(cells.achievement ?? batch.achievementId)
    if (typeof found === 'string') problems.unshift({ column: 'achievement', rule: found })
    const learner = await learnerOf(deps, batch.organizationId, cells)
    if (typeof learner === 'object' && 'rule' in learner) problems.push(learner)
    if (typeof found === 'string') return { ok: false, problems }
    const level = levelOf(cells.level, found)
    if (level === 'unknown') problems.push({ column: 'level', rule: 'level-unknown' })
    if (problems.length > 0 || level === 'unknown') return { ok: false, problems }
    const statement = statementIn(cells, level)
    const wrong = deps.statementProblems(statement, found).map(problemOf)
    if (wrong.length > 0) return { ok: false, problems: wrong }
    const known = learner !== undefined && 'id' in learner ? learner : undefined
    const read = readRow(batch, cells, { statement, version: found, known })
    const duplicateOf = await awardLike(deps, batch, row, read)
    return { ok: true, read, ...(duplicateOf === undefined ? {} : { duplicateOf }) }
  }
}

async function learnerOf(
  { learners }: CheckRowDeps,
  organizationId: string,
  { learnerId, rosterId, name, email }: RowCells,
): Promise<Learner | RowProblem | undefined> {
  if (learnerId !== undefined) {
    const learner = await learners.byId(learnerId)
    return learner?.organizationId === organizationId
      ? learner
      : { column: 'learnerId', rule: 'learner-unknown' }
  }
  const marks = {
    organizationId,
    name: name ?? '',
    ...(rosterId === undefined ? {} : { rosterId }),
    ...(name === undefined || email === undefined ? {} : { email }),
  }
  const known = await learners.knownAs(marks)
  const isUnknown = rosterId !== undefined && known?.rosterId !== rosterId
  return isUnknown ? { column: 'rosterId', rule: 'learner-unknown' } : known
}

function readRow(
  batch: Batch,
  { name = '', email, language }: RowCells,
  {
    statement,
    version,
    known,
  }: { statement: AwardStatement; version: AchievementVersion; known: Learner | undefined },
): ReadRow {
  const { achievementId } = version
  const address = known?.email ?? email
  const who =
    known?.id ??
    `${email?.toLowerCase() ?? ''}\n${wordsOf(name).join(' ') || name.normalize('NFC')}`
  return {
    request: {
      achievementId,
      learner:
        known === undefined
          ? {
              name,
              language: language ?? 'en',
              ageBand: 'unknown',
              ...(email === undefined ? {} : { email }),
            }
          : { learnerId: known.id },
      statement,
    },
    achievementName: version.content.name,
    ...(known === undefined ? {} : { learner: known }),
    ...(address === undefined ? {} : { email: address }),
    key: hashToken(`${batch.id}\n${achievementId}\n${who}`),
  }
}

/** An award that says the same already: to this learner, or to somebody without an address who is called the same. */
async function awardLike(
  { awards, learners }: CheckRowDeps,
  batch: Batch,
  row: BatchRow,
  { request, learner, email }: ReadRow,
): Promise<{ awardId: string } | undefined> {
  const { name } = row.cells
  const named =
    learner === undefined && email === undefined && name !== undefined
      ? await learners.ofNickname(batch.organizationId, name)
      : []
  const { awardId, newLearnerId } = idsOfRow(batch.id, row.number)
  for (const { id } of learner === undefined ? named : [learner]) {
    if (id === newLearnerId) continue
    const { rows } = await awards.find({
      index: 'byLearner',
      equals: { learnerId: id },
      order: 'descending',
      limit: 200,
    })
    const same = rows.find(
      (award) =>
        award.achievementId === request.achievementId &&
        award.state !== 'revoked' &&
        award.id !== awardId,
    )
    if (same !== undefined) return { awardId: same.id }
  }
  return undefined
}

function levelOf(typed: string | undefined, version: AchievementVersion) {
  if (typed === undefined) return undefined
  const levels = version.content.rubric?.levels ?? []
  const named = levels.findIndex(({ name }) => plain(name) === plain(typed))
  if (named >= 0) return named
  const number = /^\d{1,2}$/.test(typed) ? Number(typed) - 1 : -1
  return number >= 0 && number < levels.length ? number : ('unknown' as const)
}

const columnOfMember: Readonly<Record<string, RowProblem['column']>> = {
  level: 'level',
  activityStart: 'activityStart',
  activityEnd: 'activityEnd',
  validUntil: 'validUntil',
  evidence: 'evidenceUrl',
  narrative: 'narrative',
  learner: 'name',
}

const rulesOfStatement = new Set(['required', 'too-long', 'choice', 'order', 'too-many'])

/** A fault of an award as one of its row. */
export function problemOf({ path, rule }: FieldProblem): RowProblem {
  const column = columnOfMember[path.split('/')[1] ?? ''] ?? 'narrative'
  const isKnown = (one: string): one is RowProblem['rule'] => rulesOfStatement.has(one)
  return { column, rule: isKnown(rule) ? rule : 'not-possible' }
}

/** What kept an award from being made, as a fault of its row; undefined where it is nobody's. */
export function problemsOfRefusal(error: unknown): readonly RowProblem[] | undefined {
  if (!(error instanceof WaymarkError)) return undefined
  if (error.code === 'invalid-request' && error.problems.length > 0) {
    return error.problems.map(problemOf)
  }
  if (error.code === 'achievement-not-published') {
    return [{ column: 'achievement', rule: 'achievement-unknown' }]
  }
  return error.status < 500 ? [{ column: 'name', rule: 'not-possible' }] : undefined
}
