import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { AddresseeOf } from './addressee.ts'
import type { ClaimCodes } from './claim-code.ts'
import { ownAward } from './find-awards.ts'
import { isSigned } from './is-signed.ts'
import { isClaimed } from './present.ts'
import type { Award } from './tables.ts'
import type { MailStops } from './unclaimed/mail-stops.ts'

const restBetweenMails = 600

/** Awards brought to whom they are for once more. */
export interface HandOut {
  /** The code of a signed award to a learner without an address, for staff to hand out; undefined once it was used. */
  claimCode(caller: Caller, organizationId: string, awardId: string): Promise<string | undefined>
  /** Mails the award again, to another address where the learner's was wrong. @throws WaymarkError conflict when there is no address, mails-stopped, too-many-requests soon after */
  mailAgain(caller: Caller, organizationId: string, awardId: string, email?: string): Promise<Award>
}

interface Deps {
  readonly awards: Table<Award>
  readonly learners: Learners
  readonly requireRight: RequireRight
  readonly claimCodes: ClaimCodes
  readonly addresseeOf: AddresseeOf
  readonly mailLimits: MailLimits
  readonly mailStops: MailStops
  readonly world: World
}

export function createHandOut(deps: Deps): HandOut {
  const { awards, learners, requireRight, claimCodes, addresseeOf, world } = deps
  return {
    async claimCode(caller, organizationId, awardId) {
      await requireRight(caller, organizationId, 'award.make')
      const award = await ownAward(awards, organizationId, awardId)
      const learner = await learners.byId(award.learnerId)
      const isThere = award.claimKind === 'code' && isSigned(award) && award.undoneAt === undefined
      const waits = isThere && !isClaimed(award, learner)
      return waits ? claimCodes.code(award.id) : undefined
    },
    async mailAgain(caller, organizationId, awardId, email) {
      await requireRight(caller, organizationId, 'award.make')
      const award = await ownAward(awards, organizationId, awardId)
      if (email !== undefined) {
        await learners.mendAddress(caller, organizationId, award.learnerId, email)
      }
      const learner = await learners.byId(award.learnerId)
      const addressee = learner && (await addresseeOf(learner))
      if (addressee === undefined || award.state !== 'issued') throw new WaymarkError('conflict')
      if (await deps.mailStops.isStopped(organizationId, addressee.email)) {
        throw new WaymarkError('mails-stopped')
      }
      const deliveryDueAt = timestamp(world.now())
      if (award.delivery === 'due' || award.delivery === 'sending') return award
      const changed = await deps.mailLimits.counted(organizationId, addressee.email, async () =>
        awards.change(awardId, (found) => {
          if (found.delivery === 'due' || found.delivery === 'sending') return undefined
          requireRestAfter(found, world.now())
          // Guardians who were told are told again: that is what was asked for.
          const { announces: _said, told: _whom, ...rest } = found
          return { ...rest, delivery: 'due', deliveryDueAt, deliveryAttempts: 0 }
        }),
      )
      return changed ?? award
    },
  }
}

/** Nobody's mailbox is flooded by somebody who presses the button. `deliveryDueAt` is about when it was mailed last. */
function requireRestAfter({ delivery, deliveryDueAt }: Award, now: Date): void {
  const seconds = Math.ceil((Date.parse(deliveryDueAt) - now.getTime()) / 1000) + restBetweenMails
  if (delivery === 'sent' && seconds > 0) {
    throw new WaymarkError('too-many-requests', { retryAfter: seconds, values: { seconds } })
  }
}
