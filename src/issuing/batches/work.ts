import { setImmediate } from 'node:timers/promises'
import type { Achievements } from '../../achievements/achievements.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import { duty } from '../../jobs/worker.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import type { Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Award } from '../tables.ts'
import type { UndoAward } from '../undo.ts'
import type { AwardRows } from './award-rows.ts'
import { readAwardables } from './awardables.ts'
import type { CheckRows } from './check-rows.ts'
import { placeFirstLine } from './name-columns.ts'
import { discard } from './receive.ts'
import { awardedRowStates, idsOfRow } from './row-state.ts'
import type { Batch, BatchRow } from './tables.ts'
import type { TellRows } from './tell-rows.ts'

interface Deps {
  readonly batches: Table<Batch, 'byWork'>
  readonly rows: Table<BatchRow, 'byNumber' | 'byState'>
  readonly awards: Table<Award>
  readonly achievements: Achievements
  readonly requireRight: RequireRight
  readonly checkRows: CheckRows
  readonly awardRows: AwardRows
  readonly undoAward: UndoAward
  readonly tellRows: TellRows
  readonly world: World
}

/** What is done before others have their turn: about a second of work. */
const rowsAtOnce = { check: 200, award: 40, undo: 100, leaveOut: 500 }

/** Work that is there to be done, the shortest first. */
const works = ['undo', 'award', 'check', 'receive', 'columns'] as const

/**
 * Goes on with the batches that have something to be done, a part at a time. Where it stands is told by the rows alone:
 * whoever is stopped anywhere goes on from what is stored.
 */
export function batchDuty(deps: Deps) {
  const { batches, world } = deps
  return duty<Batch>({
    name: 'batches',
    async due(now) {
      const found: Batch[] = []
      for (const work of works) {
        const query = { index: 'byWork', equals: { work }, to: `${now}~`, limit: 10 } as const
        found.push(...(await batches.find(query)).rows)
      }
      return found
    },
    lease: (batch, until) => lease(batches, batch, until),
    async perform(batch) {
      const isDone = await goOn(deps, batch)
      if (isDone !== 'discarded') await letGo(deps, batch, isDone)
    },
    async failed(batch, again, cause) {
      if (cause instanceof WaymarkError && cause.code === 'not-allowed') {
        await pauseFor(deps, batch)
        return
      }
      const wait = cause instanceof WaymarkError ? cause.retryAfter : undefined
      const later = new Date(world.now().getTime() + (wait ?? 3600) * 1000)
      const dueAt = wait === undefined ? (again ?? timestamp(later)) : timestamp(later)
      await batches.change(batch.id, (found) => ({ ...found, leased: false, dueAt }))
    },
    attemptsOf: (batch) => batch.attempts,
  })
}

/** Whether the work that a batch was taken for is done. */
async function goOn(deps: Deps, batch: Batch): Promise<boolean | 'discarded'> {
  switch (batch.work) {
    case 'receive':
    case 'columns':
      await discard(deps, batch)
      return 'discarded'
    case 'check': {
      await placeFirstLine(deps.rows, batch)
      const awardables = await readAwardables(
        deps.achievements,
        inName(batch.createdBy),
        batch.organizationId,
      )
      return (await deps.checkRows.some(batch, awardables, rowsAtOnce.check)) === 0
    }
    case 'award':
      return awardSome(deps, batch)
    case 'undo':
      return undoSome(deps, batch)
    case 'none':
      return true
  }
}

async function awardSome(deps: Deps, batch: Batch): Promise<boolean> {
  const { requireRight, achievements, world } = deps
  const caller = inName(batch.runBy ?? batch.createdBy)
  const { organizationId } = batch
  try {
    await requireRight(caller, organizationId, 'award.make')
  } catch (cause) {
    throw new WaymarkError('not-allowed', { cause })
  }
  const awardables = await readAwardables(achievements, caller, organizationId)
  const mailNotBefore = batch.mailNotBefore ?? timestamp(world.now())
  const run = { batch, caller, awardables, mailNotBefore }
  return (await deps.awardRows(run, rowsAtOnce.award)) === 0
}

