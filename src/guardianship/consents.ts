import type {
  ConsentMethod,
  ConsentPurpose,
  GuardianMethod,
  LegalBasis,
} from '../../schemas/requests/guardianship.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller, Scope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { standingConsent, type Consent, type ConsentActor } from '../learners/consent.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'
import { requirePerson } from '../portfolio/held.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { timestamp, type World } from '../world.ts'
import { currentTextVersion } from './consent-texts.ts'
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

/** A history that nobody could read any more is somebody who plays with the button. */
const mostConsents = 300

export function createConsents(deps: Deps): Consents {
  const { learners, organizations, policies, audit, world } = deps
  const { requireRight } = organizations
  const now = () => timestamp(world.now())
  const today = () => now().slice(0, 10)

  /** @throws WaymarkError not-found: whoever is nothing to the learner is told nothing */
  const ofCaller = async (caller: Caller, learnerId: string, scope: Scope) => {
    requirePerson(caller, scope)
    const learner = await learners.byId(learnerId)
    const relation = learner && (await deps.relationTo(caller.accountId, learner))
    if (learner === undefined || relation === undefined) throw new WaymarkError('not-found')
    const role = relation === 'self' ? ('learner' as const) : ('guardian' as const)
    return { learner, by: { role, accountId: caller.accountId } }
  }

  const keep = async (
    learnerId: string,
    act: 'consent.given' | 'consent.withdrawn',
    by: ConsentActor,
    change: (learner: Learner) => readonly Consent[],
  ) => {
    const done = { purposes: '' }
    const kept = await learners.amend(learnerId, (learner) => {
      const before = learner.consents ?? []
      const consents = change(learner)
      if (consents.length > mostConsents) throw new WaymarkError('conflict')
      done.purposes = changedPurposes(before, consents)
      if (done.purposes === '') return undefined
      return { ...learner, consents, consentsDueAt: now(), consentsAttempts: 0 }
    })
    if (done.purposes === '') return kept
    await audit.record({
      owner: kept.organizationId,
      actor: by.accountId,
      act,
      object: learnerId,
      facts: { by: by.role, purposes: done.purposes },
    })
    await deps.follow(kept)
    return kept
  }

  const given = async (
    learner: Learner,
    { purposes, language }: GivenConsents,
    by: ConsentActor,
    how: { method: ConsentMethod; legalBasis: LegalBasis },
  ) => {
    const controller =
      (await policies.of(learner.organizationId)).controller ??
      (await organizations.byId(learner.organizationId)).name
    return keep(learner.id, 'consent.given', by, ({ consents = [] }) => [
      ...consents,
      ...purposes
        .filter((purpose) => standingConsent(consents, purpose) === undefined)
        .map((purpose) => ({
          id: world.newId(),
          purpose,
          givenAt: now(),
          textVersion: currentTextVersion,
          language,
          ...how,
          controller,
          givenBy: by,
          ...(how.method === 'mail-plus' ? { confirmation: 'due' as const } : {}),
        })),
    ])
  }

  const takenBack = async (
    learnerId: string,
    by: ConsentActor,
    goes: (consent: Consent) => boolean,
  ) =>
    keep(learnerId, 'consent.withdrawn', by, ({ consents = [] }) =>
      consents.map((one) =>
        one.withdrawn === undefined && goes(one) ? { ...one, withdrawn: { at: now(), by } } : one,
      ),
    )

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
    const way = { method, legalBasis: how.legalBasis ?? byDefault }
    const by = { role: 'staff', accountId: caller.accountId } as const
    const kept: Learner[] = []
    for (const { learner, purposes } of minors) {
      kept.push(await given(learner, { purposes, language }, by, way))
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
      if (by.role === 'learner') {
        return given(learner, asked, by, { method: 'own', legalBasis: 'own-consent' })
      }
      requireProven(learner, asked.purposes, 'mail-plus', policy)
      return given(learner, asked, by, { method: 'mail-plus', legalBasis: 'parental-consent' })
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
  }
}

/** What was given or taken back between the two, for the log. */
function changedPurposes(before: readonly Consent[], after: readonly Consent[]): string {
  const changed = after.filter(
    (one, place) => before[place]?.withdrawn !== one.withdrawn || before[place] === undefined,
  )
  return [...new Set(changed.map(({ purpose }) => purpose))].join(' ')
}
