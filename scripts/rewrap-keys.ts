/**
 * Seals every private key again under the newest key-encryption key, so that an older one can be given up. Stop the
 * service, add a key with a higher version to secrets.json in the data folder (or to SECRET_KEY_ENCRYPTION_KEYS), run
 * this, start the service and see that it works, then take the older key away. docs/operating.md has it step by step.
 */
import { randomBytes } from 'node:crypto'
import { readConfig } from '../src/config.ts'
import { rewrapKeys } from '../src/organizations/rewrap.ts'
import { createSealing } from '../src/organizations/sealing.ts'
import { obtainSecrets } from '../src/secrets.ts'
import { openStorage } from '../src/storage/open.ts'

async function rewrap(): Promise<void> {
  const { config, secrets: configured } = readConfig(process.env)
  const { dataDir } = config
  const random = (size: number) => randomBytes(size)
  const { secrets } = await obtainSecrets({ configured, dataDir, storeIsEmpty: false, random })
  const sealing = createSealing(secrets.keyEncryptionKeys, random)
  const storage = await openStorage({ dataDir, mongodbUri: configured.mongodbUri })
  try {
    const rewrapped = await rewrapKeys(storage, sealing)
    console.log(`${String(rewrapped)} keys were sealed again under version ${sealing.newest}.`)
  } finally {
    await storage.close()
  }
}

await rewrap().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
