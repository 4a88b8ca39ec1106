import { timestamp } from '../../src/world.ts'
import type { TestService } from '../../test/support/service.ts'
import type { Look } from './look.ts'

interface Around {
  readonly service: TestService
  readonly learner: string
  /** The composed page. */
  readonly pageId: string
  readonly look: (name: string, person: string, path: string) => Look
}

/** What leaves from a portfolio page: in a message, in other people's pages, where it is checked. */
export async function* pageOutletLooks(around: Around): AsyncGenerator<Look> {
  const { service, learner, pageId, look } = around
  const { accounts, portfolio, identifiers } = service.services
  const { id } = await accounts.people.ofEmail(learner, { name: '', language: 'en' })
  const zoe = await accounts.callerOfAccount(id)
  if (zoe === undefined) throw new Error('there is no such account')
  const { id: token } = await portfolio.sharePage(zoe, pageId, {
    endsAt: timestamp(new Date(Date.now() + 30 * 864e5)),
    nameForm: 'first',
  })
  yield look('page-embed', 'nobody', `/p/${token}/embed`)
  yield look('page-embed-spanish', 'nobody, in Spanish', `/p/${token}/embed?lang=es`)
  yield look('page-embed-over', 'nobody', `/p/${'A'.repeat(22)}/embed`)
  yield look('page-preview', 'nobody', `/p/${token}/preview.png`)
  yield {
    name: 'page-checked',
    person: 'nobody',
    go: async (page) => {
      await page.goto('/verify')
      await page.locator('[name="pasted"]').fill(identifiers.pageUrl(token))
      await page.locator('main form.form button').last().click()
      await page.waitForLoadState()
    },
  }
  yield {
    name: 'page-embed-code',
    person: learner,
    go: async (page) => {
      await page.goto(`/portfolio/${pageId}/shares`)
      await page.locator('details.details summary').first().click()
    },
  }
}
