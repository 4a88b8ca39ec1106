import { existsSync } from 'node:fs'
import { expect } from 'chai'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'

/** Where Chromium usually lies; CHROMIUM names another place. */
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Nothing of its own may go to the network: what is seen there is what our pages asked for. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const missing = 'Chromium was not found. Install it, or name its program in CHROMIUM.'

export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM']
  return [...(named === undefined ? [] : [named]), ...places].find((path) => existsSync(path))
}

/** @throws Error where there is no Chromium */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error(missing)
  return chromium.launch({ executablePath, args })
}

/** One browser for a group of tests, and everything in it that should not have happened. */
export interface Browsing {
  /** A person with a browser of their own: no cookies yet, and every request watched. */
  person(base: string, options?: BrowserContextOptions): Promise<Page>
  /** What went wrong since the last test, which is then not held against this one. */
  takeProblems(): readonly string[]
}

/**
 * Tests in a real browser. A test fails when a page asked another origin for anything, broke the content security
 * policy, had an error in a script, or missed a file. Without Chromium they are skipped in a line that says so;
 * with REQUIRE_CHROMIUM=1 they fail.
 */
export function inChromium(title: string, tests: (browsing: Browsing) => void): void {
  if (findChromium() === undefined) {
    describe(title, () => {
      if (process.env['REQUIRE_CHROMIUM'] !== '1') it(`NOT RUN: ${missing}`)
      else
        it('runs', () => {
          throw new Error(missing)
        })
    })
    return
  }
  describe(title, function () {
    // Each step looks at several pages in several ways.
    this.timeout(120_000)
    let browser: Browser
    const problems: string[] = []

    before(async () => {
      browser = await launchChromium()
    })
    after(() => browser.close())
    afterEach(() => expect(problems.splice(0), 'what the browser saw').to.deep.equal([]))

    tests({
      async person(base, options = {}) {
        const context = await browser.newContext({ locale: 'en-US', ...options })
        await watch(context, base, (problem) => problems.push(problem))
        return context.newPage()
      },
      takeProblems: () => problems.splice(0),
    })
  })
}

async function watch(
  context: BrowserContext,
  base: string,
  report: (problem: string) => void,
): Promise<void> {
  const isForeign = (url: URL) => /^(https?|wss?):$/.test(url.protocol) && url.origin !== base
  await context.route(isForeign, (route) => {
    report(`a page asked for ${route.request().url()}`)
    return route.abort()
  })
  context.on('console', (message) => {
    const text = message.text()
    // An answer like 410 to the page itself is no problem; a missing file is told below.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) report(text)
  })
  context.on('weberror', (error) => report(error.error().message))
  context.on('response', (response) => {
    const isPage = response.request().isNavigationRequest()
    if (!isPage && response.status() >= 400) report(`${response.status()} for ${response.url()}`)
  })
  await context.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    console.error('content security policy: ' + event.violatedDirective + ' ' + event.blockedURI))`)
}
