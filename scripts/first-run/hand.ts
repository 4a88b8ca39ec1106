import type { Page } from 'playwright-core'

/** What somebody had to do so far. */
export interface Effort {
  readonly pages: number
  readonly clicks: number
  readonly fields: number
  readonly letters: number
  /** Words on the pages that were seen. */
  readonly words: number
}

/** Somebody at a browser who goes by the words on the page, and whose every press and letter is counted. */
export interface Hand {
  readonly page: Page
  effort(): Effort
  /** Opens an address, as a link in a mail or in a message does: one press. */
  open(address: string): Promise<void>
  /** Presses the first button or link of these words, which leads to another page. */
  press(words: string): Promise<void>
  /** Ticks a box or a circle. */
  tick(words: string): Promise<void>
  type(label: string, value: string): Promise<void>
  choose(label: string, option: string): Promise<void>
  /** Waits until the page says so: by itself, or looked at again where it runs no script. */
  until(words: string): Promise<void>
}

interface Options {
  /** What stands in brackets behind the label of a field that may stay empty. */
  readonly optional: string
  readonly isScripted: boolean
  /** Called on every page that somebody comes to. */
  readonly onPage?: (page: Page) => Promise<void>
}

const none: Effort = { pages: 0, clicks: 0, fields: 0, letters: 0, words: 0 }

export function createHand(page: Page, { optional, isScripted, onPage }: Options): Hand {
  const main = page.locator('main')
  let effort = none
  const add = (more: Partial<Effort>) => {
    effort = sum(effort, { ...none, ...more })
  }

  const arrive = async (go: () => Promise<unknown>): Promise<void> => {
    const answered = page.waitForResponse(
      (response) =>
        response.request().isNavigationRequest() &&
        !(response.status() >= 300 && response.status() < 400),
    )
    await go()
    const status = (await answered).status()
    if (status >= 400) throw new Error(`${page.url()} answered ${String(status)}`)
    await page.waitForLoadState('load')
    add({ pages: 1, clicks: 1, words: wordsIn(await main.innerText()) })
    await onPage?.(page)
  }

  const field = (label: string) =>
    main.getByLabel(new RegExp(`^${escape(label)}(\\s*\\(${escape(optional)}\\))?$`)).first()

  return {
    page,
    effort: () => effort,
    open: (address) => arrive(() => page.goto(address)),
    press: (words) =>
      arrive(() =>
        main
          .getByRole('button', { name: words, exact: true })
          .or(main.getByRole('link', { name: words, exact: true }))
          .first()
          .click(),
      ),
    async tick(words) {
      await main.getByLabel(words).first().check()
      add({ clicks: 1 })
    },
    async type(label, value) {
      await field(label).fill(value)
      add({ clicks: 1, fields: 1, letters: value.length })
    },
    async choose(label, option) {
      await field(label).selectOption({ label: option })
      add({ clicks: 2 })
    },
    async until(words) {
      const found = main.getByText(words, { exact: true }).first()
      for (let looks = 0; looks < 100 && !(await found.isVisible()); looks += 1) {
        await page.waitForTimeout(200)
        if (!isScripted) await page.reload()
      }
      await found.waitFor({ timeout: 5_000 })
    },
  }
}

export function sum(one: Effort, other: Effort): Effort {
  return combine(one, other, (a, b) => a + b)
}

export function difference(later: Effort, earlier: Effort): Effort {
  return combine(later, earlier, (a, b) => a - b)
}

function combine(one: Effort, other: Effort, how: (a: number, b: number) => number): Effort {
  return {
    pages: how(one.pages, other.pages),
    clicks: how(one.clicks, other.clicks),
    fields: how(one.fields, other.fields),
    letters: how(one.letters, other.letters),
    words: how(one.words, other.words),
  }
}

function wordsIn(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
