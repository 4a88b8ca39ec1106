import type { Express } from 'express'
import { entriesOf } from '../hostile.ts'

/** One address of the service as Express knows it, and one method that it takes. */
export interface FoundRoute {
  readonly method: string
  readonly path: string
}

/** What answers by itself or passes on, beside the routes: a path that it stands before, '/' for all of them. */
export interface Found {
  readonly routes: readonly FoundRoute[]
  readonly mounts: readonly string[]
}

/** Every method at once: the refusal of other methods, which shows nothing. */
const isForEveryMethod = (methods: readonly string[]) => methods.length > 10

/**
 * Everything that an application answers, read from its own router: what is mounted later, or beside the lists of
 * routes and pages, is found too.
 */
export function routesOf(app: Express): Found {
  const found = layersOf(member(app, 'router')).flatMap(readLayer)
  const named = new Map(
    found
      .flatMap(({ routes }) => routes)
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )
  return { routes: [...named.values()], mounts: found.flatMap(({ mounts }) => mounts) }
}

/** Routers are functions that have members. */
function member(value: unknown, name: string): unknown {
  return typeof value === 'function' || typeof value === 'object'
    ? Reflect.get(value ?? {}, name)
    : undefined
}

function layersOf(router: unknown): readonly unknown[] {
  const stack = member(router, 'stack')
  return Array.isArray(stack) ? stack : []
}

function readLayer(layer: unknown): Found {
  const route = member(layer, 'route')
  if (route !== undefined) return { routes: readRoute(route), mounts: [] }
  const paths = [member(layer, 'rawPath')].flat().map(String)
  const read = layersOf(member(layer, 'handle')).map(readLayer)
  return {
    routes: read.flatMap(({ routes }) => routes),
    mounts: [...paths, ...read.flatMap(({ mounts }) => mounts)],
  }
}

function readRoute(route: unknown): readonly FoundRoute[] {
  const methods = entriesOf(member(route, 'methods')).map(([method]) => method)
  if (isForEveryMethod(methods)) return []
  const paths = [member(route, 'path')].flat().map(String)
  return paths.flatMap((path) => methods.map((method) => ({ method: method.toUpperCase(), path })))
}
