import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createMailer } from '../../src/mail/mailer.ts'
import { createNetwork } from '../../src/network/guarded-fetch.ts'
import { createServices, type Services } from '../../src/services.ts'
import { openDiskFiles } from '../../src/storage/files.ts'
import { openMongo } from '../../src/storage/mongo.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import type { Storage } from '../../src/storage/tables.ts'
import { createTexts } from '../../src/text/text.ts'
import { testSecrets, withSharedTables } from './service.ts'

/** Where a service that is killed and started again keeps what it has. */
export interface Place {
  /** The file of SQLite, or the address of a database. */
  readonly database: string
  readonly folder: string
  readonly smtpUrl: string
  /** By how many milliseconds its clock is ahead, so that leases and waits of those who were killed are over. */
  readonly ahead: number
}

/** The service without its web server, on what lies in a place. */
export async function openServices(
  place: Place,
): Promise<{ services: Services; storage: Storage; close(): Promise<void> }> {
  const { storage, started } = withSharedTables(
    /^mongodb/.test(place.database) ? await openMongo(place.database) : openSqlite(place.database),
  )
  const network = createNetwork({ allowHosts: [] })
  const world = {
    now: () => new Date(Date.now() + place.ahead),
    random: (size: number) => randomBytes(size),
    newId: () => randomBytes(16).toString('base64url'),
    newUuid: () => randomUUID(),
  }
  const services = createServices({
    identifierBase: 'http://localhost:1',
    secrets: testSecrets(),
    storage,
    files: openDiskFiles(join(place.folder, 'files')),
    mailer: createMailer({
      outboxDir: join(place.folder, 'outbox'),
      from: 'Waymark <waymark@localhost>',
      host: 'localhost',
      smtpUrl: place.smtpUrl,
      ...world,
    }),
    network,
    texts: createTexts(),
    world,
    reportFault: (where, cause) => console.error(where, cause),
  })
  started()
  await storage.prepare()
  return {
    services,
    storage,
    async close() {
      await services.worker.stop()
      await network.close()
      await storage.close()
    },
  }
}
