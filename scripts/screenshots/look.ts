import type { Page } from 'playwright-core'

/** One page to look at: who looks, and how to get there. */
export interface Look {
  readonly name: string
  /** The address of somebody who signs in, or `nobody`. */
  readonly person: string
  readonly go: (page: Page) => Promise<unknown>
}
