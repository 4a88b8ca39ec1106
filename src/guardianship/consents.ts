import type {
  ConsentPurpose,
  GuardianMethod,
  LegalBasis,
} from '../../schemas/requests/guardianship.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller, Scope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { ConsentActor } from '../learners/consent.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'
import { requirePerson } from '../portfolio/held.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { timestamp, type World } from '../world.ts'
import { createConsentHistory } from './consent-history.ts'
import { decidesFor, isProven, mayTakeBack } from './deciding.ts'
import type { Policies } from './policy.ts'
import type { GuardianshipPolicy } from './tables.ts'

export interface GivenConsents {
  readonly purposes: readonly ConsentPurpose[]
  /** In which the text was read. */
  readonly language: string
}

/** How what staff note came to them: on paper, through the school or in person. */
export interface WayOfConsents {
  readonly method: Exclude<GuardianMethod, 'mail-plus'>
  readonly legalBasis?: LegalBasis
  /** In which the text was read. */
  readonly language: string
}

export interface RecordedConsents extends GivenConsents, WayOfConsents {
  readonly learnerIds: readonly string[]
}

/** What staff note for one of several learners. */
export interface NotedFor {
  readonly learner: Learner
  readonly purposes: readonly ConsentPurpose[]
}

export interface Consents {
  /**
   * A guardian gives consents for a child on the page that was mailed to them, or a learner their own.
   * @throws WaymarkError not-found, not-yours-to-decide, consent-method-too-weak, conflict when the history is full
   */
  give(caller: Caller, learnerId: string, given: GivenConsents): Promise<Learner>
  /**
   * Takes one back; what was open because of it closes at once. Without the consent to keep badges none of the others holds.
   * @throws WaymarkError not-found, not-yours-to-decide
   */
  takeBack(caller: Caller, learnerId: string, purpose: ConsentPurpose): Promise<Learner>
  /**
   * Staff note consents for several learners; adults, who need none, are passed over.
   * @throws WaymarkError not-found, not-allowed, consent-method-too-weak before any is noted
   */
  record(
    caller: Caller,
    organizationId: string,
    recorded: RecordedConsents,
  ): Promise<readonly Learner[]>
  /** As `record`, of each learner something else. @throws as `record` */
  recordEach(
    caller: Caller,
    organizationId: string,
    noted: readonly NotedFor[],
    how: WayOfConsents,
  ): Promise<readonly Learner[]>
  /** Staff note that one was taken back. @throws WaymarkError not-found, not-allowed */
  recordTakenBack(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    purpose: ConsentPurpose,
  ): Promise<Learner>
  /** Takes back what an account gave, or with nobody named everything; for those who end its right to. */
  takeBackAll(learnerId: string, by: ConsentActor, givenBy?: string): Promise<Learner>
  /** What guardians agreed to on their own page and lets anything out; that badges are kept is left as it is. */
  takeBackBeyondKeeping(learnerId: string, by: ConsentActor): Promise<Learner>
}

interface Deps {
  readonly learners: Learners
  readonly organizations: Pick<Organizations, 'byId' | 'requireRight'>
  readonly policies: Policies
  readonly relationTo: RelationTo
  /** Does what follows from a change; what fails is done by the duty. */
  readonly follow: (learner: Learner) => Promise<void>
  readonly audit: Audit
  readonly world: World
}

/** How it is known that somebody gave a consent on a page. */
const waysOnPage = {
  learner: { method: 'own', legalBasis: 'own-consent' },
  guardian: { method: 'mail-plus', legalBasis: 'parental-consent' },
} as const

