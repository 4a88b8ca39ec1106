import { createHash } from 'node:crypto'
import { WaymarkError } from '../errors.ts'
import type { World } from '../world.ts'

export interface MailLimit {
  readonly per: 'organization' | 'address'
  readonly most: number
  /** The time in which there may be `most` of them. */
  readonly seconds: number
}

export interface MailLimits {
  /**
   * Does the work that mails the address for the organization. It counts unless it fails.
   * @throws WaymarkError too-many-requests with retryAfter in seconds, before anything is done
   */
  counted<T>(organizationId: string, email: string, work: () => Promise<T>): Promise<T>
}

const hour = 3600
const day = 24 * hour

/** Whoever mistypes invites again: not at once, and not all day long. */
export const invitationLimits: readonly MailLimit[] = [
  { per: 'address', most: 1, seconds: 600 },
  { per: 'address', most: 5, seconds: day },
  { per: 'organization', most: 200, seconds: day },
]

/** Room for a whole school on the day of its graduation, and for somebody with every badge of a summer. */
export const awardLimits: readonly MailLimit[] = [
  { per: 'address', most: 40, seconds: hour },
  { per: 'address', most: 100, seconds: day },
  { per: 'organization', most: 2000, seconds: hour },
]

/** Answers to applications: somebody may have one for each of many badges, and be asked for more several times. */
export const applicationLimits: readonly MailLimit[] = [
  { per: 'address', most: 20, seconds: hour },
  { per: 'address', most: 60, seconds: day },
  { per: 'organization', most: 2000, seconds: hour },
]

/**
 * Beside the limit of each address, which is that of single awards. A batch is checked before it is started and can be
 * undone, so a whole district may be told on one day; more than that waits for the next.
 */
export const batchLimits: readonly MailLimit[] = [
  { per: 'organization', most: 20_000, seconds: day },
]

/** Addresses are only kept as hashes, even in memory. */
function keyOf(per: MailLimit['per'], organizationId: string, email: string): string {
  const named =
    per === 'organization' ? organizationId : email.trim().normalize('NFC').toLowerCase()
  return createHash('sha256').update(`${per}\n${named}`).digest('base64url')
}

/** Counts in the memory of this process: several processes each allow the whole number. */
export function createMailLimits(limits: readonly MailLimit[], now: World['now']): MailLimits {
  const longest = Math.max(...limits.map(({ seconds }) => seconds)) * 1000
  const times = new Map<string, readonly number[]>()
  let forgottenAt = 0

  /** What no limit looks at any more, once in the longest time: so the memory holds the mails of two at most. */
  const forget = (at: number) => {
    if (at - forgottenAt < longest) return
    forgottenAt = at
    for (const [key, counted] of times) {
      const left = counted.filter((time) => at - time < longest)
      if (left.length === 0) times.delete(key)
      else times.set(key, left)
    }
  }

  const waitOf = (key: string, { most, seconds }: MailLimit, at: number) => {
    const inside = (times.get(key) ?? []).filter((time) => at - time < seconds * 1000)
    const hindering = inside.at(-most)
    return hindering === undefined ? 0 : Math.ceil((hindering + seconds * 1000 - at) / 1000)
  }

  return {
    async counted(organizationId, email, work) {
      const at = now().getTime()
      forget(at)
      const waits = limits.map((limit) =>
        waitOf(keyOf(limit.per, organizationId, email), limit, at),
      )
      const seconds = Math.max(...waits)
      if (seconds > 0) {
        throw new WaymarkError('too-many-requests', { retryAfter: seconds, values: { seconds } })
      }
      const keys = [...new Set(limits.map(({ per }) => keyOf(per, organizationId, email)))]
      for (const key of keys) times.set(key, [...(times.get(key) ?? []), at])
      try {
        return await work()
      } catch (error) {
        for (const key of keys) times.set(key, without(times.get(key) ?? [], at))
        throw error
      }
    },
  }
}

/** One of the equal times less. */
function without(times: readonly number[], time: number): readonly number[] {
  const place = times.indexOf(time)
  return place < 0 ? times : times.toSpliced(place, 1)
}
