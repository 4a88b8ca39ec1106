import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import { timestamp, type World } from '../world.ts'
import { ableFirst, faceAmong } from './faces.ts'
import { requirePerson } from './held.ts'
import { openFirst, type OpenShares } from './open-share.ts'
import type { ImportTables } from './open-tables.ts'
import { audienceOf } from './share-choices.ts'
import type { NewFacedShare, ShareMaking } from './share-making.ts'
import type { Share } from './tables.ts'

/** Shares of single badges from elsewhere: by the same rules as those of badges from here. */
export interface ImportShares {
  /**
   * As whom somebody may show a badge from elsewhere: each record that is theirs. Its consents, its name and its switch hold
   * for the share; those who may show it come first.
   */
  facesOfImport(caller: Caller): Promise<readonly Learner[]>
  /** @throws WaymarkError not-shareable-yet, sharing-paused, not-found, invalid-request; conflict when fifty are open */
  shareImport(caller: Caller, importId: string, share: NewFacedShare): Promise<Share>
  /** Open ones first. @throws WaymarkError not-found */
  sharesOfImport(caller: Caller, importId: string): Promise<readonly Share[]>
  /** Closes all of them, before the badge goes. @throws WaymarkError not-found */
  closeSharesOfImport(caller: Caller, importId: string): Promise<void>
}

interface Deps {
  readonly imported: Pick<ImportTables, 'credentials'>
  readonly learners: Pick<Learners, 'ofAccount'>
  readonly audiencesOf: OpenShares['audiencesOf']
  readonly making: ShareMaking
  readonly world: Pick<World, 'now'>
}

export function createImportShares(deps: Deps): ImportShares {
  const { imported, learners, audiencesOf, making, world } = deps
  const today = () => timestamp(world.now()).slice(0, 10)

  const requireOwn = async (caller: Caller, importId: string) => {
    const one = await imported.credentials.get(importId)
    if (one?.accountId !== caller.accountId) throw new WaymarkError('not-found')
  }
  const facesOfImport: ImportShares['facesOfImport'] = async ({ accountId }) =>
    ableFirst(await learners.ofAccount(accountId), audiencesOf)

  return {
    facesOfImport,
    async shareImport(caller, importId, { learnerId, ...chosen }) {
      requirePerson(caller, 'shares:write')
      await requireOwn(caller, importId)
      const faces = await facesOfImport(caller)
      const wanted = { learnerId, audience: audienceOf(chosen), own: faces, today: today() }
      const face = faceAmong(faces, wanted, audiencesOf)
      return making.make(caller, { importId }, face, chosen)
    },
    async sharesOfImport(caller, importId) {
      requirePerson(caller, 'backpack:read')
      await requireOwn(caller, importId)
      return openFirst(await making.all({ importId }), timestamp(world.now()))
    },
    async closeSharesOfImport(caller, importId) {
      await requireOwn(caller, importId)
      await making.closeAll(caller, { importId })
    },
  }
}
