/** Puts a backup into an empty store, of either engine: `npm run restore -- FILE`. */
import { readConfig } from '../src/config.ts'
import { restore } from '../src/storage/backup.ts'
import { openFiles, openStorage } from '../src/storage/open.ts'

const [from] = process.argv.slice(2)
if (from === undefined) {
  console.error('usage: npm run restore -- FILE')
  process.exit(2)
}

async function bringBack(from: string): Promise<void> {
  const { config, secrets } = readConfig(process.env)
  const choice = { dataDir: config.dataDir, mongodbUri: secrets.mongodbUri }
  const storage = await openStorage(choice)
  try {
    const { rows, files } = await restore({ storage, files: openFiles(choice), from })
    for (const [table, count] of Object.entries(rows))
      console.log(`${String(count).padStart(9)} ${table}`)
    console.log(`${String(files).padStart(9)} files`)
    console.log(`Restored from ${from}.`)
    console.log(
      'The secrets are not in a backup: put back the ones that belong to it before the service starts.',
    )
  } finally {
    await storage.close()
  }
}

await bringBack(from).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
