import { normalizeEmail } from '../accounts/secrets.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { timestamp, type World } from '../world.ts'
import { ageBandOf, ageProblems, type AgeDates } from './age-dates.ts'
import { wordsOfName, type KnownLearners, type NewLearner } from './known-learners.ts'
import { followingAge } from './standing.ts'
import type { AgeBand, Learner } from './tables.ts'

/** What staff can change of a learner: all of it is said each time. */
export type LearnerChange = Pick<NewLearner, 'name' | 'ageBand' | 'rosterId'> & AgeDates

export interface ChangeLearner {
  /** @throws WaymarkError as `add`; invalid-request: dates that cannot be */
  change(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    person: LearnerChange,
  ): Promise<Learner>
  /**
   * Another address for somebody whose mail came back. Whoever has an account keeps theirs in order themselves.
   * @throws WaymarkError conflict: they have an account, no address, or somebody else has that address and name
   */
  mendAddress(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    email: string,
  ): Promise<Learner>
}

interface Deps {
  readonly known: KnownLearners
  /** @throws WaymarkError not-found */
  readonly ofOrganization: (organizationId: string, learnerId: string) => Promise<Learner>
  readonly requireRight: RequireRight
  readonly audit: Audit
  readonly world: World
}

export function createChangeLearner(deps: Deps): ChangeLearner {
  const { known, ofOrganization, requireRight, audit, world } = deps
  const today = () => timestamp(world.now()).slice(0, 10)
  return {
    async change(caller, organizationId, learnerId, person) {
      await requireRight(caller, organizationId, 'learner.change')
      const { email } = await ofOrganization(organizationId, learnerId)
      refuseAges(person, today())
      const ageBand = ageBandOf(person.ageBand, person, today())
      const marks = { ...person, organizationId, ...(email === undefined ? {} : { email }) }
      const words = wordsOfName(person.name)
      const changed = await known.change(learnerId, marks, (learner) =>
        followingAge(
          learner,
          { ...withoutRosterFacts(learner), ...person, ageBand, words },
          today(),
        ),
      )
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
    async mendAddress(caller, organizationId, learnerId, email) {
      await requireRight(caller, organizationId, 'learner.change')
      const before = await ofOrganization(organizationId, learnerId)
      if (before.email === undefined) throw new WaymarkError('conflict')
      const marks = { organizationId, name: before.name, email: normalizeEmail(email) }
      const mended = await known.change(learnerId, marks, (learner) => {
        if (learner.accountId !== undefined) throw new WaymarkError('conflict')
        return { ...learner, email: normalizeEmail(email) }
      })
      if (mended === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'learner.changed',
        object: learnerId,
      })
      return mended
    },
  }
}

function withoutRosterFacts(learner: Learner): Learner {
  const { rosterId: _, consentsFrom: __, adultFrom: ___, ...rest } = learner
  return rest
}

/** @throws WaymarkError invalid-request */
export function refuseAges(person: AgeDates & { readonly ageBand: AgeBand }, today: string): void {
  const problems = ageProblems(person, today)
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}
