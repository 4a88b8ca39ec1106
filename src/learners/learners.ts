import { hashToken, normalizeEmail } from '../accounts/secrets.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { Duplicate, type New, type Page, type Storage } from '../storage/tables.ts'
import { prefixOf, wordsOf } from '../storage/words.ts'
import { timestamp, type World } from '../world.ts'
import { createGroups, type Groups } from './groups.ts'
import { learnerKeyTable, learnerTable, type AgeBand, type Learner } from './tables.ts'

export interface NewLearner {
  /** A name, or a nickname where there is no address. */
  readonly name: string
  readonly email?: string
  readonly language: string
  readonly ageBand: AgeBand
}

export interface Learners {
  add(caller: Caller, organizationId: string, person: NewLearner): Promise<Learner>
  change(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    person: Pick<NewLearner, 'name' | 'ageBand'>,
  ): Promise<Learner>
  /** Newest first, or those whose name has a word that starts with `search`. */
  list(
    caller: Caller,
    organizationId: string,
    query: { search?: string; after?: string },
  ): Promise<Page<Learner>>
  /** Whoever is awarded: known again by address and name, or added. Awarding staff need no further right. */
  forAward(caller: Caller, organizationId: string, person: NewLearner): Promise<Learner>
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
}

export interface LearnersDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly requireRight: RequireRight
  readonly emailHash: (email: string) => string
}

const most = 1000

export function createLearners(deps: LearnersDeps): Learners {
  const { storage, world, audit, requireRight } = deps
  const learners = storage.open(learnerTable)
  const keys = storage.open(learnerKeyTable)

  /** Accents, case and spacing make no other person; a name without letters is compared as it is. */
  const keyOf = (organizationId: string, email: string, name: string) => {
    const plain = wordsOf(name).join(' ') || name.trim().normalize('NFC')
    return hashToken(`${organizationId}\n${deps.emailHash(email)}\n${plain}`)
  }

  /** Under the new name it is still the same person. @throws WaymarkError conflict: another learner has it */
  const keepKey = async ({ id, organizationId, email }: Learner, name: string) => {
    if (email === undefined) return
    const key = keyOf(organizationId, email, name)
    try {
      await keys.insert({ id: key, learnerId: id })
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      if ((await keys.get(key))?.learnerId !== id) throw new WaymarkError('conflict')
    }
  }

  const insert = (organizationId: string, person: NewLearner) =>
    learners.insert({
      id: world.newId(),
      organizationId,
      subjectUuid: world.newUuid(),
      name: person.name,
      ...(person.email === undefined ? {} : { email: normalizeEmail(person.email) }),
      language: person.language,
      ageBand: person.ageBand,
      words: wordsOf(person.name),
      createdAt: timestamp(world.now()),
    })

  const ofOrganization = async (organizationId: string, learnerId: string) => {
    const learner = await learners.get(learnerId)
    if (learner?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return learner
  }

  const ofAccount = async (accountId: string) => {
    const { rows } = await learners.find({ index: 'byAccount', equals: { accountId }, limit: most })
    return rows
  }

  /** The learner with this address and name at the organization, made when there is none. */
  const ofAddress = async (
    organizationId: string,
    person: NewLearner & { email: string },
  ): Promise<{ learner: Learner; isNew: boolean }> => {
    const id = keyOf(organizationId, person.email, person.name)
    const known = await keys.get(id)
    const found = known && (await learners.get(known.learnerId))
    if (found !== undefined) return { learner: found, isNew: false }
    const learner = await insert(organizationId, person)
    try {
      await keys.insert({ id, learnerId: learner.id })
      return { learner, isNew: true }
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      await learners.remove(learner.id)
      return ofAddress(organizationId, person)
    }
  }

  const forAward: Learners['forAward'] = async (caller, organizationId, person) => {
    const { email } = person
    const { learner, isNew } =
      email === undefined
        ? { learner: await insert(organizationId, person), isNew: true }
        : await ofAddress(organizationId, { ...person, email })
    // Somebody known who is now said to be a minor is one from now on; the other way is a change of its own.
    const isMinorNow = person.ageBand === 'minor' && learner.ageBand !== 'minor'
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

  return {
    groups: createGroups({ ...deps, learners }),
    ofOrganization,
    ofAccount,
    forAward,
    byId: (learnerId) => learners.get(learnerId),
    byIds: (learnerIds) => learners.getMany(learnerIds),
    async add(caller, organizationId, person) {
      await requireRight(caller, organizationId, 'learner.change')
      return forAward(caller, organizationId, person)
    },
    async change(caller, organizationId, learnerId, { name, ageBand }) {
      await requireRight(caller, organizationId, 'learner.change')
      await keepKey(await ofOrganization(organizationId, learnerId), name)
      const changed = await learners.change(learnerId, (learner) => ({
        ...learner,
        name,
        ageBand,
        words: wordsOf(name),
      }))
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
    async list(caller, organizationId, { search, after }) {
      await requireRight(caller, organizationId, 'learner.read')
      const prefix = search === undefined ? undefined : prefixOf(search)
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
