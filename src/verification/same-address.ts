/**
 * Whether two ids name the same thing, as OB 3.0 compares them ("Credential equality and comparison"): once their
 * percent-encoding is undone and the white space around them is cut off. Nothing is the same as an id that is missing.
 * A DID is stricter: in did:web `%3A` stands before a port and `:` before a path, which are two servers' documents.
 */
export function isSameAddress(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && plain(one) === plain(other)
}

function plain(address: string): string {
  if (/^\s*did:/i.test(address)) return address.trim()
  try {
    return decodeURIComponent(address).trim()
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return address.trim()
  }
}
