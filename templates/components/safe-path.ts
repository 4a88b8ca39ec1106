import { safeHref } from './safe-href.ts'

/** A path, query or fragment of our own as it is; a whole address only where safeHref lets it through. */
export function safePath(address: string): string {
  return /^(\/(?![/\\])|[?#])/.test(address) ? address : safeHref(address)
}
