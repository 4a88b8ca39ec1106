import type { Audit } from '../audit/audit.ts'
import { duty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Table } from '../storage/tables.ts'
import type { AddresseeOf } from './addressee.ts'
import type { ClaimCodes } from './claim-code.ts'
import type { FinishCorrection } from './finish-correction.ts'
import type { Finish } from './finish.ts'
import type { CredentialFormats } from './formats.ts'
import type { Award } from './tables.ts'
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
  /** The badge, as PNG. */
  picture?: Uint8Array
  messageKey: string
}) => Promise<void>

interface Deps {
  readonly awards: Table<Award, 'byDue' | 'byCorrectionDue' | 'byDelivery'>
  readonly learners: Learners
  readonly addresseeOf: AddresseeOf
  readonly organizations: Organizations
  readonly claimCodes: ClaimCodes
  readonly mailStops: Pick<MailStops, 'isStopped' | 'token'>
  readonly formats: Pick<CredentialFormats, 'picture'>
  readonly finish: Finish
  readonly finishCorrection: FinishCorrection
  readonly sendMail: SendAwardMail
  readonly audit: Audit
}

/** Signs the awards whose signing was cut off. */
export function finishDuty({ awards, finish }: Deps) {
  return duty<Award>({
    name: 'finish-awards',
    due: async (now, limit) =>
      (await awards.find({ index: 'byDue', equals: { state: 'pending' }, to: after(now), limit }))
        .rows,
    lease: (award, until) => move(awards, award, { dueAt: until, attempts: award.attempts + 1 }),
    async perform(award) {
      await finish(award)
    },
    failed: async (award, again) => {
      // Never given up: an award that was made must be signed one day, so it is tried daily at last.
      await move(awards, award, { dueAt: again ?? tomorrow(award.dueAt) })
    },
    attemptsOf: (award) => award.attempts,
  })
}

/** Signs the corrections whose signing was cut off. */
export function correctDuty({ awards, finishCorrection }: Deps) {
  return duty<Award>({
    name: 'finish-corrections',
    due: async (now, limit) =>
      (await awards.find({ index: 'byCorrectionDue', to: after(now), limit })).rows,
    lease: (award, until) =>
      move(awards, award, { correctionDueAt: until, attempts: award.attempts + 1 }),
    async perform(award) {
      await finishCorrection(award)
    },
    failed: async (award, again) => {
      // As for awards: tried daily at last.
      const correctionDueAt = again ?? tomorrow(award.correctionDueAt ?? award.dueAt)
      await move(awards, award, { correctionDueAt })
    },
    attemptsOf: (award) => award.attempts,
  })
}

/** Mails the awards that wait to be mailed. */
export function deliverDuty(deps: Deps) {
  const { awards, audit } = deps
  return duty<Award>({
    name: 'mail-awards',
    due: async (now, limit) =>
      (
        await awards.find({
          index: 'byDelivery',
          equals: { delivery: 'due' },
          to: after(now),
          limit,
        })
      ).rows,
    lease: (award, until) =>
      move(awards, award, { deliveryDueAt: until, deliveryAttempts: award.deliveryAttempts + 1 }),
    async perform(award) {
      const isMailed = await mail(deps, award)
      await awards.change(award.id, (found) => ({ ...found, delivery: isMailed ? 'sent' : 'none' }))
      if (isMailed) await audit.record(entry(award, 'award.mail-sent'))
    },
    async failed(award, again) {
      if (again !== undefined) {
        await move(awards, award, { deliveryDueAt: again })
        return
      }
      await awards.change(award.id, (found) => ({ ...found, delivery: 'given-up' }))
      await audit.record(entry(award, 'award.mail-given-up'))
    },
    attemptsOf: (award) => award.deliveryAttempts,
  })
}

/** Answers whether there was anything to mail: what was revoked meanwhile is not announced. */
async function mail(deps: Deps, award: Award): Promise<boolean> {
  const { learners, organizations, claimCodes, mailStops, formats, sendMail } = deps
  const learner = await learners.byId(award.learnerId)
  // Asked for at the last moment: a consent may have been taken back since it fell due.
  const addressee = learner && (await deps.addresseeOf(learner))
  if (learner === undefined || addressee === undefined || award.state === 'revoked') return false
  if (await mailStops.isStopped(award.organizationId, addressee.email)) return false
  const organization = await organizations.byId(award.organizationId)
  const picture = await formats.picture(award)
  await sendMail({
    email: addressee.email,
    language: addressee.language,
    forGuardian: addressee.as === 'guardian',
    recipientName: learner.name,
    achievementName: award.achievementName,
    organizationName: organization.name,
    messageKey: messageKey(award),
    corrected: award.announces === 'correction',
    picture,
    stopToken: mailStops.token(award.id),
    // The link opens the learner's own backpack, so it is mailed to nobody else.
    ...(addressee.as === 'learner' && award.claimKind === 'link' && award.claimedAt === undefined
      ? { claimToken: claimCodes.linkToken(award.id) }
      : {}),
  })
  return true
}

/** Another mail for each corrected copy, the same however often it is tried. */
function messageKey({ id, announces, earlier = [] }: Award): string {
  return announces === undefined ? id : `${id}-${String(earlier.length)}`
}

function entry(award: Award, act: 'award.mail-sent' | 'award.mail-given-up') {
  return { owner: award.organizationId, actor: 'service', act, object: award.id } as const
}

/** Takes hold of a duty: undefined when the award has moved on since it was read. */
async function move(awards: Deps['awards'], award: Award, to: Partial<Award>) {
  // What comes back from `change` may be what somebody else made of it, so it says itself whether it moved.
  const hold = { taken: false }
  const moved = await awards.change(award.id, (found) => {
    hold.taken =
      found.dueAt === award.dueAt &&
      found.correctionDueAt === award.correctionDueAt &&
      found.deliveryDueAt === award.deliveryDueAt
    return hold.taken ? { ...found, ...to } : undefined
  })
  return hold.taken ? moved : undefined
}

/** A bound that includes the very second, since `to` is exclusive. */
function after(now: string): string {
  return `${now}~`
}

function tomorrow(time: string): string {
  return `${new Date(Date.parse(time) + 86_400_000).toISOString().slice(0, 19)}Z`
}
