import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Storage } from '../storage/tables.ts'
import type { World } from '../world.ts'
import { createCardBatches, type CardBatches } from './card-batches.ts'
import { createCardClaims, type CardClaims } from './claim-cards.ts'
import { createClaimLinks, type ClaimLinks } from './claim-links.ts'
import { createForgetClaims, type ForgetClaims } from './forget.ts'
import { createGive, type AddToGroup } from './give.ts'
import { createJoining, type Joining } from './joining.ts'
import { createKiosks, type Kiosks } from './kiosks.ts'
import { createOwnCode, type OwnCode } from './own-code.ts'
import { createPrinting, type Printing, type PrintingDeps } from './printing.ts'
import type { MembersOf } from './store-cards.ts'
import {
  cardBatchTable,
  claimCardTable,
  claimLinkTable,
  joinRequestTable,
  kioskTable,
} from './tables.ts'

export interface Claiming {
  readonly batches: CardBatches
  readonly cards: CardClaims
  readonly links: ClaimLinks
  readonly joining: Joining
  readonly kiosks: Kiosks
  readonly printing: Printing
  readonly ownCode: OwnCode
  readonly groups: ClaimGroups
  readonly forget: ForgetClaims
  /** What the worker has to do for it. */
  readonly duties: readonly Joining['duty'][]
}

/** What is known of groups, where there are any. */
export interface ClaimGroups {
  /** The open ones, newest first. */
  readonly list: (
    caller: Caller,
    organizationId: string,
  ) => Promise<readonly { readonly id: string; readonly name: string }[]>
  readonly membersOf: MembersOf
  readonly nameOf: (organizationId: string, groupId: string) => Promise<string | undefined>
  readonly add: AddToGroup
}

export interface ClaimingDeps extends Pick<PrintingDeps, 'drawCardSheet' | 'drawPoster'> {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly organizations: Pick<Organizations, 'byId' | 'requireRight'>
  readonly learners: Learners
  readonly achievements: Achievements
  readonly issuing: Issuing
  readonly groups: ClaimGroups
  readonly guardians: Pick<Guardians, 'claimedBy' | 'childrenOf'>
  readonly mayShow: MayShow
  readonly base: string
  readonly reportFault: (where: string, cause: unknown) => void
}

/** How those who were there come to their badges: cards, class links, kiosks. */
export function createClaiming(deps: ClaimingDeps): Claiming {
  const { storage, organizations, issuing, groups } = deps
  const { requireRight } = organizations
  const { claimCodes } = issuing
  const batchTable = storage.open(cardBatchTable)
  const cardTable = storage.open(claimCardTable)
  const give = createGive(deps)
  const around = { ...deps, requireRight, claimCodes, membersOf: groups.membersOf, give }

  const batches = createCardBatches({ ...around, batches: batchTable, cards: cardTable })
  const cards = createCardClaims({ ...around, batches: batchTable, cards: cardTable })
  const linkTable = storage.open(claimLinkTable)
  const links = createClaimLinks({ ...around, links: linkTable })
  const requests = storage.open(joinRequestTable)
  const joining = createJoining({ ...around, links, requests, addToGroup: groups.add })
  const kiosks = createKiosks({ ...around, links, joining, kiosks: storage.open(kioskTable) })
  const printing = createPrinting({ ...around, batches, links, groupName: groups.nameOf })
  return {
    ...{ batches, cards, links, joining, kiosks, printing, groups },
    ownCode: createOwnCode(deps),
    forget: createForgetClaims({ cards: cardTable, links: linkTable, requests }),
    duties: [cards.duty, joining.duty],
  }
}