/** Whatever was awarded and is not undone, whether its row knows of it or not. What is undone is met no second time. */
async function undoSome(deps: Deps, batch: Batch): Promise<boolean> {
  const undoing = batch.undo ?? { by: batch.createdBy, reason: '' }
  const made = await awardsToUndo(deps, batch.id)
  const undone: Award[] = []
  for (const award of made) {
    undone.push(await deps.undoAward(award, undoing))
    await setImmediate()
  }
  await deps.tellRows(undone)
  if (made.length > 0) return false
  return (await leaveOutSome(deps, batch.id)) === 0
}

/** The rows that were still to be awarded: they never will be. */
async function leaveOutSome({ rows }: Deps, batchId: string): Promise<number> {
  const query = { index: 'byState', equals: { batchId, state: 'valid' } } as const
  const { rows: some } = await rows.find({ ...query, limit: rowsAtOnce.leaveOut })
  await rows.replaceMany(some.map((row) => ({ ...row, state: 'left-out' })))
  return some.length
}

async function awardsToUndo({ rows, awards }: Deps, batchId: string): Promise<readonly Award[]> {
  for (const state of ['valid', ...awardedRowStates] as const) {
    if (state === 'undone') continue
    let after: string | undefined
    do {
      const page = await rows.find({
        index: 'byState',
        equals: { batchId, state },
        limit: rowsAtOnce.undo,
        ...(after === undefined ? {} : { after }),
      })
      const ids = page.rows.map(({ number }) => idsOfRow(batchId, number).awardId)
      const made = await awards.getMany(ids)
      if (made.length > 0) return made
      after = page.next
    } while (after !== undefined)
  }
  return []
}

/** Staff who started something are still asked whether they may; they need no key for what the service does. */
function inName(accountId: string): Caller {
  return { accountId, scopes: 'every', operator: false }
}

async function lease(batches: Deps['batches'], batch: Batch, until: string) {
  const hold = { taken: false }
  const leased = await batches.change(batch.id, (found) => {
    hold.taken = found.dueAt === batch.dueAt && found.work === batch.work
    if (!hold.taken) return undefined
    return { ...found, leased: true, dueAt: until, attempts: found.attempts + 1 }
  })
  return hold.taken ? leased : undefined
}

/** At once again, with whatever is to be done by then: somebody may have paused it or taken it back meanwhile. */
async function letGo({ batches, world }: Deps, batch: Batch, isDone: boolean): Promise<void> {
  const dueAt = timestamp(world.now())
  await batches.change(batch.id, (found) => {
    const free = { ...found, leased: false, dueAt, attempts: 0 }
    return isDone && found.work === batch.work ? { ...free, ...afterWork(found, dueAt) } : free
  })
}

function afterWork(batch: Batch, now: string): Partial<Batch> {
  if (batch.work === 'award') return { state: 'done', work: 'none' }
  if (batch.work !== 'check') return { work: 'none' }
  return { ...withoutFirstLine(batch), ...afterCheck(batch, now) }
}

/** By then it is among the rows, or it named the columns. */
function withoutFirstLine({ list }: Batch): Pick<Batch, 'list'> {
  if (list === undefined) return {}
  const { first: _line, isFirstMoved: _moved, ...rest } = list
  return { list: rest }
}

function afterCheck(batch: Batch, now: string): Partial<Batch> {
  return batch.holdMinutes === undefined || batch.startedAt !== undefined
    ? { state: 'ready', work: 'none' }
    : started(batch, batch.holdMinutes, now)
}

/** What a batch is from its start on. */
export function started(
  { mailNotBefore: before = '' }: Pick<Batch, 'mailNotBefore'>,
  holdMinutes: number,
  now: string,
): Pick<Batch, 'state' | 'work' | 'startedAt' | 'mailNotBefore' | 'holdMinutes'> {
  const until = timestamp(new Date(Date.parse(now) + holdMinutes * 60_000))
  return {
    state: 'running',
    work: 'award',
    startedAt: now,
    holdMinutes,
    mailNotBefore: until > before ? until : before,
  }
}

async function pauseFor({ batches }: Deps, batch: Batch): Promise<void> {
  await batches.change(batch.id, (found) =>
    found.state === 'running'
      ? { ...found, leased: false, state: 'paused', work: 'none', pausedFor: 'not-allowed' }
      : { ...found, leased: false },
  )
}
