import type { Caller } from '../caller.ts'
import type { Services } from '../services.ts'
import type { Viewer } from '../web/shown.ts'

/** Who looks at a page, as its frame has to know them. */
export function createViewerOf({ accounts, organizations, learners, guardianship }: Services) {
  return async (caller: Caller | undefined): Promise<Viewer> => {
    const account = caller && (await accounts.people.byId(caller.accountId))
    if (caller === undefined || account === undefined) {
      return {
        isSignedIn: false,
        operator: false,
        hasBackpack: false,
        hasFamily: false,
        organizations: [],
      }
    }
    const staffed = await organizations.ofCaller(caller)
    const own = await learners.ofAccount(caller.accountId)
    const children = await guardianship.guardians.childrenOf(caller.accountId)
    return {
      isSignedIn: true,
      name: account.name,
      operator: account.operator,
      // Whoever is here for their children or their work alone has no backpack to look into.
      hasBackpack: own.length > 0 || (staffed.length === 0 && children.length === 0),
      hasFamily: children.length > 0,
      organizations: staffed.map(({ organization: { id, name } }) => ({ id, name })),
    }
  }
}
