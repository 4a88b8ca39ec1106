import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { New, Page, Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { ageBandOf, type Ages } from './age-dates.ts'
import { createChangeLearner, refuseAges, type ChangeLearner } from './change-learner.ts'
import { createFindLearners, type FindLearners } from './find-learners.ts'
import { createGroups, type Groups } from './groups.ts'
import { openKnownLearners, type Marks, type NewLearner } from './known-learners.ts'
import { createNewcomers, type Newcomers } from './newcomers.ts'
import type { RemovingLearners } from './removing.ts'
import { createRosterImports, type RosterImports } from './rosters/roster-imports.ts'
import type { Learner } from './tables.ts'

export type { NewLearner } from './known-learners.ts'

export interface Learners extends FindLearners, ChangeLearner {
  /** @throws WaymarkError conflict, already-exists: somebody else has the address under this name, or the roster id */
  add(caller: Caller, organizationId: string, person: NewLearner): Promise<Learner>
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
  readonly newcomers: Newcomers
  /** Those who are being removed. */
  readonly removing: RemovingLearners
  /** Those whom an organization keeps or has let go, oldest first: for what the service looks after by itself. */
  metSince(organizationId: string, until: string, after?: string): Promise<Page<Learner>>
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
  const { table: kept, there } = known
  const today = () => timestamp(world.now()).slice(0, 10)

  const ofOrganization = async (organizationId: string, learnerId: string) => {
    const learner = await kept.get(learnerId)
    if (learner?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return learner
  }

  const ofAccount = async (accountId: string) => {
    const { rows } = await there.find({ index: 'byAccount', equals: { accountId }, limit: most })
    return rows
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
    return (await kept.change(learner.id, (one) => ({ ...one, ageBand: 'minor' }))) ?? learner
  }

  const groups = createGroups({ ...deps, learners: kept })
  const imports = createRosterImports({ ...deps, known, groups })
  return {
    groups,
    imports,
    removing: known.removing,
    newcomers: createNewcomers(known.keys),
    metSince: (organizationId, until, after) =>
      there.find({
        index: 'byOrganization',
        equals: { organizationId },
        to: until,
        limit: 100,
        ...(after === undefined ? {} : { after }),
      }),
    agesOf: deps.agesOf,
    duties: [imports.duty],
    ...createFindLearners({ learners: kept, match: known.match, requireRight }),
    ...createChangeLearner({ known, ofOrganization, requireRight, audit, world }),
    ofOrganization,
    ofAccount,
    forAward,
    async knownAs(marks) {
      const [match] = await known.match([marks])
      return match?.byRosterId ?? match?.byAddress
    },
    byId: (learnerId) => there.get(learnerId),
    byIds: (learnerIds) => there.getMany(learnerIds),
    async add(caller, organizationId, person) {
      await requireRight(caller, organizationId, 'learner.change')
      return forAward(caller, organizationId, person)
    },
    async amend(learnerId, change) {
      const amended = await there.change(learnerId, change)
      if (amended === undefined) throw new WaymarkError('not-found')
      return amended
    },
    async withConsentsDue(now, limit) {
      // A bound that includes the very second, since `to` is exclusive.
      const { rows } = await there.find({ index: 'byConsentsDue', to: `${now}~`, limit })
      return rows
    },
    async link(learnerId, accountId) {
      const linked = await there.change(learnerId, (learner) => {
        if (learner.accountId === accountId) return undefined
        if (learner.accountId !== undefined) throw new WaymarkError('already-claimed')
        return { ...learner, accountId }
      })
      if (linked === undefined) throw new WaymarkError('not-found')
      return linked
    },
  }
}
