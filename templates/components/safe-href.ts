const safeSchemes = new Set(['http:', 'https:', 'mailto:'])

/**
 * An address that came from people, fit for `href`: http, https and mailto only, so never a script. Anything else
 * becomes '#', which leads nowhere.
 */
export function safeHref(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return '#'
  // The URL parser drops white space and control characters inside a scheme as browsers do, so "java\nscript:" is seen.
  const url = new URL(address)
  return safeSchemes.has(url.protocol) ? url.href : '#'
}
