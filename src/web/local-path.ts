const here = 'http://here.invalid'

/**
 * A path of this service with its query, or undefined where the text could lead a browser elsewhere
 * (`//host`, `/\host`, a scheme, control characters that browsers drop before they read on).
 */
export function localPath(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000 || !text.startsWith('/')) return undefined
  if (/^\/[/\\]/.test(text) || /[\\\p{Cc}]/u.test(text) || !URL.canParse(text, here))
    return undefined
  const url = new URL(text, here)
  // Dot segments can leave two slashes at the front: '/.//host' is read as '//host'.
  if (url.origin !== here || url.pathname.startsWith('//')) return undefined
  return `${url.pathname}${url.search}${url.hash}`
}
