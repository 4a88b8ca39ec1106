import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import closeWithGrace from 'close-with-grace'
import { createAsset } from '../templates/assets.ts'
import { createApp } from './app.tsx'
import { readConfig } from './config.ts'
import { WaymarkError } from './errors.ts'
import { createLogger, faultFacts } from './logging.ts'
import { createMailer } from './mail/mailer.ts'
import { createNetwork } from './network/guarded-fetch.ts'
import { obtainSecrets } from './secrets.ts'
import { createServices } from './services.ts'
import { openFiles, openStorage, sqliteFile } from './storage/open.ts'
import { createTexts } from './text/text.ts'
import { createWebServer } from './tls.ts'
import type { World } from './world.ts'

/** How often the worker looks for what is due, and how often what has ended is swept away. */
const workEvery = 2_000
const sweepEvery = 3_600_000

const world: World = {
  now: () => new Date(),
  random: (size) => randomBytes(size),
  newId: () => randomBytes(16).toString('base64url'),
  newUuid: () => randomUUID(),
}

/** The built files lie beside the built code: dist/src/main.js, dist/public. */
const publicFolder = fileURLToPath(new URL('../public/', import.meta.url))

async function start(): Promise<void> {
  const { config, secrets: configured } = readConfig(process.env)
  const { dataDir, base } = config
  const logger = createLogger(config.logLevel)
  const reportFault = (where: string, cause: unknown) =>
    logger.error({ where, fault: faultFacts(cause) }, 'a duty failed')

  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const { secrets, generated } = await obtainSecrets({
    configured,
    dataDir,
    storeIsEmpty: !existsSync(sqliteFile(dataDir)),
    random: world.random,
  })
  const choice = { dataDir, mongodbUri: configured.mongodbUri }
  const storage = await openStorage(choice)
  const texts = createTexts()
  const network = createNetwork({ allowHosts: config.fetchAllowHosts })
  const outboxDir = join(dataDir, 'outbox')
  const mailer = createMailer({
    ...world,
    outboxDir,
    from: config.mailFrom,
    host: new URL(base).hostname,
    ...(configured.smtpUrl === undefined ? {} : { smtpUrl: configured.smtpUrl }),
  })
  const services = createServices({
    identifierBase: base,
    secrets,
    storage,
    files: openFiles(choice),
    mailer,
    network,
    texts,
    world,
    reportFault,
    openTenant: config.openTenant,
  })
  await storage.prepare()
  await services.organizations.checkAtStart()

  const manifest: unknown = JSON.parse(await readFile(join(publicFolder, 'manifest.json'), 'utf8'))
  const app = createApp({
    services,
    secrets,
    storage,
    texts,
    logger,
    publicFolder: join(publicFolder, 'assets'),
    asset: createAsset(textMembers(manifest)),
    trustProxy: config.trustProxy,
    ...(configured.metricsToken === undefined ? {} : { metricsToken: configured.metricsToken }),
    mailsAreFiles: config.mailTo === 'outbox',
    hasDesignPage: config.isTriedOut,
  })
  const server = await createWebServer(app, config.tls)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.port, config.host, resolve)
  })
  services.worker.start(workEvery)
  const sweep = () => {
    storage.sweep(world.now()).catch((cause: unknown) => reportFault('sweep', cause))
  }
  // At the start too: a service that is restarted every night would never come to it.
  sweep()
  const sweeping = setInterval(sweep, sweepEvery)

  console.log(`Waymark listens at ${base}`)
  if (config.openTenant) {
    const warning = 'VC_API_TENANT is open: anybody may have anything signed under /open-tenant'
    console.log(warning)
    logger.warn(warning)
  }
  if (generated !== undefined) {
    console.log(`Secrets were made in ${generated}. Back this file up, apart from the database.`)
  }
  if (config.mailTo === 'outbox') {
    console.log(
      `No mail server is set (SMTP_URL). Mails are laid down in ${outboxDir}: read the .txt files.`,
    )
  }
  const token = await services.accounts.settingUp.freshToken()
  if (token !== undefined) console.log(`Set it up, once, at ${base}/set-up/${token}`)

  closeWithGrace({ delay: 15_000, logger: false }, async ({ err }) => {
    if (err !== undefined) logger.fatal({ fault: faultFacts(err) }, 'ending after a fault')
    clearInterval(sweeping)
    services.issuing.batches.progress.stop()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    await closed
    await services.worker.stop()
    await network.close()
    await storage.close()
  })
}

function textMembers(value: unknown): Record<string, string> {
  const entries: [string, unknown][] =
    typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

await start().catch((error: unknown) => {
  console.error(reasonOf(error))
  process.exit(1)
})

/** Why it does not start, and what to do, for whoever reads the terminal. */
function reasonOf(error: unknown): string {
  if (error instanceof WaymarkError && error.code === 'identifier-base-frozen') {
    const { frozen = '', configured = '' } = error.values
    return `Credentials were issued under ${frozen}, and IDENTIFIER_BASE is now ${configured}.
Every id in them begins with the old name, so it cannot change. Set IDENTIFIER_BASE=${frozen}, or start with an empty DATA_DIR.`
  }
  return error instanceof Error ? error.message : String(error)
}
