import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { ClassOf } from './class-list.ts'
import type { Consents, WayOfConsents } from './consents.ts'

/** What a pile of papers says: the same for everybody, and more or only something for some. */
export interface ClassPapers extends WayOfConsents {
  readonly everybody?: readonly ConsentPurpose[]
  readonly learners?: readonly {
    readonly learnerId: string
    readonly purposes: readonly ConsentPurpose[]
  }[]
}

export interface ClassConsents {
  /** Everybody in a group whom a consent can be noted for, by name. @throws WaymarkError not-found, not-allowed */
  members: ClassOf
  /**
   * Notes what the papers of a class say; answers whom something was said of.
   * @throws WaymarkError not-found where one is not in the group, invalid-request where nothing is said,
   * consent-method-too-weak before any is noted
   */
  record(
    caller: Caller,
    organizationId: string,
    groupId: string,
    papers: ClassPapers,
  ): Promise<readonly Learner[]>
}

export function createClassConsents(deps: {
  readonly classOf: ClassOf
  readonly consents: Pick<Consents, 'recordEach'>
}): ClassConsents {
  const { classOf, consents } = deps
  return {
    members: classOf,
    async record(caller, organizationId, groupId, { everybody = [], learners = [], ...how }) {
      const members = await classOf(caller, organizationId, groupId)
      const ids = new Set(members.map(({ id }) => id))
      if (learners.some(({ learnerId }) => !ids.has(learnerId))) throw new WaymarkError('not-found')
      const noted = members
        .map((learner) => ({ learner, purposes: saidOf(learner.id, everybody, learners) }))
        .filter(({ purposes }) => purposes.length > 0)
      if (noted.length === 0) {
        throw new WaymarkError('invalid-request', {
          problems: [{ path: '/learners', rule: 'required' }],
        })
      }
      return consents.recordEach(caller, organizationId, noted, how)
    },
  }
}

function saidOf(
  id: string,
  everybody: readonly ConsentPurpose[],
  learners: NonNullable<ClassPapers['learners']>,
): readonly ConsentPurpose[] {
  const own = learners.filter(({ learnerId }) => learnerId === id)
  return [...new Set([...everybody, ...own.flatMap(({ purposes }) => purposes)])]
}
