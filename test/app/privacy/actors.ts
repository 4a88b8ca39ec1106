import { createVisitor, type Visitor } from '../../../scripts/demo/visitor.ts'
import type { Scope } from '../../../src/caller.ts'
import type { DoorHolder, Planting } from './plant.ts'
import { learnerPlans, type LearnerName } from './learners.ts'
import { addressOf, people, type Person } from './people.ts'

/** What somebody is to somebody else of whom something is known. */
export type Relation =
  | 'themselves'
  | 'guardian'
  | 'owner'
  | 'editor'
  | 'awarder'
  | 'viewer'
  | 'a key for awards'
  | 'a key for learners'
  | DoorHolder
  | 'nobody'

export type Role = 'owner' | 'editor' | 'awarder' | 'viewer'

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

const keys = {
  'a key for badges': ['organizations:read', 'achievements:read'],
  'a key for awards': ['awards:read'],
  'a key for learners': ['learners:read'],
} as const satisfies Record<string, readonly Scope[]>

export async function createActors(planting: Planting): Promise<readonly Actor[]> {
  const { stage, callers, doors, organizations } = planting
  const { base } = stage.service
  const nobody = { name: 'nobody in particular', ...(await atBrowser(createVisitor(base))) }
  const signedIn: Actor[] = []
  for (const person of people) {
    const visitor = createVisitor(base)
    await visitor.submit('/sign-in', { email: addressOf(person) })
    const link = await stage.service.linkMailedTo(addressOf(person), '/sign-in/')
    await visitor.submit(link, {})
    const staff = staffOf(person, organizations)
    signedIn.push({
      name: person,
      person,
      ...(await atBrowser(visitor)),
      ...(staff === undefined ? {} : { staff }),
    })
  }
  const holders = Object.keys(doors).map((name) => ({
    ...nobody,
    name,
    // The names of the doors are their keys.
    door: name as DoorHolder,
  }))
  const withKeys: Actor[] = []
  for (const [name, scopes] of Object.entries(keys)) {
    const secret = await stage.key(callers.owner, scopes, stage.museum)
    withKeys.push({
      name,
      key: name === 'a key for badges' ? 'nobody' : (name as Relation),
      headers: { authorization: `Bearer ${secret}` },
    })
  }
  return [nobody, ...signedIn, ...holders, ...withKeys]
}

async function atBrowser(visitor: Visitor) {
  const { html } = await visitor.open('/verify')
  const formToken = /name="_csrf"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? ''
  return { headers: { cookie: visitor.cookies() }, formToken }
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
    const isGuest = of === 'joinerhere' || of === 'visitorhere'
    const isTheirs = isGuest || doors[actor.door].about === of
    return isTheirs ? actor.door : 'nobody'
  }
  if (actor.person === of) return 'themselves'
  if (learner !== undefined && actor.person !== undefined) {
    const ended = actor.person === 'stepfather' || learner === 'grown'
    const guardians: readonly Person[] = learnerPlans[learner].guardians
    if (!ended && guardians.includes(actor.person)) return 'guardian'
  }
  const organizationId = organizationOf(of, organizations)
  if (actor.key !== undefined) return organizationId === organizations.museum ? actor.key : 'nobody'
  const isColleague = actor.staff !== undefined && actor.staff.organizationId === organizationId
  return isColleague ? (actor.staff?.role ?? 'nobody') : 'nobody'
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
