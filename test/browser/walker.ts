import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'
import type { Examine } from './examine.ts'

/** Somebody who goes through pages as people do, by the words on them; every page they come to is examined. */
export interface Walker {
  readonly page: Page
  /** Opens an address; answers the status of the page. */
  open(address: string): Promise<number>
  /** Presses a button or follows a link to the next page; answers its status. */
  press(words: string, role?: 'button' | 'link'): Promise<number>
  fill(label: string, value: string): Promise<void>
  choose(label: string, option: string): Promise<void>
  /** The control with this label, optional or not. */
  field(label: string, within?: Locator): Locator
  /** Fields under one heading. */
  group(legend: string): Locator
  unfold(summary: string): Promise<void>
  expectHeading(words: string): Promise<void>
  text(): Promise<string>
}

interface Options {
  readonly examine: Examine
  /** What stands in brackets behind the label of a field that may stay empty. */
  readonly optional: string
}

export function walk(page: Page, { examine, optional }: Options): Walker {
  const main = page.locator('main')

  const arrive = async (go: () => Promise<unknown>): Promise<number> => {
    const answered = page.waitForResponse(
      (response) =>
        response.request().isNavigationRequest() &&
        !(response.status() >= 300 && response.status() < 400),
    )
    await go()
    const status = (await answered).status()
    await page.waitForLoadState('load')
    await examine(page)
    return status
  }

  const field: Walker['field'] = (label, within = main) =>
    within.getByLabel(new RegExp(`^${escape(label)}(\\s*\\(${escape(optional)}\\))?$`))

  return {
    page,
    field,
    open: (address) => arrive(() => page.goto(address)),
    press: (words, role = 'button') =>
      arrive(() => main.getByRole(role, { name: words, exact: true }).click()),
    fill: (label, value) => field(label).fill(value),
    choose: async (label, option) => {
      await field(label).selectOption({ label: option })
    },
    group: (legend) => main.getByRole('group', { name: legend, exact: true }),
    unfold: (summary) => main.locator('summary', { hasText: summary }).click(),
    async expectHeading(words) {
      expect(await main.getByRole('heading', { level: 1 }).innerText()).to.equal(words)
    },
    text: () => main.innerText(),
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
