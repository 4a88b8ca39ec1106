import { createHash } from 'node:crypto'
import { WaymarkError } from '../../errors.ts'
import { mostBadges, mostParts, mostPictures } from '../../../schemas/requests/portfolio-pages.ts'
import type { Part } from './tables.ts'

type Parts = readonly Part[]
export type Direction = 'up' | 'down'

/** Changes whenever what a part says changes: a form carries it to say what its writer had before them. */
export function partMark(part: Part): string {
  return createHash('sha256').update(JSON.stringify(part)).digest('base64url').slice(0, 22)
}

/** @throws WaymarkError page-full, with how many of what there may be */
export function requireRoom(parts: Parts): void {
  const badges = parts.filter(({ kind }) => kind === 'badge' || kind === 'imported').length
  const pictures = parts.filter(({ kind }) => kind === 'picture').length
  const isFull = parts.length > mostParts || badges > mostBadges || pictures > mostPictures
  if (!isFull) return
  throw new WaymarkError('page-full', {
    values: { parts: mostParts, badges: mostBadges, pictures: mostPictures },
  })
}

/** @throws WaymarkError not-found */
export function partOf(parts: Parts, partId: string): Part {
  const part = parts.find(({ id }) => id === partId)
  if (part === undefined) throw new WaymarkError('not-found')
  return part
}

/** One place up or down; at the end of the way it stays. @throws WaymarkError not-found */
export function moved(parts: Parts, partId: string, direction: Direction): Parts {
  const part = partOf(parts, partId)
  const from = parts.indexOf(part)
  const others = parts.filter((one) => one !== part)
  const to = Math.max(0, Math.min(others.length, direction === 'up' ? from - 1 : from + 1))
  return [...others.slice(0, to), part, ...others.slice(to)]
}

/** In the order of the ids. @throws WaymarkError changed-meanwhile where they are not those that are there */
export function ordered(parts: Parts, ids: readonly string[]): Parts {
  const byId = new Map(parts.map((part) => [part.id, part]))
  const inOrder = [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
  if (inOrder.length !== parts.length || ids.length !== parts.length) {
    throw new WaymarkError('changed-meanwhile')
  }
  return inOrder
}

/** @throws WaymarkError not-found; changed-meanwhile where the part says something else by now than what was `seen` */
export function withChanged(
  parts: Parts,
  partId: string,
  change: (part: Part) => Part,
  seen?: string,
): Parts {
  const part = partOf(parts, partId)
  if (seen !== undefined && partMark(part) !== seen) throw new WaymarkError('changed-meanwhile')
  return parts.map((one) => (one === part ? change(one) : one))
}

/** Ids of the files of those that are in the first list and not in the second. */
export function filesGone(before: Parts, after: Parts): readonly string[] {
  const kept = new Set(filesIn(after))
  return filesIn(before).filter((id) => !kept.has(id))
}

export function filesIn(parts: Parts): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'picture' ? [part.fileId] : []))
}
