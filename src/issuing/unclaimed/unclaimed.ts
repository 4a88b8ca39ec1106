import type { People } from '../../accounts/people.ts'
import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError, type ErrorCode } from '../../errors.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { MailLimits } from '../../mail/mail-limits.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import type { Storage, Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { ClaimCodes } from '../claim-code.ts'
import type { Award } from '../tables.ts'
import { remindByPolicyDuty, remindDuty, type SendReminderMail } from './duties.ts'
import { createListUnclaimed, type ListUnclaimed } from './list.ts'
import { createMailStops, type MailStops } from './mail-stops.ts'
import { createUnclaimedPolicies, type UnclaimedPolicies } from './policy.ts'
import { createReminding, type Reminding } from './remind.ts'
import { mailStopTable, unclaimedPolicyTable } from './tables.ts'
import { claimEndsAt, waitsNoMore } from './waiting.ts'

/** What became of each award that was to be reminded of. */
export interface Reminded {
  readonly awardId: string
  /** Absent where the reminder is on its way. */
  readonly code?: ErrorCode
}

/** Awards that nobody has claimed yet. */
export interface UnclaimedAwards {
  readonly policies: UnclaimedPolicies
  readonly mailStops: MailStops
  readonly list: ListUnclaimed
  readonly remind: Reminding['remind']
  /** Each for itself: what cannot be reminded of now keeps no other from it. @throws WaymarkError not-found, not-allowed */
  remindAll(
    caller: Caller,
    organizationId: string,
    awardIds: readonly string[],
  ): Promise<readonly Reminded[]>
  /** Gives its link or code the whole time anew. @throws WaymarkError not-found, not-allowed, already-claimed */
  renew(caller: Caller, organizationId: string, awardId: string): Promise<Award>
  /** When the claim link or code of an award stops working. */
  endsAt(award: Award): Promise<string | undefined>
  /** @throws WaymarkError claim-over */
  requireNotOver(award: Award): Promise<void>
  /** Ends the waiting of everything that was awarded to a learner who is linked now. */
  claimed(learnerId: string): Promise<void>
  readonly duties: readonly [ReturnType<typeof remindByPolicyDuty>, ReturnType<typeof remindDuty>]
}

export interface UnclaimedDeps {
  readonly storage: Storage
  readonly awards: Table<Award, 'byWaiting' | 'byRemindFrom' | 'byReminder' | 'byLearner'>
  readonly learners: Learners
  readonly people: Pick<People, 'byId'>
  readonly organizations: Organizations
  readonly claimCodes: ClaimCodes
  readonly claimSecret: Uint8Array
  readonly emailHash: (email: string) => string
  readonly mayBeContacted: (learner: Learner) => Promise<boolean>
  readonly mailLimits: MailLimits
  readonly sendReminder: SendReminderMail
  readonly audit: Audit
  readonly world: World
}

export function createUnclaimedAwards(deps: UnclaimedDeps): UnclaimedAwards {
  const { storage, awards, organizations, audit, world } = deps
  const { requireRight } = organizations
  const now = () => timestamp(world.now())
  const policies = createUnclaimedPolicies({
    policies: storage.open(unclaimedPolicyTable),
    requireRight,
    audit,
  })
  const mailStops = createMailStops({
    ...deps,
    mailStops: storage.open(mailStopTable),
    secret: deps.claimSecret,
  })
  const reminding = createReminding({ ...deps, policies, mailStops, requireRight })
  const endsAt = async (award: Award) => claimEndsAt(award, await policies.of(award.organizationId))
  const inside = { ...deps, policies, mailStops, reminding, requireRight, endsAt, now }

  return {
    policies,
    mailStops,
    endsAt,
    list: createListUnclaimed(inside),
    remind: reminding.remind,
    duties: [remindByPolicyDuty(inside), remindDuty(inside)],
    async remindAll(caller, organizationId, awardIds) {
      await requireRight(caller, organizationId, 'award.make')
      const reminded: Reminded[] = []
      for (const awardId of new Set(awardIds)) {
        try {
          await reminding.remind(caller, organizationId, awardId)
          reminded.push({ awardId })
        } catch (error) {
          if (!(error instanceof WaymarkError) || error.status >= 500) throw error
          reminded.push({ awardId, code: error.code })
        }
      }
      return reminded
    },
    async renew(caller, organizationId, awardId) {
      await requireRight(caller, organizationId, 'award.make')
      const award = await awards.get(awardId)
      if (award?.organizationId !== organizationId) throw new WaymarkError('not-found')
      const renewed = await awards.change(awardId, (found) => {
        if (found.waitsSince === undefined) throw new WaymarkError('already-claimed')
        return { ...found, renewedAt: now() }
      })
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'award.claim-renewed',
        object: awardId,
      })
      return renewed ?? award
    },
    async requireNotOver(award) {
      const ends = await endsAt(award)
      if (ends !== undefined && ends <= now()) throw new WaymarkError('claim-over')
    },
    async claimed(learnerId) {
      let after: string | undefined
      do {
        const page = await awards.find({
          index: 'byLearner',
          equals: { learnerId },
          limit: 200,
          ...(after === undefined ? {} : { after }),
        })
        for (const { id, waitsSince } of page.rows) {
          if (waitsSince !== undefined) await awards.change(id, waitsNoMore)
        }
        after = page.next
      } while (after !== undefined)
    },
  }
}
