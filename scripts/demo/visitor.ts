/** Somebody with a browser, cookies and no JavaScript: opens pages and sends their forms. */
export interface Visitor {
  open(path: string): Promise<Visited>
  /** Opens the page, fills its form in and sends it; follows redirects. */
  submit(path: string, fields: Readonly<Record<string, string>>): Promise<Visited>
  /** Sends a form whose action differs from the page it stands on. */
  press(page: string, action: string, fields?: Readonly<Record<string, string>>): Promise<Visited>
  /** What the browser keeps and sends along, as one header. */
  cookies(): string
}

export interface Visited {
  readonly status: number
  readonly path: string
  readonly html: string
}

export function createVisitor(base: string): Visitor {
  const cookies = new Map<string, string>()

  const keepCookies = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';')[0] ?? ''
      const name = pair.slice(0, pair.indexOf('='))
      cookies.set(name, pair.slice(name.length + 1))
    }
  }

  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

  const go = async (path: string, init: RequestInit = {}): Promise<Visited> => {
    const cookie = cookieHeader()
    const headers = new Headers(init.headers)
    headers.set('accept', 'text/html')
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(new URL(path, base), { ...init, headers, redirect: 'manual' })
    keepCookies(response)
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      const next = new URL(location, new URL(path, base))
      return go(next.pathname + next.search)
    }
    return { status: response.status, path, html: await response.text() }
  }

  const press: Visitor['press'] = async (page, action, fields = {}) => {
    const shown = await go(page)
    const token = /name="_csrf"[^>]*value="([^"]*)"/.exec(shown.html)?.[1] ?? ''
    const sent = formFor(shown.html, page, action)
    const body = new URLSearchParams({ ...hiddenFields(sent), ...fields, _csrf: token })
    return go(action, {
      method: 'POST',
      body,
      headers: { origin: new URL(base).origin, 'sec-fetch-site': 'same-origin' },
    })
  }

  return {
    open: (path) => go(path),
    press,
    submit: (path, fields) => press(path, path, fields),
    cookies: cookieHeader,
  }
}

/** The form that is sent there; the whole page where none is, or more than one. */
function formFor(html: string, page: string, action: string): string {
  const forms = [...html.matchAll(/<form\b([^>]*method="post"[^>]*)>(.*?)<\/form>/gs)]
  const [own, ...others] = forms.flatMap(([, attributes = '', inside = '']) => {
    const target = /action="([^"]*)"/.exec(attributes)?.[1]
    return (target === undefined ? page : unescape(target)) === action ? [inside] : []
  })
  return own === undefined || others.length > 0 ? html : own
}

function hiddenFields(html: string): Record<string, string> {
  const found = html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)
  return Object.fromEntries(
    [...found].flatMap(([input]) => {
      const name = /name="([^"]*)"/.exec(input)?.[1]
      const value = /value="([^"]*)"/.exec(input)?.[1]
      return name === undefined ? [] : [[name, unescape(value ?? '')]]
    }),
  )
}

/** Undoes the escaping of an attribute's text. */
export function unescape(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
