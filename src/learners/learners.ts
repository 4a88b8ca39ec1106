import { normalizeEmail } from '../accounts/secrets.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { New, Page, Storage } from '../storage/tables.ts'
import { prefixOf, wordsOf } from '../storage/words.ts'
import { timestamp, type World } from '../world.ts'
import { ageBandOf, ageProblems, type AgeDates, type Ages } from './age-dates.ts'
import { createGroups, type Groups } from './groups.ts'
import {
  openKnownLearners,
  plainNameOf,
  wordsOfName,
  type Marks,
  type NewLearner,
} from './known-learners.ts'
import { createRosterImports, type RosterImports } from './rosters/roster-imports.ts'
import { followingAge } from './standing.ts'
import type { AgeBand, Learner } from './tables.ts'

export type { NewLearner } from './known-learners.ts'

/** What staff can change of a learner: all of it is said each time. */
export type LearnerChange = Pick<NewLearner, 'name' | 'ageBand' | 'rosterId'> & AgeDates

export interface Learners {
  /** @throws WaymarkError conflict, already-exists: somebody else has the address under this name, or the roster id */
  add(caller: Caller, organizationId: string, person: NewLearner): Promise<Learner>
  /** @throws WaymarkError as `add`; invalid-request: dates that cannot be */
  change(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    person: LearnerChange,
  ): Promise<Learner>
  /** Newest first, or those of a group, or those whose name has a word that starts with `search`. */
  list(
    caller: Caller,
    organizationId: string,
    query: { search?: string; groupId?: string; after?: string },
  ): Promise<Page<Learner>>
  /**
   * Whoever is awarded: known again by roster id, or address and name, or added. Awarding staff need no further right. Whoever may have
   * to ask twice names the `id` that somebody new gets: then they are added once.
   */
  forAward(
    caller: Caller,
    organizationId: string,
    person: NewLearner,
    id?: string,
  ): Promise<Learner>
  /** Whoever would be known again by roster id, or by address and name; nobody is added. */
  knownAs(marks: Marks): Promise<Learner | undefined>
  /** Those whom staff call so and who have no address: perhaps the same person, perhaps not. */
  ofNickname(organizationId: string, name: string): Promise<readonly Learner[]>
  /**
   * Another address for somebody whose mail came back. Whoever has an account keeps theirs in order themselves.
   * @throws WaymarkError conflict: they have an account, no address, or somebody else has that address and name
   */
  mendAddress(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    email: string,
  ): Promise<Learner>
  /** @throws WaymarkError not-found when it is not this organization's. */
  ofOrganization(organizationId: string, learnerId: string): Promise<Learner>
  byId(learnerId: string): Promise<Learner | undefined>
  byIds(learnerIds: readonly string[]): Promise<readonly Learner[]>
  ofAccount(accountId: string): Promise<readonly Learner[]>
  /**
   * Changes the record for another part of the service, which asked before whether it may; `change` answers undefined
   * to leave it as it is. @throws WaymarkError not-found
   */
  amend(learnerId: string, change: (learner: Learner) => New<Learner> | undefined): Promise<Learner>
  /** Those for whom something has to follow from their consents by now, longest due first. */
  withConsentsDue(now: string, limit: number): Promise<readonly Learner[]>
  /** Links a learner to the account that claimed. @throws WaymarkError already-claimed by another account */
  link(learnerId: string, accountId: string): Promise<Learner>
  readonly groups: Groups
  readonly imports: RosterImports
  readonly agesOf: (organizationId: string) => Promise<Ages>
  readonly duties: readonly RosterImports['duty'][]
}

export interface LearnersDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly requireRight: RequireRight
  readonly emailHash: (email: string) => string
  /** The ages that the organization's policy says. */
  readonly agesOf: (organizationId: string) => Promise<Ages>
}

const most = 1000

