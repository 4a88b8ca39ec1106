import type { Actor, Relation } from './actors.ts'
import { relationTo } from './actors.ts'
import { ask, type Asked } from './ask.ts'
import type { FoundRoute } from './found-routes.ts'
import { structuralData } from './table.ts'
import { addressesOf } from './places.ts'
import type { PlaceSet, Planting } from './plant.ts'

/** Somebody has seen a datum of somebody. */
export interface Seen {
  readonly actor: string
  readonly relation: Relation
  readonly of: string
  readonly datum: string
  readonly where: string
}

export interface Step {
  readonly route: FoundRoute
  readonly actor: Actor
  readonly set: PlaceSet
  readonly address: string
}

/** Every address of the routes for every actor; each once. */
export function stepsOf(
  routes: readonly FoundRoute[],
  actors: readonly Actor[],
  planting: Planting,
): readonly Step[] {
  return actors.flatMap((actor) => {
    const asked = new Set<string>()
    return routes.flatMap((route) =>
      planting.sets.flatMap((set) =>
        addressesOf(route, placesFor(actor, set, planting))
          .filter((address) => {
            const key = `${route.method} ${address}`
            const isNew = !asked.has(key) && isWorthAsking(actor, route, set, planting)
            asked.add(key)
            return isNew
          })
          .map((address) => ({ route, actor, set, address })),
      ),
    )
  })
}

function placesFor(actor: Actor, set: PlaceSet, { doors }: Planting) {
  const door = actor.door && doors[actor.door]
  return door?.about === set.about ? { ...set.places, ...door.places } : set.places
}

/** Whoever holds an address or a code only is nobody anywhere else. */
function isWorthAsking(actor: Actor, { path }: FoundRoute, set: PlaceSet, planting: Planting) {
  if (actor.door === undefined) return true
  const door = planting.doors[actor.door]
  if (door.about !== set.about || set.crossed) return false
  const without = addressesOf({ method: '', path }, set.places).join()
  return without !== addressesOf({ method: '', path }, { ...set.places, ...door.places }).join()
}

/** Asks, and says what was seen of whom. */
export async function take(
  { route, actor, set, address }: Step,
  asked: Omit<Asked, 'method' | 'address'>,
  planting: Planting,
): Promise<{ readonly status: number; readonly location: string; readonly seen: readonly Seen[] }> {
  const { base } = planting.stage.service
  const { method } = route
  const answer = await ask(base, { method, address, ...asked })
  const isAboutOne = /:(learnerId|awardId|token|share)\b/.test(route.path) && !set.crossed
  const structural = isAboutOne
    ? structuralData.filter(({ pattern }) => pattern.test(answer.text))
    : []
  const found = [
    ...planting.marks.find(answer.text),
    ...structural.map(({ datum }) => ({ of: set.about, datum })),
  ]
  return {
    status: answer.status,
    location: answer.location,
    seen: found.map(({ of, datum }) => ({
      actor: actor.name,
      relation: relationTo(actor, of, planting),
      of,
      datum,
      where: `${method} ${address}`,
    })),
  }
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
