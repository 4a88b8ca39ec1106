import type { Scope } from '../../../src/caller.ts'
import type { Planting } from './plant.ts'
import { learnerPlans, type LearnerName } from './learners.ts'
import { people, type Person } from './people.ts'
import type { DoorHolder, Relation, Role } from './relations.ts'

/** Somebody who asks. */
export interface Actor {
  readonly name: string
  readonly person?: Person
  /** Of a key: it is the owner's. */
  readonly key?: Relation
  readonly door?: DoorHolder
  readonly staff?: { readonly organizationId: string; readonly role: Role }
  readonly headers: Readonly<Record<string, string>>
  /** What a form of theirs has to bring along. */
  readonly formToken?: string
}

const keys: readonly { name: string; is: Relation; scopes: readonly Scope[] }[] = [
  { name: 'a key for badges', is: 'nobody', scopes: ['achievements:read'] },
  { name: 'a key for the organization', is: 'nobody', scopes: ['organizations:read'] },
  { name: 'a key for staff', is: 'a key for staff', scopes: ['staff:read'] },
  { name: 'a key for awards', is: 'a key for awards', scopes: ['awards:read'] },
  { name: 'a key for learners', is: 'a key for learners', scopes: ['learners:read'] },
]

export async function createActors(planting: Planting): Promise<readonly Actor[]> {
  const { stage, callers, browsers, doors, organizations } = planting
  const nobody = { name: 'nobody in particular', ...browsers.nobody }
  const signedIn = people.map((person): Actor => {
    const staff = staffOf(person, organizations)
    return {
      name: person,
      person,
      ...browsers[person],
      ...(staff === undefined ? {} : { staff }),
    }
  })
  // The names of the doors are their keys.
  const holders = (Object.keys(doors) as DoorHolder[]).map((door) => ({
    ...nobody,
    name: door,
    door,
  }))
  const withKeys = keys.map(async ({ name, is, scopes }): Promise<Actor> => {
    const secret = await stage.key(callers.owner, scopes, stage.museum)
    return { name, key: is, headers: { authorization: `Bearer ${secret}` } }
  })
  // Whoever holds something is first: what is on the screen of a kiosk does not stay there.
  const all = [...holders, nobody, ...signedIn, ...(await Promise.all(withKeys))]
  // From a network of their own each, or they would use up for each other how often one may ask.
  return all.map((actor, place) => ({
    ...actor,
    headers: { ...actor.headers, 'x-forwarded-for': `192.0.2.${place + 1}` },
  }))
}

function staffOf(person: Person, { museum, library }: Planting['organizations']): Actor['staff'] {
  switch (person) {
    case 'owner':
    case 'editor':
    case 'awarder':
    case 'viewer':
      return { organizationId: museum, role: person }
    case 'librarian':
      return { organizationId: library, role: 'owner' }
    default:
      return undefined
  }
}

/** What an actor is to whoever is known by this name. */
export function relationTo(actor: Actor, of: string, planting: Planting): Relation {
  const { organizations, doors } = planting
  const learner = Object.keys(learnerPlans).find((name): name is LearnerName => name === of)
  if (actor.door !== undefined) {
    const { about, concerns = about } = doors[actor.door]
    return concerns === of ? actor.door : 'nobody'
  }
  if (actor.person === of) return 'themselves'
  if (learner !== undefined && actor.person !== undefined) {
    const ended = actor.person === 'stepfather' || learner === 'grown'
    const guardians: readonly Person[] = learnerPlans[learner].guardians
    if (!ended && guardians.includes(actor.person)) return 'guardian'
  }
  const organizationId = organizationOf(of, organizations)
  if (actor.key !== undefined) return organizationId === organizations.museum ? actor.key : 'nobody'
  if (actor.staff === undefined || actor.staff.organizationId !== organizationId) return 'nobody'
  return actor.staff.role
}

/** Who knows somebody: an organization, or none for those who only have an account. */
function organizationOf(
  of: string,
  { museum, library }: Planting['organizations'],
): string | undefined {
  if (of === 'pupil' || of === 'librarian' || of.endsWith('there')) return library
  const known = ['owner', 'editor', 'awarder', 'viewer', 'recruit', ...Object.keys(learnerPlans)]
  return known.includes(of) || of.endsWith('here') ? museum : undefined
}
