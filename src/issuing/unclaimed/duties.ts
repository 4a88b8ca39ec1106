import type { Audit } from '../../audit/audit.ts'
import { duty, type WorkerOptions } from '../../jobs/worker.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import type { Table } from '../../storage/tables.ts'
import { timestamp } from '../../world.ts'
import type { ClaimCodes } from '../claim-code.ts'
import { isClaimed } from '../present.ts'
import type { Award } from '../tables.ts'
import type { MailStops } from './mail-stops.ts'
import type { UnclaimedPolicies } from './policy.ts'
import { remindedSoon, type Reminding } from './remind.ts'
import type { StoredUnclaimedPolicy } from './tables.ts'
import { daysAfter, mostReminders, waitsNoMore, withoutReminder } from './waiting.ts'

export type SendReminderMail = (mail: {
  email: string
  language: string
  recipientName: string
  achievementName: string
  organizationName: string
  claimToken: string
  stopToken: string
  /** When the link stops working, where it does. */
  endsAt?: string
  messageKey: string
}) => Promise<void>

interface Deps {
  readonly awards: Table<Award, 'byReminder' | 'byRemindFrom'>
  readonly learners: Pick<Learners, 'byId'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly policies: Pick<UnclaimedPolicies, 'reminding'>
  readonly reminding: Pick<Reminding, 'hindrance'>
  readonly mailStops: Pick<MailStops, 'isStopped' | 'token'>
  readonly claimCodes: Pick<ClaimCodes, 'linkToken'>
  readonly endsAt: (award: Award) => Promise<string | undefined>
  readonly sendReminder: SendReminderMail
  readonly audit: Audit
  readonly now: () => string
}

const atOnce = 50

/** Lets the awards be reminded of that have waited as long as their organization says. */
export function remindByPolicyDuty(deps: Deps) {
  const { awards, policies } = deps

  /** Each leaves the index of those to be looked at, whatever comes of it, or moves back in it. */
  const look = async (award: Award, now: string): Promise<boolean> => {
    const hindered = await hindranceOf(deps, award)
    const moved = await awards.change(award.id, (found) => {
      if (found.remindFrom !== award.remindFrom) return undefined
      if (hindered === 'already-claimed') return waitsNoMore(found)
      if (hindered === undefined) return remindedSoon(found, now)
      if (passing.has(hindered)) return { ...found, remindFrom: now }
      const { remindFrom: _from, ...rest } = found
      return rest
    })
    return moved?.reminder === 'due'
  }

  const remind = async (policy: StoredUnclaimedPolicy, now: string): Promise<number> => {
    const { rows } = await awards.find({
      index: 'byRemindFrom',
      equals: { organizationId: policy.id },
      to: daysAfter(now, -policy.remindAfterDays),
      limit: atOnce,
    })
    const looked = await Promise.all(rows.map((award) => look(award, now)))
    return looked.filter((isDue) => isDue).length
  }

  return async ({ now }: WorkerOptions): Promise<number> => {
    let performed = 0
    let after: string | undefined
    do {
      const page = await policies.reminding(after)
      for (const policy of page.rows) performed += await remind(policy, timestamp(now()))
      after = page.next
    } while (after !== undefined)
    return performed
  }
}

/** What may be over when the days have passed once more. */
const passing: ReadonlySet<string> = new Set(['not-mailed-yet', 'too-many-requests'])

/** Mails the reminders that are due. */
export function remindDuty(deps: Deps) {
  const { awards, audit } = deps
  const note = (
    { organizationId, id }: Award,
    act: 'award.reminder-sent' | 'award.reminder-failed',
  ) => audit.record({ owner: organizationId, actor: 'service', act, object: id })

  return duty<Award>({
    name: 'remind-of-awards',
    due: async (now, limit) =>
      (
        await awards.find({
          index: 'byReminder',
          equals: { reminder: 'due' },
          // The very second is included: `to` is exclusive.
          to: `${now}~`,
          limit,
        })
      ).rows,
    async lease(award, until) {
      const hold = { taken: false }
      const moved = await awards.change(award.id, (found) => {
        hold.taken = found.reminder === 'due' && found.reminderDueAt === award.reminderDueAt
        if (!hold.taken) return undefined
        const reminderAttempts = (found.reminderAttempts ?? 0) + 1
        return { ...found, reminder: 'sending', reminderDueAt: until, reminderAttempts }
      })
      return hold.taken ? moved : undefined
    },
    async perform(award) {
      const isSent = await mail(deps, award)
      await awards.change(award.id, (found) => {
        if (!isSent) return withoutReminder(found)
        const reminders = (found.reminders ?? 0) + 1
        const now = deps.now()
        const more = reminders < mostReminders && found.waitsSince !== undefined
        return {
          ...found,
          reminder: 'sent',
          reminders,
          remindedAt: now,
          ...(more ? { remindFrom: now } : {}),
        }
      })
      if (isSent) await note(award, 'award.reminder-sent')
    },
    async failed(award, again) {
      await awards.change(award.id, (found) =>
        again === undefined
          ? { ...found, reminder: 'failed' }
          : { ...found, reminder: 'due', reminderDueAt: again },
      )
      if (again === undefined) await note(award, 'award.reminder-failed')
    },
    attemptsOf: ({ reminderAttempts = 0 }) => reminderAttempts,
  })
}

async function hindranceOf({ learners, mailStops, reminding }: Deps, award: Award) {
  const learner = await learners.byId(award.learnerId)
  const email = learner?.email
  const stopped = email !== undefined && (await mailStops.isStopped(award.organizationId, email))
  return reminding.hindrance(award, learner, stopped)
}

/** Answers whether there was anything to mail: what was claimed, revoked or stopped meanwhile is not reminded of. */
async function mail(deps: Deps, award: Award): Promise<boolean> {
  const learner = await deps.learners.byId(award.learnerId)
  if (learner?.email === undefined || !(await isStillWanted(deps, award, learner))) return false
  const { name } = await deps.organizations.byId(award.organizationId)
  const endsAt = await deps.endsAt(award)
  await deps.sendReminder({
    email: learner.email,
    language: learner.language,
    recipientName: learner.name,
    achievementName: award.achievementName,
    organizationName: name,
    claimToken: deps.claimCodes.linkToken(award.id),
    stopToken: deps.mailStops.token(award.id),
    ...(endsAt === undefined ? {} : { endsAt }),
    messageKey: `${award.id}-reminder-${String((award.reminders ?? 0) + 1)}`,
  })
  return true
}

async function isStillWanted(deps: Deps, award: Award, learner: Learner): Promise<boolean> {
  if (isClaimed(award, learner)) return false
  // That it rests after the last mail was seen to when it was asked for; now it is its own last mail.
  const resting = { ...award, reminder: 'due', deliveryDueAt: '1970-01-01T00:00:00Z' } as const
  const { remindedAt: _last, ...asked } = resting
  return (await hindranceOf(deps, asked)) === undefined
}
