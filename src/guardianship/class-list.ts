import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Groups } from '../learners/groups.ts'
import { inOrder } from '../learners/in-order.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import { timestamp, type World } from '../world.ts'

/** More do not fit on a page, nor into one answer. */
export const largestClass = 500

/** Everybody in a group who is no adult, by name. @throws WaymarkError not-found, not-allowed, invalid-request where it is too large */
export type ClassOf = (
  caller: Caller,
  organizationId: string,
  groupId: string,
) => Promise<readonly Learner[]>

export function createClassOf(groups: Pick<Groups, 'members'>, world: Pick<World, 'now'>): ClassOf {
  return async (caller, organizationId, groupId) => {
    const found: Learner[] = []
    let after: string | undefined
    do {
      const asked = after === undefined ? {} : { after }
      const { rows, next } = await groups.members(caller, organizationId, groupId, asked)
      found.push(...rows)
      after = next
      if (found.length > largestClass) {
        const problem = { path: '/groupId', rule: 'too-many', expected: largestClass } as const
        throw new WaymarkError('invalid-request', { problems: [problem] })
      }
    } while (after !== undefined)
    const today = timestamp(world.now()).slice(0, 10)
    return inOrder(
      found.filter((learner) => standingOf(learner, today) !== 'adult'),
      'en',
    )
  }
}