export function createConsents(deps: Deps): Consents {
  const { learners, policies, world } = deps
  const { requireRight } = deps.organizations
  const today = () => timestamp(world.now()).slice(0, 10)
  const { given, takenBack } = createConsentHistory(deps)

  /** @throws WaymarkError not-found: whoever is nothing to the learner is told nothing */
  const ofCaller = async (caller: Caller, learnerId: string, scope: Scope) => {
    requirePerson(caller, scope)
    const learner = await learners.byId(learnerId)
    const relation = learner && (await deps.relationTo(caller.accountId, learner))
    if (learner === undefined || relation === undefined) throw new WaymarkError('not-found')
    const role = relation === 'self' ? ('learner' as const) : ('guardian' as const)
    return { learner, by: { role, accountId: caller.accountId } }
  }

  /** Who answers for what is kept: named in the policy where it is not the organization itself. */
  const controllerOf = async (organizationId: string, { controller }: GuardianshipPolicy) =>
    controller ?? (await deps.organizations.byId(organizationId)).name

  const takenBackFor = async (learnerId: string, by: ConsentActor, purpose: ConsentPurpose) =>
    takenBack(learnerId, by, (one) => purpose === 'hold-badges' || one.purpose === purpose)

  const requireProven = (
    learner: Learner,
    purposes: readonly ConsentPurpose[],
    method: GuardianMethod,
    policy: GuardianshipPolicy,
  ) => {
    if (purposes.every((purpose) => isProven(learner, purpose, method, policy, today()))) return
    throw new WaymarkError('consent-method-too-weak')
  }

  const recordEach: Consents['recordEach'] = async (caller, organizationId, noted, how) => {
    await requireRight(caller, organizationId, 'learner.change')
    const policy = await policies.of(organizationId)
    const minors = noted.filter(({ learner }) => standingOf(learner, today()) !== 'adult')
    for (const { learner, purposes } of minors) {
      requireProven(learner, purposes, how.method, policy)
    }
    const { method, language } = how
    const byDefault = method === 'school-authorised' ? 'school-authority' : 'parental-consent'
    const controller = await controllerOf(organizationId, policy)
    const way = { method, legalBasis: how.legalBasis ?? byDefault, language, controller }
    const by = { role: 'staff', accountId: caller.accountId } as const
    const kept: Learner[] = []
    for (const { learner, purposes } of minors) {
      kept.push(await given(learner.id, purposes, by, way))
    }
    return kept
  }

  return {
    async give(caller, learnerId, asked) {
      const { learner, by } = await ofCaller(caller, learnerId, 'family:write')
      const policy = await policies.of(learner.organizationId)
      const isTheirs = asked.purposes.every(
        (purpose) => decidesFor(learner, purpose, policy, today()) === by.role,
      )
      if (!isTheirs) throw new WaymarkError('not-yours-to-decide')
      if (by.role === 'guardian') requireProven(learner, asked.purposes, 'mail-plus', policy)
      const { purposes, language } = asked
      const controller = await controllerOf(learner.organizationId, policy)
      return given(learnerId, purposes, by, { ...waysOnPage[by.role], language, controller })
    },
    async takeBack(caller, learnerId, purpose) {
      const { learner, by } = await ofCaller(caller, learnerId, 'family:write')
      const policy = await policies.of(learner.organizationId)
      if (!mayTakeBack(learner, purpose, by.role, policy, today())) {
        throw new WaymarkError('not-yours-to-decide')
      }
      return takenBackFor(learnerId, by, purpose)
    },
    recordEach,
    async record(caller, organizationId, { learnerIds, purposes, ...how }) {
      await requireRight(caller, organizationId, 'learner.change')
      const found = await Promise.all(
        [...new Set(learnerIds)].map((id) => learners.ofOrganization(organizationId, id)),
      )
      const noted = found.map((learner) => ({ learner, purposes }))
      return recordEach(caller, organizationId, noted, how)
    },
    async recordTakenBack(caller, organizationId, learnerId, purpose) {
      await requireRight(caller, organizationId, 'learner.change')
      await learners.ofOrganization(organizationId, learnerId)
      return takenBackFor(learnerId, { role: 'staff', accountId: caller.accountId }, purpose)
    },
    takeBackAll: (learnerId, by, givenBy) =>
      takenBack(learnerId, by, (one) => givenBy === undefined || one.givenBy.accountId === givenBy),
    takeBackBeyondKeeping: (learnerId, by) =>
      takenBack(
        learnerId,
        by,
        (one) =>
          one.givenBy.role === 'guardian' &&
          one.takenOver === undefined &&
          one.purpose !== 'hold-badges',
      ),
  }
}
