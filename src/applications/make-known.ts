import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import type { Application, Approval } from './tables.ts'
import { openOnes, tieToRecord } from './tie-to-record.ts'
import { knownAt } from './who-applies.ts'

export interface MakeKnownDeps {
  readonly applications: Table<Application, 'byAccount'>
  readonly learners: Pick<Learners, 'forAward' | 'link' | 'ofAccount' | 'newcomers'>
  readonly guardians: Pick<Guardians, 'claimedBy' | 'childrenOf'>
}

/**
 * Whom the organization did not know when it was begun: known by now, or known from now on. Whoever applies for two badges
 * before they are known is one person, also where both are approved in one moment; children go by what they are called.
 * What else is open for them is of the same record from then on, whatever becomes of their name.
 * @returns the id of their record; kept with the application
 */
export async function madeKnown(
  deps: MakeKnownDeps,
  application: Application,
  approval: Approval,
): Promise<string> {
  const { applications, learners } = deps
  const who = newcomer(application)
  const learnerId =
    (await knownSince(deps, application)) ?? (await meet(deps, application, approval, who))
  // This application says it last: whoever was stopped in between comes here again, and does all of it.
  await tieOthers(deps, application, learnerId)
  await learners.newcomers.over(who)
  const tied = await tieToRecord(applications, application.id, { learnerId })
  return tied?.learnerId ?? learnerId
}

/** What tells whom it is for from everybody else who is about to be known. */
function newcomer({ organizationId, accountId, as, nickname }: Application): readonly string[] {
  return [organizationId, accountId, as, as === 'self' ? '' : nickname]
}

async function tieOthers(
  { applications }: MakeKnownDeps,
  application: Application,
  learnerId: string,
): Promise<void> {
  const { organizationId, accountId, as, nickname } = application
  const isOfThem = (one: Application) =>
    one.organizationId === organizationId &&
    one.as === as &&
    (as === 'self' || one.nickname === nickname)
  for (const one of await openOnes(applications, accountId)) {
    const isOther = one.id !== application.id && one.learnerId === undefined
    if (isOther && isOfThem(one)) await tieToRecord(applications, one.id, { learnerId })
  }
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
  who: readonly string[],
): Promise<string> {
  const { newcomers } = deps.learners
  const id = await newcomers.idOf(who, approval.newLearnerId)
  try {
    // Somebody else may have been through with it just before.
    return (
      (await knownSince(deps, application)) ?? (await addLearner(deps, application, approval, id))
    )
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
