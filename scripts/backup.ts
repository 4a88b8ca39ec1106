/** Saves everything that the service has stored into one file, while it runs: `npm run backup -- FILE`. */
import { readConfig } from '../src/config.ts'
import { backup } from '../src/storage/backup.ts'
import { openFiles, openForBackup } from '../src/storage/open.ts'

const [out] = process.argv.slice(2)
if (out === undefined) {
  console.error('usage: npm run backup -- FILE')
  process.exit(2)
}

async function save(out: string): Promise<void> {
  const { config, secrets } = readConfig(process.env)
  const choice = { dataDir: config.dataDir, mongodbUri: secrets.mongodbUri }
  const storage = await openForBackup(choice)
  try {
    const { rows, files } = await backup({
      storage,
      files: openFiles(choice),
      out,
      now: new Date(),
    })
    for (const [table, count] of Object.entries(rows))
      console.log(`${String(count).padStart(9)} ${table}`)
    console.log(`${String(files).padStart(9)} files`)
    console.log(`Saved to ${out}.`)
    console.log(
      'The secrets are not in it. Keep a copy of them in another place: without them no key can be opened.',
    )
  } finally {
    await storage.close()
  }
}

await save(out).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
