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
  /**
   * What ended stays as an empty row until it is swept: a request that began before the end saves its
   * session after it, and must not bring it back to life.
   */
  const end = async (id: string) => {
    const session = { lived: false }
    await sessions.change(id, (found) => {
      session.lived = found.data !== ''
      return session.lived ? { ...found, accountId: '', data: '' } : undefined
    })
    return session.lived
  }

  return {
    async load(id) {
      const session = await sessions.get(id)
      return session === undefined ||
        session.data === '' ||
        session.expiresAt <= timestamp(world.now())
        ? undefined
        : session
    },
    async save(id, session) {
      const stored = { id, ...session, touchedAt: timestamp(world.now()) }
      const changed = await sessions.change(id, (found) => (found.data === '' ? undefined : stored))
      if (changed === undefined) await sessions.insert(stored)
    },
    async remove(id) {
      await end(id)
    },
    async removeAll(accountId) {
      let removed = 0
      for (;;) {
        const { rows } = await sessions.find({
          index: 'byAccount',
          equals: { accountId },
          limit: 100,
        })
        if (rows.length === 0) return removed
        for (const session of rows) removed += (await end(session.id)) ? 1 : 0
      }
    },
  }
}
