import type { Look } from './look.ts'

interface People {
  /** Who has badges, and who runs the service. */
  readonly learner: string
  readonly operator: string
}

/** Whoever wants to go: what they read first, what stands in their way, a slip of the finger, and the end. */
export function* accountLooks({ learner, operator }: People): Generator<Look> {
  const path = '/account/deletion'
  const look = (name: string, person: string, address: string): Look => ({
    name,
    person,
    go: (page) => page.goto(address),
  })
  yield look('account-deletion', learner, path)
  yield look('account-deletion-in-the-way', operator, path)
  yield {
    name: 'account-deletion-wrong',
    person: learner,
    go: async (page) => {
      await page.goto(path)
      await page.locator('[name=confirm]').fill('somebody@else.example')
      await page.locator('main form.form button').last().click()
      await page.waitForLoadState()
    },
  }
  yield look('account-deleted', 'nobody', '/account/deleted')
}
