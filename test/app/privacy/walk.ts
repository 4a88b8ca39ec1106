import { relationTo, type Actor } from './actors.ts'
import { ask, type Answer, type Asked } from './ask.ts'
import type { FoundRoute } from './found-routes.ts'
import type { Sighting } from './marks.ts'
import { addressesOf, type Places } from './places.ts'
import type { PlaceSet, Planting } from './plant.ts'
import type { Relation } from './relations.ts'
import { isWorthAsking, isWorthTrying } from './worth-asking.ts'
import { toldByForm, type Datum } from './who-sees.ts'

/** Somebody has seen a datum of somebody. */
export interface Seen {
  readonly actor: string
  readonly relation: Relation
  readonly of: string
  readonly datum: Datum
  readonly where: string
}

export interface Step {
  readonly route: FoundRoute
  readonly actor: Actor
  readonly set: PlaceSet
  readonly address: string
}

/** What came of a step. */
export interface Taken extends Step {
  readonly status: number
  /** Where an answer leads. */
  readonly location: string
  readonly seen: readonly Seen[]
  /** What stood in an address of ours, where browsers, proxies and logs keep it. */
  readonly inAddresses: readonly Sighting[]
}

/** Every address of the routes for every actor; each once. */
export function stepsOf(
  routes: readonly FoundRoute[],
  actors: readonly Actor[],
  sets: readonly PlaceSet[],
  planting: Planting,
): readonly Step[] {
  return actors.flatMap((actor) => {
    const steps = new Map<string, Step>()
    for (const set of sets) {
      if (!isWorthTrying(actor, set)) continue
      const places = placesFor(actor, set, planting)
      for (const route of routes) {
        if (!isWorthAsking(actor, route) || !isOpened(actor, route, set, places)) continue
        for (const address of addressesOf(route, places)) {
          const key = `${route.method} ${address}`
          if (!steps.has(key)) steps.set(key, { route, actor, set, address })
        }
      }
    }
    return [...steps.values()]
  })
}

function placesFor(actor: Actor, set: PlaceSet, { doors }: Planting): Places {
  const door = actor.door && doors[actor.door]
  return door?.about === set.about ? { ...set.places, ...door.places } : set.places
}

/** Whoever holds an address or a code is nobody where it is not in the address. */
function isOpened(actor: Actor, route: FoundRoute, set: PlaceSet, places: Places): boolean {
  if (actor.door === undefined) return true
  return addressesOf(route, set.places).join() !== addressesOf(route, places).join()
}

/** Asks, and says what was seen of whom. */
export async function take(
  step: Step,
  asked: Omit<Asked, 'method' | 'address'>,
  planting: Planting,
): Promise<Taken> {
  const { route, actor, set, address } = step
  const { method } = route
  const answer = await ask(planting.stage.service.base, { method, address, ...asked })
  const { learnerId, award, groupId } = planting.learners[set.about]
  const theirs = [learnerId, award.id, groupId, String(set.places['token'])]
  const isAboutOne = !set.crossed && theirs.some((id) => address.includes(id))
  // Whoever types a code is on the page of that code.
  const askedBy = new Set(planting.marks.find(address).map(({ of, datum }) => `${of} ${datum}`))
  const found = [
    ...planting.marks.find(answer.text),
    ...toldByForm(answer.text)
      .filter(() => isAboutOne)
      .map((datum) => ({ of: set.about, datum })),
  ]
  return {
    ...step,
    status: answer.status,
    location: answer.location,
    inAddresses: planting.marks
      .find(ownAddressesIn(answer).join('\n'))
      .filter(({ of, datum }) => !askedBy.has(`${of} ${datum}`)),
    seen: found.map(({ of, datum }) => ({
      actor: actor.name,
      relation: relationTo(actor, of, planting),
      of,
      datum,
      where: `${method} ${address}`,
    })),
  }
}

function ownAddressesIn({ location, text }: Answer): readonly string[] {
  const linked = text.matchAll(/(?:href|src|action)="(\/[^"]*|http:\/\/localhost[^"]*)"/g)
  return [location, ...[...linked].map(([, address = '']) => address)]
}

/** Runs some at a time. */
export async function eachOf<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const left = all.values()
  const one = async () => {
    for (const next of left) await work(next)
  }
  await Promise.all(Array.from({ length: atOnce }, one))
}
