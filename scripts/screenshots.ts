/**
 * Takes a picture of every page, narrow and wide, by day and by night, so that people can look at all of them at once:
 * into data/screenshots. Three of them go into docs/pictures, for the README. LANGUAGE=es takes them in Spanish, SCRIPTS=off
 * as a browser without JavaScript shows them; each into a folder of its own.
 */
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { isLanguage } from '../src/text/languages.ts'
import { launchChromium } from '../test/support/browser.ts'
import { startTestService, type TestService } from '../test/support/service.ts'
import { gatherCrowd } from './screenshots/crowd.ts'
import type { Look } from './screenshots/look.ts'
import { lookAround } from './screenshots/look-around.ts'

// Elsewhere LANGUAGE may hold a list of locales: what is no language of ours is English here.
const language = isLanguage(process.env['LANGUAGE']) ? process.env['LANGUAGE'] : 'en'
const scripts = process.env['SCRIPTS'] !== 'off'
const plain = language === 'en' && scripts

const target = join(
  'data',
  [
    'screenshots',
    ...(language === 'en' ? [] : [language]),
    ...(scripts ? [] : ['scripts-off']),
  ].join('-'),
)
const pictures = join('docs', 'pictures')
const maxPictureBytes = 200_000

/** How long a page may take for one step. */
const stepMilliseconds = 20_000

const widths = [320, 1280] as const
const schemes = ['light', 'dark'] as const

/** Pages that stand in the README, and how much of them. */
const chosen: Readonly<Record<string, { name: string; height: number }>> = {
  'portfolio-shared': { name: 'portfolio-page', height: 1000 },
  'verify-valid': { name: 'verification-report', height: 1000 },
  console: { name: 'console', height: 1000 },
}

const only = process.argv.slice(2)
const service = await startTestService()
const browser = await launchChromium()
try {
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true })
  await mkdir(pictures, { recursive: true })
  await takeAll(service, browser)
} finally {
  await browser.close()
  await service.stop()
}

async function takeAll(running: TestService, chromium: Browser): Promise<void> {
  const crowd = gatherCrowd(running, () =>
    chromium.newContext({
      locale: language === 'en' ? 'en-US' : language,
      javaScriptEnabled: scripts,
      baseURL: running.base,
    }),
  )
  for await (const look of lookAround(running)) {
    if (only.length > 0 && !only.some((name) => look.name.includes(name))) continue
    const page = await crowd.pageOf(look.person)
    try {
      page.setDefaultTimeout(stepMilliseconds)
      await look.go(page)
      await takeFour(page, look)
      console.log(look.name)
    } catch (error) {
      tellMissing(look.name, error)
    }
    await page.close()
  }
}

/** Some pages are only come by with JavaScript: without it they are left out, else one that is missing is a fault. */
function tellMissing(name: string, error: unknown): void {
  console.error(`${name} could not be taken:`, error instanceof Error ? error.message : error)
  if (scripts) process.exitCode = 1
}

async function takeFour(page: Page, look: Look): Promise<void> {
  await fetchPictures(page)
  for (const width of widths) {
    for (const colorScheme of schemes) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({
        path: join(target, `${look.name}-${width}-${colorScheme}.png`),
        fullPage: true,
      })
    }
  }
  const picture = chosen[look.name]
  if (picture !== undefined && plain) await keepForReadme(page, picture)
}

/** Pictures further down are only fetched when somebody comes near; a picture of the whole page never does. */
async function fetchPictures(page: Page): Promise<void> {
  await page.evaluate(`Promise.all(
    [...document.querySelectorAll('img[loading=lazy]')].map((picture) => {
      picture.loading = 'eager'
      return picture.decode()
    }),
  ).then(() => undefined)`)
}

async function keepForReadme(page: Page, { name, height }: { name: string; height: number }) {
  await page.setViewportSize({ width: 1280, height })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const shot = await page.screenshot()
  const path = join(pictures, `${name}.png`)
  await writeFile(
    path,
    await sharp(shot).png({ palette: true, colours: 128, effort: 10 }).toBuffer(),
  )
  const { size } = await stat(path)
  if (size > maxPictureBytes) throw new Error(`${path} has ${size} bytes, too many for a README`)
}
