import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import type { Page, Storage } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Ages } from '../age-dates.ts'
import type { Groups } from '../groups.ts'
import type { KnownLearners } from '../known-learners.ts'
import type { DateOrder } from './birth-dates.ts'
import { asChosen, type RosterChoices } from './choose.ts'
import { createFinish } from './finish.ts'
import { forgetInRosters, type Called } from './forget.ts'
import { readRoster, type RosterSource } from './read-roster.ts'
import { createReview } from './review.ts'
import {
  rosterImportTable,
  rosterRowTable,
  type RosterImport,
  type RosterRow,
  type Verdict,
} from './tables.ts'

export interface OpenOptions {
  /** A group that everybody joins, by name. */
  readonly group?: string
  readonly dateOrder?: DateOrder
}

/** Rosters on their way in. Nothing happens to a learner before `confirm`. */
export interface RosterImports {
  /**
   * Reads a roster and says of each row what would become of it.
   * @throws WaymarkError invalid-request: it cannot be read, is empty or too long; conflict: too many are open
   */
  open(
    caller: Caller,
    organizationId: string,
    source: RosterSource,
    options: OpenOptions,
  ): Promise<RosterImport>
  /** @throws WaymarkError not-found: not this organization's, or forgotten by now */
  read(caller: Caller, organizationId: string, importId: string): Promise<RosterImport>
  /** Newest first. */
  list(caller: Caller, organizationId: string): Promise<readonly RosterImport[]>
  /** In the order of the file, a hundred a page; those of one verdict, or all. */
  rows(
    caller: Caller,
    organizationId: string,
    importId: string,
    query: { verdict?: Verdict; after?: string },
  ): Promise<Page<RosterRow>>
  /** Says what the columns of a table hold. @throws WaymarkError not-found, conflict: it is carried out already */
  choose(
    caller: Caller,
    organizationId: string,
    importId: string,
    choices: RosterChoices,
  ): Promise<RosterImport>
  /** Says whether a row is about somebody else than the learner of the same name. @throws as `choose` */
  tellApart(
    caller: Caller,
    organizationId: string,
    importId: string,
    row: { number: number; somebodyElse: boolean },
  ): Promise<void>
  /** Carries it out, at once or soon; once is enough. @throws WaymarkError not-found */
  confirm(caller: Caller, organizationId: string, importId: string): Promise<RosterImport>
  /** Forgets it and what it said. @throws as `choose` */
  discard(caller: Caller, organizationId: string, importId: string): Promise<void>
  /** Empties what rosters on their way in say of somebody who is being removed. */
  forget(learner: Called): Promise<void>
  /** Carries out what was cut off. */
  readonly duty: ReturnType<typeof createFinish>['duty']
}

export interface RosterImportsDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly requireRight: RequireRight
  readonly known: KnownLearners
  readonly groups: Groups
  readonly agesOf: (organizationId: string) => Promise<Ages>
}

const day = 24 * 60 * 60 * 1000
/** How long a roster can be looked at and confirmed; its rows live on until it has been carried out. */
const previewDays = 2
const rowDays = 4
const mostOpen = 50
/** Carried out while the person waits. */
const atOnce = 500

