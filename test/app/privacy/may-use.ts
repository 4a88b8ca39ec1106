import { relationTo, type Actor } from './actors.ts'
import type { FoundRoute } from './found-routes.ts'
import type { PlaceSet, Planting } from './plant.ts'
import type { Role } from './relations.ts'
import type { Who } from './who-may.ts'

const roles: Readonly<Record<'staff' | 'teachers' | 'editors' | 'owners', readonly Role[]>> = {
  staff: ['owner', 'editor', 'awarder', 'viewer'],
  teachers: ['owner', 'editor', 'awarder'],
  editors: ['owner', 'editor'],
  owners: ['owner'],
}

/** Whether a route is for people by what they are at an organization. */
export function isOfStaff(who: Who): boolean {
  return who in roles
}

/** What belongs to one organization, and not to another under whose address it is asked for. */
const ofPeople =
  /:(learner|award|group|batch|import|claimLink|kiosk|request|code|invitation|account|achievement|application)/

/** Whether an actor may use a route for what the set of places is about, by the table of `who-may.ts`. */
export function mayUse(
  actor: Actor,
  who: Who,
  { path }: FoundRoute,
  set: PlaceSet,
  planting: Planting,
): boolean {
  const relation = () => relationTo(actor, set.about, planting)
  switch (who) {
    case 'everybody':
      return true
    case 'holders':
      return actor.door !== undefined && planting.doors[actor.door].about === set.about
    case 'signed-in':
      return actor.person !== undefined
    case 'themselves':
      return actor.person === 'owner'
    case 'operators':
      return actor.person === 'operator'
    case 'learners':
      return relation() === 'themselves'
    case 'guardians':
      return relation() === 'guardian'
    case 'family and teachers':
      return ['themselves', 'guardian', ...roles.teachers].includes(relation())
    case 'family':
      return relation() === 'themselves' || relation() === 'guardian'
    default: {
      if (set.crossed && ofPeople.test(path)) return false
      const { staff } = actor
      return staff?.organizationId === set.organizationId && roles[who].includes(staff.role)
    }
  }
}
