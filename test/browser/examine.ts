import { AxeBuilder } from '@axe-core/playwright'
import { expect } from 'chai'
import type { Page } from 'playwright-core'

/** A phone by day and a desk by night: between them every layout and every colour. */
const places = [
  { width: 320, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export type Examine = (page: Page) => Promise<void>

/**
 * Looks at a page on a phone and on a desk, folded and unfolded: nothing may run out to the side, and axe may find
 * nothing. A page with no other elements than one that was looked at is not looked at again. Leaves it wide and dark.
 *
 * @param isScripted whether axe can run: it is a script
 * @throws AssertionError naming the page, the width and the parts at fault
 */
export function createExamine({ isScripted }: { isScripted: boolean }): Examine {
  const known = new Set<string>()
  return async (page) => {
    const kind = await kindOf(page)
    if (known.has(kind)) return
    for (const { width, colorScheme } of places) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectNothingRunsOut(page, width)
      await unfold(page)
      await expectNothingRunsOut(page, width)
      if (isScripted) await expectAccessible(page, width, colorScheme)
      await fold(page)
    }
    known.add(kind)
  }
}

/** The address without its ids, and every kind of element. */
async function kindOf(page: Page): Promise<string> {
  const elements = await page.evaluate<string>(`[...new Set([...document.querySelectorAll('body *')]
    .map((one) => one.tagName + '.' + one.getAttribute('class') + '#' + one.getAttribute('name')))].sort().join(' ')`)
  return `${new URL(page.url()).pathname.replaceAll(/[\w-]{20,}/g, ':id')} ${elements}`
}

async function expectNothingRunsOut(page: Page, width: number): Promise<void> {
  const found = await page.evaluate<number>('document.scrollingElement.scrollWidth')
  if (found <= width) return
  const culprits = await page.evaluate<string[]>(
    `[...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > ${width})
       .map((one) => one.tagName + '.' + one.className)`,
  )
  expect.fail(`${page.url()} at ${width} px is ${found} px wide: ${culprits.join(' ')}`)
}

async function expectAccessible(page: Page, width: number, scheme: string): Promise<void> {
  // A device on a museum's floor has to forget a child by itself before the next one comes: WCAG 2.2.1, essential.
  const isKiosk = new URL(page.url()).pathname.startsWith('/kiosk/')
  const rules = isKiosk ? ['meta-refresh'] : []
  const { violations } = await new AxeBuilder({ page }).withTags(tags).disableRules(rules).analyze()
  if (violations.length === 0) return
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((one) => one.html).join(' ')}`,
  )
  expect.fail(`${page.url()} at ${width} px, ${scheme}: ${found.join('; ')}`)
}

async function unfold(page: Page): Promise<void> {
  await page.evaluate(`for (const one of document.querySelectorAll('details:not([open])')) {
    one.open = true
    one.dataset.unfolded = ''
  }`)
}

async function fold(page: Page): Promise<void> {
  await page.evaluate(`for (const one of document.querySelectorAll('details[data-unfolded]')) {
    one.open = false
    delete one.dataset.unfolded
  }`)
}