export function createRosterImports(deps: RosterImportsDeps): RosterImports {
  const { storage, world, audit, requireRight } = deps
  const imports = storage.open(rosterImportTable)
  const rows = storage.open(rosterRowTable)
  const review = createReview({ ...deps, imports, rows })
  const finish = createFinish({ ...deps, imports, rows })
  const inDays = (days: number) => timestamp(new Date(world.now().getTime() + days * day))

  const ofOrganization = async (organizationId: string, importId: string) => {
    const roster = await imports.get(importId)
    const isThere =
      roster?.organizationId === organizationId && roster.expiresAt > timestamp(world.now())
    if (!isThere) throw new WaymarkError('not-found')
    return roster
  }

  const inPreview = async (caller: Caller, organizationId: string, importId: string) => {
    await requireRight(caller, organizationId, 'learner.change')
    const roster = await ofOrganization(organizationId, importId)
    if (roster.state !== 'preview') throw new WaymarkError('conflict')
    return roster
  }

  const newest = async (organizationId: string) => {
    const { rows: found } = await imports.find({
      index: 'byOrganization',
      equals: { organizationId },
      order: 'descending',
      limit: mostOpen,
    })
    return found.filter(({ expiresAt }) => expiresAt > timestamp(world.now()))
  }

  return {
    duty: finish.duty,
    forget: (learner) => forgetInRosters({ imports, rows }, learner),
    async open(caller, organizationId, source, { dateOrder, group }) {
      await requireRight(caller, organizationId, 'learner.change')
      const waiting = (await newest(organizationId)).filter(({ state }) => state === 'preview')
      if (waiting.length >= mostOpen) throw new WaymarkError('conflict')
      const today = timestamp(world.now()).slice(0, 10)
      const ages = await deps.agesOf(organizationId)
      const { lines, ...reading } = await readRoster(source, {
        ages,
        today,
        ...(dateOrder === undefined ? {} : { dateOrder }),
      })
      const people = lines.length - (reading.hasHeader ? 1 : 0)
      if (people < 1) throw empty()
      const draft = {
        ...reading,
        id: world.newId(),
        organizationId,
        state: 'preview' as const,
        ...(group === undefined ? {} : { group }),
        asked: 1,
        rows: people,
        done: 0,
        results: { added: 0, changed: 0, unchanged: 0, 'left-out': 0 },
        attempts: 0,
        createdAt: timestamp(world.now()),
        expiresAt: inDays(previewDays),
      }
      const findings = await review.ofNew(draft, lines, inDays(rowDays))
      return imports.insert({ ...draft, ...findings, judged: 1 })
    },
    async read(caller, organizationId, importId) {
      await requireRight(caller, organizationId, 'learner.read')
      return review.again(await ofOrganization(organizationId, importId))
    },
    async list(caller, organizationId) {
      await requireRight(caller, organizationId, 'learner.read')
      return newest(organizationId)
    },
    async rows(caller, organizationId, importId, { verdict, after }) {
      await requireRight(caller, organizationId, 'learner.read')
      await review.again(await ofOrganization(organizationId, importId))
      const paging = { limit: 100, ...(after === undefined ? {} : { after }) }
      return verdict === undefined
        ? rows.find({ index: 'byImport', equals: { importId }, ...paging })
        : rows.find({ index: 'byVerdict', equals: { importId, verdict }, ...paging })
    },
    async choose(caller, organizationId, importId, choices) {
      await inPreview(caller, organizationId, importId)
      const chosen = await imports.change(importId, (roster) => {
        if (roster.state !== 'preview') throw new WaymarkError('conflict')
        return asChosen(roster, choices)
      })
      if (chosen === undefined) throw new WaymarkError('not-found')
      return review.again(chosen)
    },
    async tellApart(caller, organizationId, importId, { number, somebodyElse }) {
      await inPreview(caller, organizationId, importId)
      const { rows: found } = await rows.find({
        index: 'byImport',
        equals: { importId, number },
        limit: 1,
      })
      const [row] = found
      if (row === undefined) throw new WaymarkError('not-found')
      await rows.change(row.id, (one) => ({ ...one, somebodyElse }))
      await imports.change(importId, (roster) => ({ ...roster, asked: roster.asked + 1 }))
    },
    async confirm(caller, organizationId, importId) {
      await requireRight(caller, organizationId, 'learner.change')
      const reviewed = await review.again(await ofOrganization(organizationId, importId))
      if (reviewed.state !== 'preview') return reviewed
      if (reviewed.judged !== reviewed.asked) throw new WaymarkError('changed-meanwhile')
      const isSmall = reviewed.rows <= atOnce
      const { started, isMine } = await finish.start(reviewed, caller.accountId, isSmall)
      if (!isMine) return started
      const { new: added, changed, double } = started.counts
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'roster.brought-in',
        object: importId,
        facts: { learners: started.rows, added, changed, double },
      })
      return isSmall ? finish.carryOn(started) : started
    },
    async discard(caller, organizationId, importId) {
      await inPreview(caller, organizationId, importId)
      const expiresAt = timestamp(world.now())
      await imports.change(importId, (roster) => {
        if (roster.state !== 'preview') throw new WaymarkError('conflict')
        return { ...roster, expiresAt }
      })
      await review.forget(importId)
    },
  }
}

function empty(): WaymarkError {
  const problem = { path: '/file', rule: 'too-few', expected: 1 } as const
  return new WaymarkError('invalid-request', { problems: [problem] })
}
