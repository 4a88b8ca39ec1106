import type { ForgetRows } from '../../issuing/batches/forget.ts'
import type { ForgetAwards } from '../../issuing/forget.ts'
import type { Issuing } from '../../issuing/issuing.ts'
import type { RosterImports } from '../../learners/rosters/roster-imports.ts'
import type { Learner } from '../../learners/tables.ts'
import type { Outbox } from '../../mail/outbox.ts'
import type { ForgetShares } from '../../portfolio/forget-shares.ts'
import type { ForgetGuardians } from '../forget.ts'

/** What each part of the service does when somebody is removed. What stands above this floor is handed in. */
export interface RemovalSteps {
  readonly issuing: Pick<Issuing, 'ofLearner'>
  readonly forgetAwards: ForgetAwards
  readonly forgetShares: ForgetShares
  readonly forgetGuardians: ForgetGuardians
  readonly forgetRows: Pick<ForgetRows, 'of'>
  readonly forgetInRosters: RosterImports['forget']
  /** Cards, and requests by a class link. */
  readonly forgetClaims: (learnerId: string) => Promise<void>
  /** Applications and what was handed in with them; each answers how the keys of its mails begin. */
  readonly forgetApplications: {
    readonly of: (learnerId: string) => Promise<readonly string[]>
    readonly letGo: (learnerId: string) => Promise<readonly string[]>
  }
  /** What others signed about a credential. */
  readonly forgetEndorsements: (credentialId: string) => Promise<void>
  readonly outbox: Pick<Outbox, 'forget'>
}

/** Everything of a learner's but their record. */
export async function removeEverything(steps: RemovalSteps, learner: Learner): Promise<void> {
  const { id, email, consents = [] } = learner
  const awards = await steps.forgetAwards(id)
  for (const { credentialId } of awards) await steps.forgetEndorsements(credentialId)
  await steps.forgetShares(id)
  await removeWhatWasSentIn(steps, learner)
  await steps.forgetClaims(id)
  const applied = await steps.forgetApplications.of(id)
  const asked = await steps.forgetGuardians.all(id)
  await steps.outbox.forget({
    keys: [
      ...awards.map((award) => award.id),
      ...asked.map((invitationId) => `guardian-${invitationId}`),
      ...consents.map((consent) => `consent-${consent.id}`),
      ...applied,
    ],
    ...(email === undefined ? {} : { address: email }),
  })
}

/** What an organization keeps of somebody who holds their badges in an account of their own. */
export async function removeWhatIsTheOrganizations(
  steps: RemovalSteps,
  learner: Learner,
): Promise<void> {
  const { id, email } = learner
  const awards = await steps.issuing.ofLearner(id)
  await removeWhatWasSentIn(steps, learner)
  await steps.forgetClaims(id)
  const applied = await steps.forgetApplications.letGo(id)
  const asked = await steps.forgetGuardians.ofOrganization(id)
  await steps.outbox.forget({
    keys: [
      ...awards.map((award) => award.id),
      ...asked.map((invitationId) => `guardian-${invitationId}`),
      ...applied,
    ],
    ...(email === undefined ? {} : { address: email }),
  })
}

async function removeWhatWasSentIn(steps: RemovalSteps, learner: Learner): Promise<void> {
  await steps.forgetInRosters(learner)
  await steps.forgetRows.of(learner)
}
