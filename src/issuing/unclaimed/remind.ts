import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError, type ErrorCode } from '../../errors.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { MailLimits } from '../../mail/mail-limits.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import type { Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import { isClaimed } from '../present.ts'
import type { Award } from '../tables.ts'
import type { MailStops } from './mail-stops.ts'
import type { UnclaimedPolicies } from './policy.ts'
import { claimEndsAt, daysAfter, mostReminders, remindersOf } from './waiting.ts'

/** Days of peace between two mails about one award. */
const daysBetween = 3

/** What keeps an award from being reminded of now; undefined where nothing does. */
export type Hindrance = Extract<
  ErrorCode,
  | 'already-claimed'
  | 'award-not-issued'
  | 'claim-over'
  | 'no-address'
  | 'mails-stopped'
  | 'not-mailed-yet'
  | 'reminded-enough'
  | 'too-many-requests'
>

export interface Reminding {
  /** Why this award cannot be reminded of now. `stopped`: its address wants no mails. */
  hindrance(
    award: Award,
    learner: Learner | undefined,
    stopped: boolean,
  ): Promise<Hindrance | undefined>
  /** Lets a reminder be mailed soon; once more, while one is on its way, changes nothing. @throws WaymarkError with a Hindrance */
  remind(caller: Caller, organizationId: string, awardId: string): Promise<Award>
}

interface Deps {
  readonly awards: Table<Award>
  readonly learners: Pick<Learners, 'byId'>
  readonly policies: Pick<UnclaimedPolicies, 'of'>
  readonly mailStops: Pick<MailStops, 'isStopped'>
  /** Whether this learner may be mailed at all: below the threshold it takes a consent. */
  readonly mayBeContacted: (learner: Learner) => Promise<boolean>
  readonly mailLimits: MailLimits
  readonly requireRight: RequireRight
  readonly audit: Audit
  readonly world: World
}

export function createReminding(deps: Deps): Reminding {
  const { awards, learners, policies, mailStops, requireRight, world } = deps
  const now = () => timestamp(world.now())

  const hindrance: Reminding['hindrance'] = async (award, learner, stopped) => {
    if (isClaimed(award, learner)) return 'already-claimed'
    if (award.state !== 'issued' || award.waitsSince === undefined) return 'award-not-issued'
    if (award.claimKind !== 'link' || learner?.email === undefined) return 'no-address'
    if (!(await deps.mayBeContacted(learner))) return 'no-address'
    if (stopped) return 'mails-stopped'
    const ends = claimEndsAt(award, await policies.of(award.organizationId))
    if (ends !== undefined && ends <= now()) return 'claim-over'
    if (award.delivery !== 'sent') return 'not-mailed-yet'
    if (remindersOf(award) >= mostReminders) return 'reminded-enough'
    return restsUntil(award) > now() ? 'too-many-requests' : undefined
  }

  return {
    hindrance,
    async remind(caller, organizationId, awardId) {
      await requireRight(caller, organizationId, 'award.make')
      const award = await awards.get(awardId)
      if (award?.organizationId !== organizationId) throw new WaymarkError('not-found')
      if (award.reminder === 'due') return award
      const learner = await learners.byId(award.learnerId)
      const email = learner?.email
      const stopped = email !== undefined && (await mailStops.isStopped(organizationId, email))
      const hindered = await hindrance(award, learner, stopped)
      if (hindered !== undefined) throw refusal(hindered, award, world.now())
      const changed = await deps.mailLimits.counted(organizationId, email ?? '', () =>
        awards.change(awardId, (found) =>
          found.version === award.version ? remindedSoon(found, now()) : undefined,
        ),
      )
      return changed ?? award
    },
  }
}

/** The award with a reminder to be mailed from that moment on. */
export function remindedSoon(award: Award, now: string): Omit<Award, 'version'> {
  const { remindFrom: _from, ...rest } = award
  return { ...rest, reminder: 'due', reminderDueAt: now, reminderAttempts: 0 }
}

function restsUntil({
  deliveryDueAt,
  remindedAt = '',
  reminder,
  reminderDueAt = '',
}: Award): string {
  const begun = reminder === 'sending' ? reminderDueAt : ''
  const [latest = deliveryDueAt] = [deliveryDueAt, remindedAt, begun].toSorted().toReversed()
  return daysAfter(latest, daysBetween)
}

function refusal(code: Hindrance, award: Award, now: Date): WaymarkError {
  if (code !== 'too-many-requests') return new WaymarkError(code)
  const seconds = Math.ceil((Date.parse(restsUntil(award)) - now.getTime()) / 1000)
  return new WaymarkError(code, { retryAfter: seconds, values: { seconds } })
}
