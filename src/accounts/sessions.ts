import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Session } from './tables.ts'

/** What the web's session store keeps here; the id is already a hash. */
export interface StoredSession {
  readonly accountId: string
  readonly data: string
  readonly expiresAt: string
}

export interface Sessions {
  load(id: string): Promise<StoredSession | undefined>
  save(id: string, session: StoredSession): Promise<void>
  remove(id: string): Promise<void>
  /** Signs the account out on every device. */
  removeAll(accountId: string): Promise<number>
}

interface Deps {
  readonly sessions: Table<Session, 'byAccount'>
  readonly world: World
}

export function createSessions({ sessions, world }: Deps): Sessions {
  return {
    async load(id) {
      const session = await sessions.get(id)
      return session === undefined || session.expiresAt <= timestamp(world.now())
        ? undefined
        : session
    },
    async save(id, session) {
      const stored = { id, ...session, touchedAt: timestamp(world.now()) }
      const changed = await sessions.change(id, () => stored)
      if (changed === undefined) await sessions.insert(stored)
    },
    async remove(id) {
      await sessions.remove(id)
    },
    async removeAll(accountId) {
      let removed = 0
      for (;;) {
        const { rows } = await sessions.find({ index: 'byAccount', equals: { accountId }, limit: 100 })
        if (rows.length === 0) return removed
        for (const session of rows) removed += (await sessions.remove(session.id)) ? 1 : 0
      }
    },
  }
}
