import type { Actor } from './actors.ts'
import { relationTo, type Role } from './actors.ts'
import type { FoundRoute } from './found-routes.ts'
import type { PlaceSet, Planting } from './plant.ts'
import type { Who } from './who-may.ts'

const roles: Readonly<Record<'staff' | 'teachers' | 'editors' | 'owners', readonly Role[]>> = {
  staff: ['owner', 'editor', 'awarder', 'viewer'],
  teachers: ['owner', 'editor', 'awarder'],
  editors: ['owner', 'editor'],
  owners: ['owner'],
}

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
      return false
    case 'operators':
      return actor.person === 'operator'
    case 'learners':
      return relation() === 'themselves'
    case 'guardians':
      return relation() === 'guardian'
    case 'family':
      return relation() === 'themselves' || relation() === 'guardian'
    default: {
      const isOfOne = (path.match(/:/g) ?? []).length > 1
      if (set.crossed && isOfOne) return false
      const { staff } = actor
      return staff?.organizationId === set.organizationId && roles[who].includes(staff.role)
    }
  }
}
