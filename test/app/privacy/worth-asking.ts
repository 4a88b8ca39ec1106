import type { Actor } from './actors.ts'
import { learnerPlans } from './learners.ts'
import type { FoundRoute } from './found-routes.ts'
import { isOfStaff } from './may-use.ts'
import type { PlaceSet } from './plant.ts'
import { whoMay } from './who-may.ts'

/*
 * Everybody at every address for every learner would be fifty thousand requests, nearly all of them the same. What is left
 * out here is what cannot come out otherwise than what is asked.
 */

/** Of those who are nothing to an organization: nobody in particular, a child, a parent, who runs the service. */
const outsiders = ['nobody in particular', 'child', 'mother', 'operator']

/** Whether it can make a difference that it is this actor who asks. */
export function isWorthAsking(actor: Actor, { method, path }: FoundRoute): boolean {
  if (actor.door !== undefined) return true
  if (actor.key !== undefined) return path.startsWith('/api/')
  const who = whoMay[`${method} ${path}`] ?? 'everybody'
  if (who === 'everybody') return outsiders.includes(actor.name) || actor.name === 'owner'
  return !isOfStaff(who) || actor.staff !== undefined || outsiders.includes(actor.name)
}

/** Whether it can make a difference that it is this learner whom they ask about. */
export function isWorthTrying(actor: Actor, { about, crossed }: PlaceSet): boolean {
  // Only staff have an organization of their own under whose address to try.
  if (crossed) return actor.staff !== undefined
  if (actor.name === 'owner' || actor.door !== undefined) return true
  if (actor.staff !== undefined) return ['child', 'youth', 'pupil'].includes(about)
  if (about === 'child' || about === 'grown') return true
  const { guardians }: { readonly guardians: readonly string[] } = learnerPlans[about]
  return actor.person === about || guardians.includes(actor.name)
}
