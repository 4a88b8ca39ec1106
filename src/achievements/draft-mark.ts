import { createHash } from 'node:crypto'
import { WaymarkError } from '../errors.ts'
import type { Achievement } from './tables.ts'

/** Changes whenever what a draft says changes: a form carries it to say what its writer had before them. */
export function draftMark({ content }: Pick<Achievement, 'content'>): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22)
}

/** @throws WaymarkError changed-meanwhile */
export function requireSeen(achievement: Achievement, seen: string | undefined): void {
  if (seen !== undefined && draftMark(achievement) !== seen) {
    throw new WaymarkError('changed-meanwhile')
  }
}
