import type { Audit } from '../audit/audit.ts'
import { WaymarkError } from '../errors.ts'
import { duty } from '../jobs/worker.ts'
import { firstNameOf } from '../learners/first-name.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Addressee, AddresseesOf } from './addressee.ts'
import type { ClaimCodes } from './claim-code.ts'
import type { CredentialFormats } from './formats.ts'
import type { Award, DeliveryState } from './tables.ts'
import { isTold, keepTold, keyOf } from './told.ts'
import type { MailStops } from './unclaimed/mail-stops.ts'

export type SendAwardMail = (mail: {
  email: string
  language: string
  recipientName: string
  achievementName: string
  organizationName: string
  /** It tells of a correction; the award itself was mailed before. */
  corrected: boolean
  /** It goes to a guardian, and tells of their child's award. */
  forGuardian: boolean
  /** Set while the award waits to be claimed; an award of a linked learner is in the backpack already. */
  claimToken?: string
  /** For the link by which the address says that it wants no more mails. */
  stopToken: string
  /** When the claim link stops working, where it does. */
  endsAt?: string
  /** The badge, as PNG. */
  picture?: Uint8Array
  messageKey: string
}) => Promise<void>

interface Deps {
  readonly awards: Table<Award, 'byDelivery'>
  readonly learners: Learners
  readonly addresseesOf: AddresseesOf
  readonly organizations: Organizations
  readonly claimCodes: ClaimCodes
  readonly mailStops: Pick<MailStops, 'isStopped' | 'token'>
  /** Nobody is told of what is being taken back. */
  readonly isBatchUndone: (batchId: string) => Promise<boolean>
  /** When the claim link stops working, where it does. */
  readonly endsAt: (award: Award) => Promise<string | undefined>
  readonly formats: Pick<CredentialFormats, 'picture'>
  readonly sendMail: SendAwardMail
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
      const fate = await mail(deps, award)
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

/** What became of it; nothing to mail is an answer too: what was revoked meanwhile is not announced. */
async function mail(deps: Deps, award: Award): Promise<'none' | 'sent' | 'bounced' | 'unclear'> {
  const { learners, mailStops } = deps
  const learner = await learners.byId(award.learnerId)
  // Asked for at the last moment: a consent may have been taken back since it fell due.
  const addressees = learner === undefined ? [] : await deps.addresseesOf(learner)
  if (learner === undefined || addressees.length === 0 || award.state === 'revoked') return 'none'
  if (award.batchId !== undefined && (await deps.isBatchUndone(award.batchId))) return 'none'
  const letter = await letterOf(deps, award, learner)
  const told: Fate[] = []
  const faults: unknown[] = []
  for (const addressee of addressees) {
    if (isTold(award, addressee)) told.push('sent')
    else if (!(await mailStops.isStopped(award.organizationId, addressee.email))) {
      // One guardian who cannot be reached now keeps the others from nothing.
      await mailTo(deps, award, letter, addressee).then(
        (fate) => told.push(fate),
        (fault: unknown) => faults.push(fault),
      )
    }
  }
  if (faults.length > 0) throw faults[0]
  // Whoever may have been told is told again; one who was reached is enough to say that it was sent.
  return fates.find((fate) => told.includes(fate)) ?? 'none'
}

type Fate = 'sent' | 'bounced' | 'unclear'

const fates = ['unclear', 'sent', 'bounced'] as const satisfies readonly Fate[]

type Letter = Omit<
  Parameters<SendAwardMail>[0],
  'email' | 'language' | 'forGuardian' | 'messageKey' | 'claimToken'
>

/** What all who are told are told alike; the picture is read once. */
async function letterOf(deps: Deps, award: Award, learner: Learner): Promise<Letter> {
  const organization = await deps.organizations.byId(award.organizationId)
  const picture = await deps.formats.picture(award)
  const endsAt = await deps.endsAt(award)
  return {
    recipientName: learner.name,
    achievementName: award.achievementName,
    organizationName: organization.name,
    corrected: award.announces === 'correction',
    picture,
    stopToken: deps.mailStops.token(award.id),
    ...(endsAt === undefined ? {} : { endsAt }),
  }
}

async function mailTo(
  deps: Deps,
  award: Award,
  letter: Letter,
  addressee: Addressee,
): Promise<Fate> {
  try {
    const forGuardian = addressee.as === 'guardian'
    await deps.sendMail({
      ...letter,
      // A mail lies in many places on its way: whose child it is, the first name tells a guardian.
      ...(forGuardian ? { recipientName: firstNameOf(letter.recipientName) } : {}),
      email: addressee.email,
      language: addressee.language,
      forGuardian,
      messageKey: keyOf(award, addressee),
      // The link opens the learner's own backpack, so it is mailed to nobody else.
      ...(addressee.as === 'learner' && award.claimKind === 'link' && award.claimedAt === undefined
        ? { claimToken: deps.claimCodes.linkToken(award.id) }
        : {}),
    })
  } catch (error) {
    if (error instanceof WaymarkError && error.code === 'mail-refused') return 'bounced'
    if (error instanceof WaymarkError && error.code === 'mail-unclear') return 'unclear'
    throw error
  }
  if (addressee.as === 'guardian') await keepTold(deps.awards, award, addressee)
  return 'sent'
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
