import { WaymarkError } from '../../errors.ts'
import type { Network } from '../../network/guarded-fetch.ts'
import { deriveShown } from './derive-credential.ts'
import { issueCredential, issuedObject } from './issue-credential.ts'
import { meansOf, type MeansDeps } from './means.ts'
import type { OpenTenant } from './open-tenant.ts'
import { resolveIdentifier } from './resolve-identifier.ts'
import type { VcApiStatusLists } from './status-lists.ts'
import { updateStatus } from './update-status.ts'
import type { VcApiOperations } from './operations.ts'
import { verifyCredential } from './verify-credential.ts'
import { verifyPresentation } from './verify-presentation.ts'

/** Anybody may call the open tenant, so it asks nobody else anything. */
const noNetwork: Network = {
  get: (url) => Promise.resolve({ ok: false, refusal: 'refused-address', url }),
  close: () => Promise.resolve(),
}

/** The operations of the open tenant: whoever calls. */
export function tenantOperations(
  tenant: OpenTenant,
  statusLists: VcApiStatusLists,
  deps: Omit<MeansDeps, 'network' | 'alwaysTheIssuer'>,
): VcApiOperations {
  const means = meansOf({ ...deps, network: noNetwork, alwaysTheIssuer: false })
  return {
    issue: async (_caller, body) =>
      issueCredential(body, await tenant.ofCredential(issuedObject(body)), statusLists),
    async updateStatus(_caller, body) {
      const owners = await tenant.owners()
      for (const owner of owners) {
        try {
          await updateStatus(body, owner, statusLists)
          return
        } catch (error) {
          if (!(error instanceof WaymarkError) || error.code !== 'not-found') throw error
        }
      }
      throw new WaymarkError('not-found')
    },
    derive: (body) => deriveShown(body, means.contexts),
    verify: (body) => verifyCredential(body, means),
    verifyPresentation: (body) => verifyPresentation(body, means),
    resolve: (_caller, identifier, options, accept) =>
      resolveIdentifier(identifier, options, accept, {
        resolveOwn: deps.resolveOwn,
        resolveOthers: undefined,
      }),
  }
}
