import type { Router } from 'express'
import { WaymarkError } from '../errors.ts'

/**
 * For every path that was mounted before: OPTIONS says what it takes, any other method is 405 with Allow
 * (RFC 9110 §15.5.6).
 */
export function refuseOtherMethods(
  router: Router,
  known: readonly { readonly path: string; readonly methods: readonly string[] }[],
): void {
  const byPath = new Map<string, Set<string>>()
  for (const { path, methods } of known) {
    const all = byPath.get(path) ?? new Set(['OPTIONS'])
    for (const method of methods) all.add(method.toUpperCase())
    if (all.has('GET')) all.add('HEAD')
    byPath.set(path, all)
  }
  for (const [path, methods] of byPath) {
    const allow = [...methods].toSorted().join(', ')
    router.all(path, (request, response, next) => {
      // A handler of this path passed the request on, to a page or to a document.
      if (methods.has(request.method) && request.method !== 'OPTIONS') {
        next()
        return
      }
      response.set('Allow', allow)
      if (request.method === 'OPTIONS') response.status(204).end()
      else throw new WaymarkError('method-not-allowed')
    })
  }
}
