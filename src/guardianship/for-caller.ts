import type { Static } from 'typebox'
import type { ChildAnswer, OwnConsentsAnswer } from '../../schemas/requests/guardianship.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Language } from '../text/languages.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson } from '../portfolio/held.ts'
import type { Guardianship } from './guardianship.ts'
import { presentHistory, presentOffered } from './present.ts'

export interface ForCallerDeps {
  readonly guardianship: Guardianship
  readonly learners: Learners
  readonly organizations: Pick<Organizations, 'byId'>
  readonly mayShow: MayShow
  readonly world: World
}

/** What pages and the API tell whoever answers for a learner. */
export interface ForCaller {
  children(caller: Caller): Promise<Static<typeof ChildAnswer>[]>
  /** @throws WaymarkError not-found for whoever is nothing to the learner */
  consents(
    caller: Caller,
    learnerId: string,
    language: Language,
  ): Promise<Static<typeof OwnConsentsAnswer>>
}

export function createForCaller(deps: ForCallerDeps): ForCaller {
  const { guardianship, learners, organizations, mayShow, world } = deps
  const { policies, family, guardians } = guardianship

  const today = () => timestamp(world.now()).slice(0, 10)
  const rulesOf = async (organizationId: string) => ({
    policy: await policies.of(organizationId),
    mayShow,
    today: today(),
  })

  return {
    async children(caller) {
      const all = await family.children(caller)
      return all.map(({ learner, badges, waiting }) => ({
        learnerId: learner.id,
        organizationId: learner.organizationId,
        name: mayShow({ kind: 'guardian' }, 'recipient-name', learner) ? learner.name : '',
        standing: standingOf(learner, today()),
        badges: badges.length,
        waiting: waiting.length,
      }))
    },
    async consents(caller, learnerId, language) {
      requirePerson(caller, 'family:read')
      const learner = await learners.byId(learnerId)
      const relation = learner && (await guardians.relationTo(caller.accountId, learner))
      if (learner === undefined || relation === undefined) throw new WaymarkError('not-found')
      const { organizationId } = learner
      const rules = await rulesOf(organizationId)
      const controller = rules.policy.controller ?? (await organizations.byId(organizationId)).name
      const role = relation === 'self' ? 'learner' : 'guardian'
      return {
        learnerId,
        organizationId,
        standing: standingOf(learner, today()),
        offered: [...presentOffered(learner, role, rules, { language, controller })],
        history: [...presentHistory(learner, { kind: relation }, rules)],
      }
    },
  }
}
