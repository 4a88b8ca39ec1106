import { siteOf } from './site-of.ts'
import type { Text } from './text.ts'

/** Whoever gave a badge from elsewhere: what the badge says of them, and what is known of that. */
export interface Giver {
  readonly issuer?: { readonly id: string; readonly name?: string }
  /** Whether it is shown to be from whoever has this id: if not, anybody may have written what it says. */
  readonly proven: boolean
  /** Whether the id is a key alone: everybody can make one, and call it what they like. */
  readonly onlyKey: boolean
  /** Whether the id stands on no public name, so that it is known in one network only. */
  readonly onTrial: boolean
}

/** Whether this service can say that it was they who gave it. */
export function isKnown({ proven, onlyKey, onTrial }: Giver): boolean {
  return proven && !onlyKey && !onTrial
}

/** What they are called: their name, the site that they stand on, or their id. */
export function giverOf(issuer: Giver['issuer'], text: Text): string {
  return issuer?.name ?? siteOf(issuer?.id) ?? issuer?.id ?? text('verify.report.unnamed')
}

/** The same with what stands behind the name, since everybody can choose a name: a site, or nothing but a key. */
export function giverTold({ issuer, onlyKey, onTrial }: Giver, text: Text): string {
  const name = giverOf(issuer, text)
  if (onlyKey) return text('importedGiver.key', { name })
  if (onTrial) return text('importedGiver.trial', { name })
  const site = siteOf(issuer?.id)
  return site === undefined || site === name ? name : text('importedGiver.at', { name, site })
}

/** The same for places where a name reads as a fact: none, where nobody is shown to have given it. */
export function giverOutside(giver: Giver, text: Text): string {
  return giver.proven ? giverTold(giver, text) : text('importedGiver.unproven')
}
