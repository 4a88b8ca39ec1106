import type { Caller } from '../caller.ts'
import type { Storage } from '../storage/tables.ts'
import { isSigned } from '../issuing/is-signed.ts'
import {
  createForgetShares,
  type ForgetEndedShares,
  type ForgetShares,
  type ForgetSharesOfAccount,
} from './forget-shares.ts'
import { createReadHeld, requirePerson, type Held, type OwnHeld, type ReadHeld } from './held.ts'
import { openSwitches, openViews } from './open-tables.ts'
import { createRefreshed, type Refreshed } from './refreshed.ts'
import { createShares, type Shares, type SharesDeps } from './shares.ts'
import { createSharingSwitch } from './sharing-switch.ts'

/** What people hold, and what they show of it. */
export interface Portfolio extends Shares {
  /** Everything the caller holds, newest first. */
  backpack(caller: Caller): Promise<readonly Held[]>
  /** One credential that the caller holds, or a child of theirs. @throws WaymarkError not-found */
  read(caller: Caller, awardId: string): Promise<OwnHeld>
  /** Takes the award of a typed code. @throws WaymarkError claim-code-unknown, already-claimed, not-allowed */
  claim(caller: Caller, code: string): Promise<Held>
  readonly refreshed: Refreshed
  readonly forgetShares: ForgetShares
  /** Whether a learner lets nobody see anything for now. */
  readonly isPaused: (learnerId: string) => Promise<boolean>
  readonly forgetSharesOfAccount: ForgetSharesOfAccount
  readonly forgetEndedShares: ForgetEndedShares
  readonly readHeld: ReadHeld
}

export type PortfolioDeps = Omit<SharesDeps, 'views' | 'readHeld' | 'sharingSwitch'> & {
  readonly storage: Storage
}

export function createPortfolio(deps: PortfolioDeps): Portfolio {
  const { storage, shares, world, issuing, learners } = deps
  const views = openViews(storage)
  const switches = openSwitches(storage)
  const readHeld = createReadHeld(deps)
  const sharingSwitch = createSharingSwitch(switches, world)
  return {
    ...createShares({ ...deps, views, readHeld, sharingSwitch }),
    isPaused: sharingSwitch.isPaused,
    refreshed: createRefreshed(deps),
    readHeld,
    ...createForgetShares({ shares, views, switches }),
    async backpack(caller) {
      requirePerson(caller, 'backpack:read')
      const own = await learners.ofAccount(caller.accountId)
      const lists = await Promise.all(
        own.map(async (learner) =>
          (await issuing.ofLearner(learner.id)).map((award) => ({ award, learner })),
        ),
      )
      return lists
        .flat()
        .filter(({ award }) => isSigned(award))
        .sort((one, other) => other.award.createdAt.localeCompare(one.award.createdAt))
    },
    async claim(caller, code) {
      requirePerson(caller, 'backpack:write')
      const { id } = await issuing.claims.claimCode(code, caller.accountId)
      return readHeld(caller, id)
    },
    async read(caller, awardId) {
      requirePerson(caller, 'backpack:read')
      return readHeld(caller, awardId)
    },
  }
}
