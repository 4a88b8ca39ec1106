import type { ShownPart } from './shown-part.ts'
import type { MayShow } from '../../learners/visibility.ts'
import { nameOn } from '../name-form.ts'
import type { OpenPage } from '../open-share.ts'
import { audienceOf } from '../share-choices.ts'
import type { PartAsShown } from './shown-page.ts'

export type ShownBadge = Extract<ShownPart, { kind: 'badge' | 'imported' }>

/** The parts of a page that whoever looks sees. */
export function shownParts(parts: readonly PartAsShown[]): readonly ShownPart[] {
  return parts.flatMap(({ shown }) => (shown === undefined ? [] : [shown]))
}

/** From how many places the badges of a page are. */
export function placesOf(parts: readonly ShownPart[]): number {
  const givers = parts.flatMap((part) => {
    if (part.kind === 'badge') return [part.organization.href]
    return part.kind === 'imported' ? [part.giver.issuer?.id ?? ''] : []
  })
  return new Set(givers).size
}

/** The badges of a page, wherever they are from. */
export function badgesAmong(parts: readonly ShownPart[]): readonly ShownBadge[] {
  return parts.flatMap((part) => (part.kind === 'badge' || part.kind === 'imported' ? [part] : []))
}

/** Whose page it is, as its share names them; empty for no name. */
export function nameOnPage({ share, learner }: OpenPage, mayShow: MayShow): string {
  const viewer = { kind: 'share', audience: audienceOf(share) } as const
  return mayShow(viewer, 'recipient-name', learner) ? nameOn(share, learner.name) : ''
}
