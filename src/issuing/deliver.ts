import type { Audit } from '../audit/audit.ts'
import { duty } from '../jobs/worker.ts'
import { timestamp, type World } from '../world.ts'
import { mailAward, type MailAwardDeps } from './mail-award.ts'
import type { Award, DeliveryState } from './tables.ts'

interface Deps extends MailAwardDeps {
  readonly audit: Audit
  readonly world: World
}

/** Time for staff to look before a mail that may have been sent is sent again. */
const minutesBeforeResend = 15
/** Three times in a row is no accident: then somebody should look. */
const mostResends = 2
const never = '9999-12-31T23:59:59Z'

/**
 * Mails the awards that wait to be mailed. That the mail server is being spoken to is stored before it is: whoever
 * finds an award so after a crash knows that its mail may have been sent.
 */
export function deliverDuty(deps: Deps) {
  const { awards, audit } = deps
  return duty<Award>({
    name: 'mail-awards',
    due: (now, limit) => dueIn(awards, 'due', now, limit),
    lease: (award, until) =>
      move(awards, award, {
        delivery: 'sending',
        deliveryDueAt: until,
        deliveryAttempts: award.deliveryAttempts + 1,
      }),
    async perform(award) {
      const fate = await mailAward(deps, award)
      if (fate === 'unclear') {
        await markUnclear(deps, award)
        return
      }
      await settle(awards, award, { delivery: fate })
      if (fate === 'sent') await audit.record(entry(award, 'award.mail-sent'))
      if (fate === 'bounced') await audit.record(entry(award, 'award.mail-bounced'))
    },
    async failed(award, again) {
      if (again !== undefined) {
        await settle(awards, award, { delivery: 'due', deliveryDueAt: again })
        return
      }
      await settle(awards, award, { delivery: 'given-up' })
      await audit.record(entry(award, 'award.mail-given-up'))
    },
    attemptsOf: (award) => award.deliveryAttempts,
  })
}

/** Says of the mails that were cut off that they may have been sent. */
export function unclearDuty(deps: Deps) {
  return duty<Award>({
    name: 'unclear-mails',
    due: (now, limit) => dueIn(deps.awards, 'sending', now, limit),
    lease: async (award) => award,
    perform: (award) => markUnclear(deps, award),
    failed: async () => undefined,
    attemptsOf: () => 1,
  })
}

/** Sends again what may have been sent, where the organization has it so: under the same Message-ID, so that it shows once. */
export function resendDuty({ awards, organizations }: Deps) {
  return duty<Award>({
    name: 'resend-unclear-mails',
    due: (now, limit) => dueIn(awards, 'unclear', now, limit),
    lease: async (award) => award,
    async perform(award) {
      const { unclearMails } = await organizations.byId(award.organizationId)
      const byHand = unclearMails === 'by-hand'
      await move(awards, award, byHand ? { deliveryDueAt: never } : { delivery: 'due' })
    },
    failed: async () => undefined,
    attemptsOf: () => 1,
  })
}

async function dueIn(
  awards: Deps['awards'],
  delivery: DeliveryState,
  now: string,
  limit: number,
): Promise<readonly Award[]> {
  // The very second is included, since `to` is exclusive.
  const query = { index: 'byDelivery', equals: { delivery }, to: `${now}~`, limit } as const
  return (await awards.find(query)).rows
}

async function markUnclear({ awards, audit, world }: Deps, award: Award): Promise<void> {
  const times = (award.unclearMails ?? 0) + 1
  const again = timestamp(new Date(world.now().getTime() + minutesBeforeResend * 60_000))
  const marked = await settle(awards, award, {
    delivery: 'unclear',
    unclearMails: times,
    deliveryDueAt: times > mostResends ? never : again,
  })
  if (marked) await audit.record(entry(award, 'award.mail-unclear'))
}

function entry(award: Award, act: `award.mail-${'sent' | 'bounced' | 'unclear' | 'given-up'}`) {
  return { owner: award.organizationId, actor: 'service', act, object: award.id } as const
}

/** Says what became of an attempt, unless another one or a correction came after it; whoever comes late knows best. */
async function settle(awards: Deps['awards'], award: Award, to: Partial<Award>): Promise<boolean> {
  const held = { settled: false }
  await awards.change(award.id, (found) => {
    const isOpen = found.delivery === 'sending' || found.delivery === 'unclear'
    held.settled = isOpen && found.deliveryAttempts === award.deliveryAttempts
    return held.settled ? { ...found, ...to } : undefined
  })
  return held.settled
}

/** Takes hold of a delivery: undefined when it has moved on since it was read. */
async function move(awards: Deps['awards'], award: Award, to: Partial<Award>) {
  // What comes back from `change` may be what somebody else made of it, so it says itself whether it moved.
  const hold = { taken: false }
  const moved = await awards.change(award.id, (found) => {
    hold.taken = found.delivery === award.delivery && found.deliveryDueAt === award.deliveryDueAt
    return hold.taken ? { ...found, ...to } : undefined
  })
  return hold.taken ? moved : undefined
}
