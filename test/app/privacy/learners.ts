import { consentPurposes, type ConsentPurpose } from '../../../schemas/requests/guardianship.ts'
import type { Award } from '../../../src/issuing/tables.ts'
import { learnerTable, type AgeBand } from '../../../src/learners/tables.ts'
import type { Stage } from '../stage.ts'
import { mark, markedAddress, type Marks } from './marks.ts'
import type { People, Person } from './people.ts'

/** Whom the places know, what is planted of them, and whose they are. */
interface Plan {
  readonly ageBand: AgeBand
  readonly consentsFrom: string
  readonly adultFrom: string
  readonly account?: Person
  readonly guardians: readonly Person[]
  readonly consents: readonly ConsentPurpose[]
  readonly hasAddress: boolean
}

const few = ['hold-badges'] as const

/**
 * child: everything is agreed to. youth: decides, a guardian is still there, another is no more. grown: has come of age.
 * classmate: of another family, and may keep badges only. newcomer: has a card and a code and claimed nothing. mailed: has
 * the link in a mail. pupil: at the other organization.
 */
export const learnerPlans = {
  child: plan('minor', '2031-03-01', '2036-03-01', ['mother', 'father'], consentPurposes, 'child'),
  youth: plan(
    'minor',
    '2024-05-01',
    '2029-05-01',
    ['aunt', 'stepfather'],
    consentPurposes,
    'youth',
  ),
  grown: plan('adult', '2014-07-01', '2019-07-01', ['mother'], [], 'grown'),
  classmate: plan('minor', '2032-09-01', '2037-09-01', ['parent'], few),
  newcomer: plan('minor', '2033-11-01', '2038-11-01', [], few),
  mailed: { ...plan('adult', '2013-01-01', '2018-01-01', [], []), hasAddress: true },
  pupil: plan('minor', '2030-10-01', '2035-10-01', [], consentPurposes, 'pupil'),
} as const satisfies Record<string, Plan>

export type LearnerName = keyof typeof learnerPlans
export const learnerNames = [
  'child',
  'youth',
  'grown',
  'classmate',
  'newcomer',
  'mailed',
  'pupil',
] as const satisfies readonly LearnerName[]

function plan(
  ageBand: AgeBand,
  consentsFrom: string,
  adultFrom: string,
  guardians: readonly Person[],
  consents: readonly ConsentPurpose[],
  account?: Person,
): Plan {
  const owned = account === undefined ? {} : { account }
  return { ageBand, consentsFrom, adultFrom, guardians, consents, hasAddress: false, ...owned }
}

/** A learner with one award, as the service knows them. */
export interface Planted {
  readonly organizationId: string
  readonly learnerId: string
  readonly groupId: string
  readonly award: Award
}

interface Place {
  readonly organizationId: string
  readonly achievementId: string
}

/** Awards to a learner of the plan, and sees to it that everything that can be known of them is. */
export async function plantLearner(
  name: LearnerName,
  { organizationId, achievementId }: Place,
  { stage, callers, marks }: { stage: Stage; callers: People; marks: Marks },
): Promise<Planted> {
  const { issuing, learners, guardianship } = stage.service.services
  const plan: Plan = learnerPlans[name]
  const by = stage.operator
  const group = await learners.groups.create(by, organizationId, mark(name, 'group'))
  const { id, learnerId } = await issuing.award(by, organizationId, {
    achievementId,
    learner: {
      name: `${mark(name, 'first')} ${mark(name, 'family')}`,
      language: 'en',
      ageBand: plan.ageBand,
      ...(plan.hasAddress ? { email: markedAddress(name, 'email') } : {}),
    },
    statement: {
      narrative: mark(name, 'narrative'),
      evidence: [
        {
          name: mark(name, 'evidence'),
          narrative: mark(name, 'evidence'),
          url: `https://example.org/${mark(name, 'evidence')}`,
        },
      ],
      hashedIdentity: false,
    },
  })
  for (const guardian of plan.guardians) {
    await stage.service.storage
      .open(learnerTable)
      .change(learnerId, (found) => ({ ...found, ageBand: 'minor' }))
    const { accountId } = callers[guardian]
    await guardianship.guardians.claimedBy(accountId, learnerId, 'claim-card')
  }
  await learners.groups.add(by, organizationId, group.id, [learnerId])
  await stage.service.storage.open(learnerTable).change(learnerId, (found) => ({
    ...found,
    ageBand: plan.ageBand,
    email: markedAddress(name, 'email'),
    rosterId: mark(name, 'roster'),
    consentsFrom: plan.consentsFrom,
    adultFrom: plan.adultFrom,
  }))
  marks.plantDay(name, 'thresholds', plan.consentsFrom)
  marks.plantDay(name, 'thresholds', plan.adultFrom)
  if (plan.consents.length > 0) {
    await guardianship.consents.record(by, organizationId, {
      learnerIds: [learnerId],
      purposes: plan.consents,
      method: 'identity-checked',
      language: 'en',
    })
  }
  await stage.service.services.worker.runDue()
  if (!plan.hasAddress) {
    const code = (await issuing.claimCode(by, organizationId, id)) ?? ''
    marks.plantCode(name, 'code', code)
    if (plan.account !== undefined) {
      await issuing.claims.claimCode(code, callers[plan.account].accountId)
    }
  }
  const award = await issuing.byId(id)
  if (award === undefined) throw new Error('there is no award')
  return { organizationId, learnerId, groupId: group.id, award }
}
