import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Express } from 'express'
import { createApi, membersOf, type Api } from '../../scripts/demo/api.ts'
import { createVisitor, type Visitor } from '../../scripts/demo/visitor.ts'
import { linkInMail } from '../../scripts/demo/outbox.ts'
import { createApp } from '../../src/app.tsx'
import { createLogger } from '../../src/logging.ts'
import { WaymarkError } from '../../src/errors.ts'
import { createMailer, type Mailer } from '../../src/mail/mailer.ts'
import { createNetwork, type Network } from '../../src/network/guarded-fetch.ts'
import type { Secrets } from '../../src/foundations.ts'
import { createServices, type Services } from '../../src/services.ts'
import { openDiskFiles, type Files } from '../../src/storage/files.ts'
import type { Declaration, Entity, Storage, Table } from '../../src/storage/tables.ts'
import { createTexts } from '../../src/text/text.ts'
import type { World } from '../../src/world.ts'
import { mongoUri, temporaryFolder, temporaryMongo, temporarySqlite } from './storage.ts'

/** The whole service, listening on loopback, on a store of its own. Time can be moved. */
export interface TestService {
  readonly base: string
  /** What answers: for whoever asks it what it was built from. */
  readonly app: Express
  readonly services: Services
  readonly storage: Storage
  readonly files: Files
  readonly outbox: string
  readonly logLines: readonly string[]
  visitor(): Visitor
  api(key?: string): Api
  /** Lets time pass. */
  pass(milliseconds: number): void
  /** The path of the newest link in a mail; runs the worker first, so that what is due is mailed. */
  linkMailedTo(address: string, prefix: string): Promise<string>
  stop(): Promise<void>
}

export type Engine = 'sqlite' | 'mongodb'

/** Runs a journey on every engine that is there; says loudly where MongoDB is not. */
export function onEveryEngine(title: string, journey: (engine: Engine) => void): void {
  describe(`${title}, on SQLite`, () => journey('sqlite'))
  if (mongoUri() === undefined) {
    describe(`${title}, on MongoDB`, () => {
      it('NOT RUN: MONGODB_URI is not set')
    })
    return
  }
  describe(`${title}, on MongoDB`, () => journey('mongodb'))
}

export function testSecrets(): Secrets {
  const secret = (name: string) => createHash('sha256').update(name).digest()
  return {
    keyEncryptionKeys: new Map([['1', secret('key encryption')]]),
    session: secret('session'),
    tickets: secret('tickets'),
    emailIndex: secret('email index'),
  }
}

function movableWorld(): { world: World; pass(milliseconds: number): void } {
  let ahead = 0
  return {
    world: {
      now: () => new Date(Date.now() + ahead),
      random: (size) => randomBytes(size),
      newId: () => randomBytes(16).toString('base64url'),
      newUuid: () => randomUUID(),
    },
    pass: (milliseconds) => void (ahead += milliseconds),
  }
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `http://localhost:${port}`
}

/** What the build made for browsers. Without a build the pages work, but have no styles: browser tests say so. */
function builtAssets(): { publicFolder: string; asset: (name: string) => string } {
  const built = join('dist', 'public')
  const manifest = join(built, 'manifest.json')
  const publicFolder = join(built, 'assets')
  if (!existsSync(manifest)) return { publicFolder, asset: (name) => `/assets${name}` }
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'))
  const addresses = Object.entries(membersOf(parsed))
  const named = new Map(addresses.map(([name, address]) => [name, String(address)]))
  // What was written since the build has no address there: a test in a browser misses it and says so.
  return { publicFolder, asset: (name) => named.get(name) ?? `/assets${name}` }
}

/**
 * A test may open a table that the service has open, to see what is stored or to leave it as a crash would. The service
 * itself opens each of its tables once, as on a real store.
 */
export function withSharedTables(storage: Storage): { storage: Storage; started: () => void } {
  const tables = new Map<unknown, unknown>()
  let isStarting = true
  return {
    started: () => void (isStarting = false),
    storage: {
      ...storage,
      open<E extends Entity, I extends string>(declaration: Declaration<E, I>): Table<E, I> {
        if (isStarting || !tables.has(declaration)) {
          tables.set(declaration, storage.open(declaration))
        }
        // What lies under a declaration was opened by it, so it is of its type.
        return tables.get(declaration) as Table<E, I>
      },
    },
  }
}

export interface TestOptions {
  readonly openTenant?: boolean
  readonly hasDesignPage?: boolean
  /** Requests say themselves from where they come, as behind a proxy. */
  readonly trustProxy?: boolean
  /** Addresses that the mail server refuses. */
  readonly bounces?: ReadonlySet<string>
  /** What answers under other people's addresses. */
  readonly network?: Network
}

/** As a mail server that knows no such mailboxes. */
function bouncing<M extends Mailer>(mailer: M, addresses: ReadonlySet<string>): M {
  return {
    ...mailer,
    async send(mail) {
      if (addresses.has(mail.to)) throw new WaymarkError('mail-refused')
      await mailer.send(mail)
    },
  }
}

export async function startTestService(
  engine: Engine = 'sqlite',
  {
    openTenant = false,
    hasDesignPage = true,
    trustProxy = false,
    bounces = new Set(),
    network = createNetwork({ allowHosts: [] }),
  }: TestOptions = {},
): Promise<TestService> {
  const folder = await temporaryFolder()
  const kept =
    engine === 'sqlite' ? await temporarySqlite() : await temporaryMongo(mongoUri() ?? '')
  const { storage, started } = withSharedTables(kept.storage)
  const { world, pass } = movableWorld()
  const secrets = testSecrets()
  const texts = createTexts()
  const files = openDiskFiles(join(folder.path, 'files'))
  const outbox = join(folder.path, 'outbox')
  const logLines: string[] = []
  const logger = createLogger('info', { write: (line) => void logLines.push(line) })
  const server = createServer()
  const base = await listen(server)
  const services = createServices({
    identifierBase: base,
    secrets,
    storage,
    files,
    mailer: bouncing(
      createMailer({
        outboxDir: outbox,
        from: 'Waymark <waymark@localhost>',
        host: 'localhost',
        ...world,
      }),
      bounces,
    ),
    network,
    texts,
    world,
    openTenant,
    reportFault: (where, cause) => logger.error({ where, cause: String(cause) }, 'duty failed'),
  })
  started()
  await storage.prepare()
  await services.organizations.checkAtStart()
  const app = createApp({
    services,
    secrets,
    storage,
    texts,
    logger,
    ...builtAssets(),
    trustProxy,
    mailsAreFiles: true,
    hasDesignPage,
  })
  server.on('request', app)
  return {
    base,
    app,
    services,
    storage,
    files,
    outbox,
    logLines,
    pass,
    visitor: () => createVisitor(base),
    api: (key) => createApi(base, key),
    async linkMailedTo(address, prefix) {
      await services.worker.runDue()
      return linkInMail(outbox, address, prefix)
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await services.worker.stop()
      await network.close()
      await kept.discard()
      await folder.remove()
    },
  }
}
