import type { FoundRoute } from './found-routes.ts'

/**
 * What stands for the parameters of a path, for one learner: the name of the parameter, or with the word before it and a
 * stroke where it means something else there. Several values are tried each.
 */
export type Places = Readonly<Record<string, string | readonly string[]>>

/** What stands behind the question mark: what names somebody, and what has to be there to write. */
export const queries: Readonly<Record<string, string>> = {
  'GET /oembed': '?url=:shareUrl',
  'GET /api/v1/badge-designs/surprise': '?seed=1',
  'GET /api/v1/sharing': '?learnerId=:learnerId',
  'GET /api/v1/organizations/:organizationId/learners': '?groupId=:groupId',
  'GET /backpack/transcript.:ending': '?award=:awardId',
  'GET /console/:organizationId/learners': '?group=:groupId',
  'GET /console/:organizationId/awards/new': '?learner=:learnerId',
  'GET /console/:organizationId/batches/new': '?group=:groupId',
  'GET /console/:organizationId/roster-imports/new': '?group=:groupId',
  'GET /console/:organizationId/claim-cards/new': '?for=group&group=:groupId',
  'DELETE /api/v1/organizations/:organizationId/learners/:learnerId': '?reason=asked',
}

/** The addresses of a route for one learner. @throws Error naming the parameter that has no value */
export function addressesOf(route: FoundRoute, places: Places): readonly string[] {
  const { method, path } = route
  const plain = pathsOf(path, places)
  const query = queries[`${method} ${path}`]
  if (query === undefined) return plain
  const filled = query.replaceAll(/:(\w+)/g, (_, name: string) => String(places[name]))
  const asked = plain.map((address) => address + filled)
  return method === 'GET' ? [...plain, ...asked] : asked
}

function pathsOf(path: string, places: Places): readonly string[] {
  const parts = path.replaceAll(/\{[^}]*\}/g, '').split(/(?=\/)|(?=\.:)/)
  let before = ''
  return parts.reduce<readonly string[]>(
    (addresses, part) => {
      const name = /:(\w+)/.exec(part)?.[1]
      if (name === undefined) {
        before = part.slice(1)
        return addresses.map((address) => address + part)
      }
      const values = places[`${before}/${name}`] ?? places[name]
      if (values === undefined) {
        throw new Error(
          `Nothing stands for :${name} in ${path}: give '${before}/${name}' or '${name}' a value in plant.ts`,
        )
      }
      return addresses.flatMap((address) =>
        [values].flat().map((value) => address + part.replace(`:${name}`, value)),
      )
    },
    [''],
  )
}
