/**
 * Takes a picture of every page, narrow and wide, by day and by night, so that people can look at all of them at once:
 * into data/screenshots. Three of them go into docs/pictures, for the README.
 */
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { launchChromium } from '../test/support/browser.ts'
import { startTestService, type TestService } from '../test/support/service.ts'
import type { Look } from './screenshots/look.ts'
import { lookAround } from './screenshots/look-around.ts'

const target = join('data', 'screenshots')
const pictures = join('docs', 'pictures')
const maxPictureBytes = 200_000

const widths = [320, 1280] as const
const schemes = ['light', 'dark'] as const

/** Pages that stand in the README, and how much of them. */
const chosen: Readonly<Record<string, { name: string; height: number }>> = {
  share: { name: 'share', height: 1000 },
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
  const people = new Map<string, BrowserContext>()
  const contextOf = async (person: string) => {
    const known = people.get(person)
    if (known !== undefined) return known
    const context = await chromium.newContext({ locale: 'en-US', baseURL: running.base })
    people.set(person, context)
    return context
  }
  for await (const look of lookAround(running)) {
    if (only.length > 0 && !only.some((name) => look.name.includes(name))) continue
    const context = await contextOf(look.person)
    await signedIn(running, context, look.person)
    const page = await context.newPage()
    await look.go(page)
    await takeFour(page, look)
    await page.close()
    console.log(look.name)
  }
}

/** Signs in once by the mailed link; `nobody` stays out. */
async function signedIn(running: TestService, context: BrowserContext, person: string) {
  if (
    !person.includes('@') ||
    (await context.cookies()).some(({ name }) => name.includes('session'))
  )
    return
  const page = await context.newPage()
  await page.goto('/sign-in')
  if (page.url().includes('/sign-in')) {
    await page.locator('[name=email]').fill(person)
    await page.locator('main form button').click()
    await page.goto(await running.linkMailedTo(person, '/sign-in/'))
    await page.locator('main form button').click()
  }
  await page.close()
}

async function takeFour(page: Page, look: Look): Promise<void> {
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
  if (picture !== undefined) await keepForReadme(page, picture)
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
