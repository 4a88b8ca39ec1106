/**
 * Whether an address ended on another host because it asked for that. Many sites redirect to wherever a link says, so what
 * came is not the word of the site, though the address bears its name. A name that was moved for good says nothing of where.
 */
export function isLedElsewhere(asked: string, finalUrl: string): boolean {
  if (!URL.canParse(asked) || !URL.canParse(finalUrl)) return false
  const [from, to] = [new URL(asked), new URL(finalUrl)]
  if (from.host === to.host) return false
  return from.search !== '' || decoded(from.pathname).toLowerCase().includes(to.hostname)
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return path
  }
}
