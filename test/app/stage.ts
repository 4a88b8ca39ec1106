import { expect } from 'chai'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AwardRequest } from '../../src/issuing/award.ts'
import { awardTable, type Award } from '../../src/issuing/tables.ts'
import type { Caller, Scope } from '../../src/caller.ts'
import { WaymarkError, type ErrorCode } from '../../src/errors.ts'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { AgeBand } from '../../src/learners/tables.ts'
import {
  startTestService,
  type Engine,
  type TestOptions,
  type TestService,
} from '../support/service.ts'

/** A service with one operator, one museum and one published achievement, driven by its functions. */
export interface Stage {
  readonly service: TestService
  readonly operator: Caller
  readonly museum: string
  readonly achievementId: string
  /** Whoever has this address, signed in. */
  person(email: string): Promise<Caller>
  /** A person with a role in the museum. */
  staff(role: 'owner' | 'editor' | 'awarder' | 'viewer', email: string): Promise<Caller>
  organization(name: string): Promise<string>
  publish(organizationId?: string, name?: string): Promise<string>
  award(learner: Partial<NewPerson>, more?: Partial<AwardRequest['statement']>): Promise<Award>
  /** Staff note consents that they saw on paper. */
  allow(learnerId: string, ...purposes: readonly ConsentPurpose[]): Promise<void>
  /** An award that somebody has in their backpack; of a minor, with the consent to keep it. */
  held(owner: Caller, ageBand?: AgeBand, name?: string): Promise<Award>
  key(owner: Caller, scopes: readonly Scope[], organizationId?: string): Promise<string>
  /** Changes a stored award behind the service's back, as a crash would leave it. */
  meddle(awardId: string, change: (award: Award) => Omit<Award, 'version'>): Promise<void>
  mails(): Promise<readonly string[]>
  stop(): Promise<void>
}

interface NewPerson {
  readonly name: string
  readonly email: string
  readonly ageBand: AgeBand
}

export const content = {
  name: 'River Watcher',
  description: 'Watches a river.',
  criteria: 'Measure twice.',
  achievementType: 'Badge',
  language: 'en',
  tags: [],
  alignments: [],
} as const

export async function setStage(engine?: Engine, options?: TestOptions): Promise<Stage> {
  const service = await startTestService(engine, options)
  const { accounts, organizations, achievements, issuing } = service.services
  const awards = service.storage.open(awardTable)
  const { people } = accounts

  const callerOf = async (accountId: string) => {
    const caller = await accounts.callerOfAccount(accountId)
    if (caller === undefined) throw new Error('there is no such account')
    return caller
  }
  const person = async (email: string) =>
    callerOf((await people.ofEmail(email, { name: email.split('@')[0] ?? '', language: 'en' })).id)

  const { accountId } = await person('operator@service.example')
  await people.makeOperator(accountId)
  const operator = await callerOf(accountId)
  const organization = async (name: string) =>
    (
      await organizations.create(operator, {
        name,
        sector: 'museum',
        email: 'hello@museum.example',
      })
    ).id
  const museum = await organization('Museum of Rivers')
  const publish = async (organizationId = museum, name: string = content.name) => {
    const { id } = await achievements.create(operator, organizationId, { ...content, name })
    await achievements.publish(operator, organizationId, id)
    return id
  }
  const achievementId = await publish()

  const stage: Stage = {
    service,
    operator,
    museum,
    achievementId,
    person,
    organization,
    publish,
    async staff(role, email) {
      await organizations.invitations.invite(operator, museum, { email, role, language: 'en' })
      const link = await service.linkMailedTo(email, '/invitations/')
      await organizations.invitations.join(lastPart(link), { name: role, language: 'en' })
      return person(email)
    },
    award: (learner, more = {}) =>
      issuing.award(operator, museum, {
        achievementId,
        learner: { name: 'Somebody', language: 'en', ageBand: 'unknown', ...learner },
        statement: { evidence: [], hashedIdentity: false, ...more },
      }),
    async allow(learnerId, ...purposes) {
      await service.services.guardianship.consents.record(operator, museum, {
        learnerIds: [learnerId],
        purposes,
        method: 'paper-seen',
        language: 'en',
      })
    },
    async held(owner, ageBand = 'adult', name = 'Somebody') {
      const { id, learnerId } = await stage.award({ name, ageBand })
      if (ageBand === 'minor') await stage.allow(learnerId, 'hold-badges')
      const code = (await issuing.claimCode(operator, museum, id)) ?? ''
      return issuing.claims.claimCode(code, owner.accountId)
    },
    async key(owner, scopes, organizationId) {
      const tied = organizationId === undefined ? {} : { organizationId }
      return (await accounts.apiKeys.create(owner, { name: 'Key', scopes, days: 1, ...tied }))
        .secret
    },
    async meddle(awardId, change) {
      await awards.change(awardId, change)
    },
    async mails() {
      const names = await readdir(service.outbox).catch(() => [])
      return Promise.all(
        names
          .filter((name) => name.endsWith('.eml'))
          .toSorted()
          .map((name) => readFile(join(service.outbox, name), 'utf8')),
      )
    },
    stop: () => service.stop(),
  }
  return stage
}

/** The code of the WaymarkError that this fails with; 'nothing' when it does not fail. */
export async function refusal(work: Promise<unknown>): Promise<ErrorCode | 'nothing'> {
  try {
    await work
    return 'nothing'
  } catch (error) {
    if (error instanceof WaymarkError) return error.code
    throw error
  }
}

export async function expectRefusal(work: Promise<unknown>, code: ErrorCode): Promise<void> {
  expect(await refusal(work)).to.equal(code)
}

export function lastPart(path: string): string {
  return path.split('/').at(-1) ?? ''
}

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
