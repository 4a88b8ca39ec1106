import { createHash } from 'node:crypto'
import type { ShareViewer, ViewFormat } from '../../schemas/requests/shares.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Share, ShareViews } from './tables.ts'

/** One look at a share. */
export interface Look {
  readonly viewer: ShareViewer
  readonly format: ViewFormat
  /** What tells one visitor from the next for half an hour, such as a network and a browser. Never stored. */
  readonly visitor: string
}

export interface Views {
  /** Notes a look; whoever looks again soon is counted once. */
  note(share: Share, look: Look): Promise<void>
  /** The newest first. */
  of(shareId: string): Promise<readonly ShareViews[]>
}

interface Deps {
  readonly shares: Table<Share>
  readonly views: Table<ShareViews, 'byShare'>
  readonly world: World
}

const visitMinutes = 30
/** So many visits are held in memory at the most. */
const mostVisits = 20_000
const keptDays = 365
const mostShown = 200

/** What youth and guardians are told of who looked: the hour, the kind of viewer, the form. */
export function createViews({ shares, views, world }: Deps): Views {
  const isNew = createVisits(world)
  return {
    async note(share, { viewer, format, visitor }) {
      if (isNew(share.id, visitor)) await shares.increment(share.id, 'views', 1)
      if (!isNew(share.id, visitor, format)) return
      const hour = `${timestamp(world.now()).slice(0, 13)}:00:00Z`
      const id = [share.id, hour, viewer, format].join(' ')
      if ((await views.increment(id, 'count', 1)) !== undefined) return
      try {
        const expiresAt = timestamp(new Date(Date.parse(hour) + keptDays * 86_400_000))
        await views.insert({ id, shareId: share.id, hour, viewer, format, count: 1, expiresAt })
      } catch (error) {
        if (!(error instanceof Duplicate)) throw error
        await views.increment(id, 'count', 1)
      }
    },
    async of(shareId) {
      const { rows } = await views.find({
        index: 'byShare',
        equals: { shareId },
        order: 'descending',
        limit: mostShown,
      })
      return rows
    },
  }
}

/** Remembers visits for half an hour, in memory and as hashes that nobody can make again after a restart. */
function createVisits({ now, random }: World): (...visit: readonly string[]) => boolean {
  const secret = random(32)
  const until = new Map<string, number>()
  return (...visit) => {
    const at = now().getTime()
    const key = createHash('sha256').update(secret).update(visit.join('\n')).digest('base64url')
    if ((until.get(key) ?? 0) > at) return false
    // Set anew, so that the oldest stand first.
    until.delete(key)
    until.set(key, at + visitMinutes * 60_000)
    for (const [old, end] of until) {
      if (end > at && until.size <= mostVisits) break
      until.delete(old)
    }
    return true
  }
}
