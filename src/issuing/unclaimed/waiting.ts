import type { New } from '../../storage/tables.ts'
import { timestamp } from '../../world.ts'
import type { Award, Waiting } from '../tables.ts'

/** More would be a nuisance. */
export const mostReminders = 2

/** What a signed award says from the moment it can be claimed. */
export function beginsToWait(isClaimed: boolean, isMailed: boolean, now: string): Waiting {
  if (isClaimed) return {}
  return { waitsSince: now, ...(isMailed ? { remindFrom: now } : {}) }
}

/** What was claimed, or no longer stands, waits no more: no reminder is to come, and what was sent is history. */
export function waitsNoMore(award: Award): New<Award> {
  const { waitsSince: _since, remindFrom: _from, ...rest } = award
  return rest.reminder === 'due' ? withoutReminder(rest) : rest
}

export function withoutReminder<A extends Waiting>(
  award: A,
): Omit<A, 'reminder' | 'reminderDueAt' | 'reminderAttempts'> {
  const { reminder: _reminder, reminderDueAt: _due, reminderAttempts: _attempts, ...rest } = award
  return rest
}

export function daysAfter(time: string, days: number): string {
  return timestamp(new Date(Date.parse(time) + days * 86_400_000))
}

/** When the claim link or code stops working; undefined where it never does, or where nothing waits. */
export function claimEndsAt(
  { waitsSince, renewedAt }: Waiting,
  { expireAfterDays }: { readonly expireAfterDays: number },
): string | undefined {
  if (waitsSince === undefined || expireAfterDays === 0) return undefined
  return daysAfter(renewedAt ?? waitsSince, expireAfterDays)
}

/** How many reminders went out, one whose fate is not known included. */
export function remindersOf({ reminders = 0, reminder }: Waiting): number {
  return reminders + (reminder === 'sending' ? 1 : 0)
}
