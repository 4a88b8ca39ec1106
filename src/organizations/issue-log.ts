import { createHash } from 'node:crypto'
import { Duplicate, type Page, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { IssueLogEntry } from './tables.ts'

export interface IssueLog {
  /** Writes down that this exact text was signed; the same text twice is one entry. */
  append(owner: string, kind: IssueLogEntry['kind'], text: string): Promise<void>
  /** When this exact text was signed here, if it was. */
  find(text: string): Promise<IssueLogEntry | undefined>
  list(owner: string, after?: string): Promise<Page<IssueLogEntry>>
}

/** SHA-256 over the UTF-8 bytes, base64url. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('base64url')
}

export function createIssueLog(entries: Table<IssueLogEntry, 'byOwner'>, world: World): IssueLog {
  return {
    async append(owner, kind, text) {
      try {
        await entries.insert({ id: digestOf(text), owner, kind, at: timestamp(world.now()) })
      } catch (error) {
        if (!(error instanceof Duplicate)) throw error
      }
    },
    find: (text) => entries.get(digestOf(text)),
    list: (owner, after) =>
      entries.find({
        index: 'byOwner',
        equals: { owner },
        order: 'descending',
        limit: 100,
        ...(after === undefined ? {} : { after }),
      }),
  }
}
