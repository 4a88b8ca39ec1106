import type { Learners } from '../learners/learners.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { AddresseeOf } from './addressee.ts'
import type { AwardRequest, MakeAward } from './award.ts'

interface Deps {
  readonly requireRight: RequireRight
  readonly learners: Pick<Learners, 'byId'>
  readonly addresseeOf: AddresseeOf
  readonly mailLimits: MailLimits
}

/**
 * Each award to an address is a mail, so nobody's mailbox is flooded with awards. Whoever may not award is
 * refused before anything is counted.
 */
export function limitAwardMails(
  makeAward: MakeAward,
  { requireRight, learners, addresseeOf, mailLimits }: Deps,
): MakeAward {
  const addressOf = async (organizationId: string, learner: AwardRequest['learner']) => {
    if (!('learnerId' in learner)) return learner.email
    const known = await learners.byId(learner.learnerId)
    if (known?.organizationId !== organizationId) return undefined
    return known.email ?? (await addresseeOf(known))?.email
  }
  return async (caller, organizationId, request) => {
    await requireRight(caller, organizationId, 'award.make')
    const email = await addressOf(organizationId, request.learner)
    const make = async () => makeAward(caller, organizationId, request)
    return email === undefined ? make() : mailLimits.counted(organizationId, email, make)
  }
}
