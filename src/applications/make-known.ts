import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import type { Application, Approval } from './tables.ts'
import { knownAt } from './who-applies.ts'

export interface MakeKnownDeps {
  readonly applications: Pick<Table<Application>, 'change'>
  readonly learners: Pick<Learners, 'forAward' | 'link' | 'ofAccount' | 'newcomers'>
  readonly guardians: Pick<Guardians, 'claimedBy' | 'childrenOf'>
}

/**
 * Whom the organization did not know when it was begun: known by now, or known from now on. Whoever applies for two badges
 * before they are known is one person, also where both are approved in one moment; children go by what they are called.
 * @returns the id of their record; kept with the application
 */
export async function madeKnown(
  deps: MakeKnownDeps,
  application: Application,
  approval: Approval,
): Promise<string> {
  const learnerId =
    (await knownSince(deps, application)) ?? (await meet(deps, application, approval))
  await deps.applications.change(application.id, (found) =>
    found.learnerId === undefined ? { ...found, learnerId } : undefined,
  )
  return learnerId
}

async function knownSince(
  deps: MakeKnownDeps,
  { accountId, organizationId, as, nickname }: Application,
): Promise<string | undefined> {
  const { self, children } = await knownAt(deps, accountId, organizationId)
  return (as === 'self' ? self : children.find(({ name }) => name === nickname))?.id
}

/** Once they are tied to whoever applied, `knownSince` finds them: until then, one id is for all who make the record. */
async function meet(
  deps: MakeKnownDeps,
  application: Application,
  approval: Approval,
): Promise<string> {
  const { newcomers } = deps.learners
  const { organizationId, accountId, as, nickname } = application
  const who = [organizationId, accountId, as, as === 'self' ? '' : nickname]
  const id = await newcomers.idOf(who, approval.newLearnerId)
  try {
    // Somebody else may have been through with it just before.
    const learnerId =
      (await knownSince(deps, application)) ?? (await addLearner(deps, application, approval, id))
    await newcomers.over(who)
    return learnerId
  } catch (error) {
    // Whoever would have had this id was removed in between: the next attempt meets somebody new.
    if (error instanceof WaymarkError && error.code === 'learner-removed') await newcomers.over(who)
    throw error
  }
}

/** Their record, tied to whoever applied. */
async function addLearner(
  { learners, guardians }: MakeKnownDeps,
  { organizationId, nickname, language, as, accountId }: Application,
  { decidedBy }: Approval,
  newLearnerId: string,
): Promise<string> {
  const caller: Caller = { accountId: decidedBy, scopes: 'every', operator: false }
  const { id } = await learners.forAward(
    caller,
    organizationId,
    // A guardian says that it is a child; of whoever applies for themselves nobody knows.
    { name: nickname, language, ageBand: as === 'guardian' ? 'minor' : 'unknown' },
    newLearnerId,
  )
  if (as === 'guardian') await guardians.claimedBy(accountId, id, 'application')
  else await learners.link(id, accountId)
  return id
}
