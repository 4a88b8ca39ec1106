import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Mails that lie as files where no mail server is set, or lay there before there was one. */
export interface Outbox {
  /** Removes those whose message key begins with one of these, and those to the address; answers how many. */
  forget(about: { readonly keys: readonly string[]; readonly address?: string }): Promise<number>
  /** Removes those written before then; answers how many. */
  forgetBefore(time: Date): Promise<number>
}

export function createOutbox(folder: string): Outbox {
  const removeThose = async (goes: (path: string, name: string) => Promise<boolean>) => {
    let count = 0
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      if (!/\.(eml(\.part)?|txt)$/.test(name) || !(await goes(path, name))) continue
      await rm(path, { force: true })
      // The words beside a mail are no mail of their own.
      if (!name.endsWith('.txt')) count += 1
    }
    return count
  }
  return {
    forget: ({ keys, address }) =>
      removeThose(async (path, name) => {
        if (keys.some((key) => name.includes(`Z-${key}`))) return true
        return address !== undefined && (await isTo(path, address))
      }),
    forgetBefore: (time) =>
      removeThose(async (_path, name) => {
        const written = /^\.?(\d{4}-\d\d-\d\dT[\d-]+Z)-/.exec(name)?.[1]
        return written !== undefined && written < nameOfTime(time)
      }),
  }
}

/** How a time stands at the head of a file's name. */
export function nameOfTime(time: Date): string {
  return time.toISOString().replace(/[:.]/g, '-')
}

async function isTo(path: string, address: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const [head = ''] = text.split(/\r?\n\r?\n/, 1)
  // A long address stands on a line of its own below the name of its field (RFC 5322 §2.2.3).
  const to = /^To:\s+(.*)$/im.exec(head)?.[1] ?? ''
  return to.trim().replace(/^<|>$/g, '').toLowerCase() === address.toLowerCase()
}
