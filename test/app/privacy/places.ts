import type { FoundRoute } from './found-routes.ts'

/**
 * What stands for the parameters of a path, for one learner: the name of the parameter, or with the word before it and a
 * stroke where it means something else there. Several values are tried each.
 */
export type Places = Readonly<Record<string, string | readonly string[]>>

/** What can be asked for behind the question mark that names somebody. */
export const queries: Readonly<Record<string, string>> = {
  '/api/v1/sharing': '?learnerId=:learnerId',
  '/api/v1/organizations/:organizationId/learners': '?groupId=:groupId',
  '/backpack/transcript.:ending': '?award=:awardId',
  '/console/:organizationId/learners': '?group=:groupId',
  '/console/:organizationId/awards/new': '?learner=:learnerId',
  '/console/:organizationId/batches/new': '?group=:groupId',
  '/console/:organizationId/roster-imports/new': '?group=:groupId',
  '/console/:organizationId/claim-cards/new': '?for=group&group=:groupId',
}

/** The addresses of a route for one learner. @throws Error naming the parameter that has no value */
export function addressesOf({ path }: FoundRoute, places: Places): readonly string[] {
  const query = queries[path]?.replaceAll(/:(\w+)/g, (_, name: string) => String(places[name]))
  const plain = pathsOf(path, places)
  return query === undefined ? plain : [...plain, ...plain.map((address) => address + query)]
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
