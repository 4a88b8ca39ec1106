/** The name of the site that an identity stands on, as people know it: 'did:web:museum.example:a' → 'museum.example'. */
export function siteOf(id: string | undefined): string | undefined {
  const [, host] = /^did:web:([^:]+)/.exec(id ?? '') ?? []
  if (host !== undefined) return host.replace(/%3a/i, ':')
  return id !== undefined && /^https?:/.test(id) && URL.canParse(id) ? new URL(id).host : undefined
}
