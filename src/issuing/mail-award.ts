import { WaymarkError } from '../errors.ts'
import { firstNameOf } from '../learners/first-name.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Table } from '../storage/tables.ts'
import type { Addressee, AddresseesOf } from './addressee.ts'
import type { ClaimCodes } from './claim-code.ts'
import type { CredentialFormats } from './formats.ts'
import type { Award } from './tables.ts'
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

export interface MailAwardDeps {
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
}

type Fate = 'sent' | 'bounced' | 'unclear'

const fates = ['unclear', 'sent', 'bounced'] as const satisfies readonly Fate[]

/**
 * Mails an award to all who are told of it. Answers what became of it; nothing to mail is an answer too: what was revoked
 * meanwhile is not announced. @throws what kept the mail from somebody whom it may still reach
 */
export async function mailAward(deps: MailAwardDeps, award: Award): Promise<Fate | 'none'> {
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

type Letter = Omit<
  Parameters<SendAwardMail>[0],
  'email' | 'language' | 'forGuardian' | 'messageKey' | 'claimToken'
>

/** What all who are told are told alike; the picture is read once. */
async function letterOf(deps: MailAwardDeps, award: Award, learner: Learner): Promise<Letter> {
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
  deps: MailAwardDeps,
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
