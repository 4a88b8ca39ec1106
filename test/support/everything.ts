import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestService } from './service.ts'

/** Everything that is stored, and every mail that lies as a file, as one text a piece. */
export async function everythingOf({ storage, outbox }: TestService): Promise<readonly string[]> {
  const texts: string[] = []
  for await (const { table, row } of storage.dump()) texts.push(`${table} ${JSON.stringify(row)}`)
  for (const name of await readdir(outbox).catch(() => [])) {
    texts.push(`${name} ${await readFile(join(outbox, name), 'utf8')}`)
  }
  return texts
}