export function createLearners(deps: LearnersDeps): Learners {
  const { world, audit, requireRight } = deps
  const known = openKnownLearners(deps)
  const learners = known.table
  const today = () => timestamp(world.now()).slice(0, 10)

  const ofOrganization = async (organizationId: string, learnerId: string) => {
    const learner = await learners.get(learnerId)
    if (learner?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return learner
  }

  const ofAccount = async (accountId: string) => {
    const { rows } = await learners.find({ index: 'byAccount', equals: { accountId }, limit: most })
    return rows
  }

  /** Searched among the first thousand: a group is a class, and no index knows both. */
  const ofGroup = async (
    organizationId: string,
    groupId: string,
    prefix: { readonly from: string } | undefined,
    after: string | undefined,
  ) => {
    const query = { index: 'byGroup', equals: { organizationId, groups: groupId } } as const
    if (prefix === undefined) {
      return learners.find({ ...query, limit: 50, ...(after === undefined ? {} : { after }) })
    }
    const { rows } = await learners.find({ ...query, limit: most })
    return { rows: rows.filter(({ words }) => words.some((word) => word.startsWith(prefix.from))) }
  }

  const forAward: Learners['forAward'] = async (caller, organizationId, person, id) => {
    refuseAges(person, today())
    const ageBand = ageBandOf(person.ageBand, person, today())
    const { learner, isNew } = await known.findOrAdd(organizationId, { ...person, ageBand }, id)
    // Somebody known who is now said to be a minor is one from now on; the other way is a change of its own.
    const isMinorNow = ageBand === 'minor' && learner.ageBand !== 'minor'
    if (isNew || isMinorNow) {
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: isNew ? 'learner.added' : 'learner.changed',
        object: learner.id,
      })
    }
    if (!isMinorNow) return learner
    return (await learners.change(learner.id, (one) => ({ ...one, ageBand: 'minor' }))) ?? learner
  }

  const groups = createGroups({ ...deps, learners })
  const imports = createRosterImports({ ...deps, known, groups })
  return {
    groups,
    imports,
    agesOf: deps.agesOf,
    duties: [imports.duty],
    ofOrganization,
    ofAccount,
    forAward,
    async knownAs(marks) {
      const [match] = await known.match([marks])
      return match?.byRosterId ?? match?.byAddress
    },
    async ofNickname(organizationId, name) {
      const [word] = wordsOf(name)
      if (word === undefined) return []
      const { rows } = await learners.find({
        index: 'byWords',
        equals: { organizationId },
        from: word,
        to: `${word} `,
        limit: most,
      })
      const plain = plainNameOf(name)
      return rows.filter((one) => one.email === undefined && plainNameOf(one.name) === plain)
    },
    async mendAddress(caller, organizationId, learnerId, email) {
      await requireRight(caller, organizationId, 'learner.change')
      const before = await ofOrganization(organizationId, learnerId)
      if (before.email === undefined) throw new WaymarkError('conflict')
      const { name } = before
      await known.keep(learnerId, { organizationId, name, email: normalizeEmail(email) })
      const mended = await learners.change(learnerId, (learner) => {
        if (learner.accountId !== undefined) throw new WaymarkError('conflict')
        return { ...learner, email: normalizeEmail(email) }
      })
      if (mended === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'learner.changed',
        object: learnerId,
      })
      return mended
    },
    byId: (learnerId) => learners.get(learnerId),
    byIds: (learnerIds) => learners.getMany(learnerIds),
    async add(caller, organizationId, person) {
      await requireRight(caller, organizationId, 'learner.change')
      return forAward(caller, organizationId, person)
    },
    async change(caller, organizationId, learnerId, person) {
      await requireRight(caller, organizationId, 'learner.change')
      const { email } = await ofOrganization(organizationId, learnerId)
      refuseAges(person, today())
      const ageBand = ageBandOf(person.ageBand, person, today())
      const marks = { ...person, organizationId }
      await known.keep(learnerId, email === undefined ? marks : { ...marks, email })
      const words = wordsOfName(person.name)
      const changed = await learners.change(learnerId, (learner) =>
        followingAge(
          learner,
          { ...withoutRosterFacts(learner), ...person, ageBand, words },
          today(),
        ),
      )
      if (changed === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'learner.changed',
        object: learnerId,
        facts: { ageBand },
      })
      return changed
    },
    async list(caller, organizationId, { search, groupId, after }) {
      await requireRight(caller, organizationId, 'learner.read')
      const prefix = search === undefined ? undefined : prefixOf(search)
      if (groupId !== undefined) return ofGroup(organizationId, groupId, prefix, after)
      const paging = {
        equals: { organizationId },
        limit: 50,
        ...(after === undefined ? {} : { after }),
      }
      return prefix === undefined
        ? learners.find({ index: 'byOrganization', order: 'descending', ...paging })
        : learners.find({ index: 'byWords', ...prefix, ...paging })
    },
    async amend(learnerId, change) {
      const amended = await learners.change(learnerId, change)
      if (amended === undefined) throw new WaymarkError('not-found')
      return amended
    },
    async withConsentsDue(now, limit) {
      // A bound that includes the very second, since `to` is exclusive.
      const { rows } = await learners.find({ index: 'byConsentsDue', to: `${now}~`, limit })
      return rows
    },
    async link(learnerId, accountId) {
      const linked = await learners.change(learnerId, (learner) => {
        if (learner.accountId === accountId) return undefined
        if (learner.accountId !== undefined) throw new WaymarkError('already-claimed')
        return { ...learner, accountId }
      })
      if (linked === undefined) throw new WaymarkError('not-found')
      return linked
    },
  }
}

function withoutRosterFacts(learner: Learner): Learner {
  const { rosterId: _, consentsFrom: __, adultFrom: ___, ...rest } = learner
  return rest
}

/** @throws WaymarkError invalid-request */
function refuseAges(person: AgeDates & { readonly ageBand: AgeBand }, today: string): void {
  const problems = ageProblems(person, today)
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}
