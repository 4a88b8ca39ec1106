import { ageBandOf } from '../age-dates.ts'
import { isOtherAge } from '../standing.ts'
import { mostGroups } from '../group-members.ts'
import { wordsOfName } from '../known-learners.ts'
import { plainNameOf } from '../learner-keys.ts'
import type { Learner } from '../tables.ts'
import type { RosterPerson } from './person.ts'
import type { News } from './tables.ts'

export interface MergeOptions {
  /** The ids of groups by name; what is not there yet is left out. */
  readonly groupIds: ReadonlyMap<string, string>
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** What a record of a learner can learn from a roster. */
type Told = Pick<
  Learner,
  | 'name'
  | 'email'
  | 'rosterId'
  | 'words'
  | 'ageBand'
  | 'consentsFrom'
  | 'adultFrom'
  | 'groups'
  | 'accountId'
>

/**
 * The record with what a roster says of the person. A roster adds and corrects; what it does not say stays. The
 * address of somebody who has an account stays too: it is where their own mail goes.
 */
export function merged<L extends Told>(learner: L, person: RosterPerson, options: MergeOptions): L {
  const { name, email, rosterId, consentsFrom, adultFrom } = person
  const isRenamed = plainNameOf(name) !== plainNameOf(learner.name)
  const takesEmail =
    email !== undefined && (learner.email === undefined || learner.accountId === undefined)
  const ages = {
    ...(consentsFrom === undefined ? {} : { consentsFrom }),
    ...(adultFrom === undefined
      ? {}
      : { adultFrom, ageBand: ageBandOf('unknown', { adultFrom }, options.today) }),
  }
  const groups = groupsAfter(learner.groups ?? [], person, options.groupIds)
  return {
    ...learner,
    ...(isRenamed ? { name, words: wordsOfName(name) } : {}),
    ...(takesEmail ? { email } : {}),
    ...(rosterId === undefined || learner.rosterId !== undefined ? {} : { rosterId }),
    ...ages,
    ...(groups.length === 0 && learner.groups === undefined ? {} : { groups }),
  }
}

/** The record of somebody who is no longer in the roster: they leave its groups, and stay what they are. */
export function departed<L extends Pick<Learner, 'groups'>>(
  learner: L,
  { leaves }: RosterPerson,
  { groupIds }: MergeOptions,
): L {
  const { groups = [] } = learner
  const after = without(groups, leaves, groupIds)
  return after.length === groups.length ? learner : { ...learner, groups: after }
}

/** What is new about a known learner. */
export function newsOf(before: Told, after: Told, joinsNewGroup: boolean): readonly News[] {
  const found: readonly (readonly [News, boolean])[] = [
    ['name', before.name !== after.name],
    ['email', before.email !== after.email],
    ['roster-id', before.rosterId !== after.rosterId],
    ['age', isOtherAge(before, after)],
    ['group', joinsNewGroup || String(before.groups ?? []) !== String(after.groups ?? [])],
  ]
  return found.filter(([, is]) => is).map(([news]) => news)
}

function groupsAfter(
  before: readonly string[],
  { groups, leaves }: RosterPerson,
  groupIds: ReadonlyMap<string, string>,
): readonly string[] {
  const joined = groups.flatMap((name) => groupIds.get(name) ?? [])
  const after = [...new Set([...without(before, leaves, groupIds), ...joined])]
  return after.slice(0, mostGroups)
}

function without(
  groups: readonly string[],
  leaves: readonly string[],
  groupIds: ReadonlyMap<string, string>,
): readonly string[] {
  const left = new Set(leaves.map((name) => groupIds.get(name)))
  return groups.filter((id) => !left.has(id))
}
