import type { BrowserContext, Page } from 'playwright-core'
import type { TestService } from '../../test/support/service.ts'

/** Everybody who looks at a page, each with a browser of their own. */
export interface Crowd {
  /** A new page of this person; signed in by a mailed link the first time. `nobody` stays out. */
  pageOf(person: string): Promise<Page>
}

export function gatherCrowd(
  service: TestService,
  newContext: () => Promise<BrowserContext>,
): Crowd {
  const people = new Map<string, BrowserContext>()

  const contextOf = async (person: string) => {
    const known = people.get(person)
    if (known !== undefined) return known
    const context = await newContext()
    people.set(person, context)
    return context
  }

  const signIn = async (context: BrowserContext, person: string) => {
    if (!person.includes('@')) return
    if ((await context.cookies()).some(({ name }) => name.includes('session'))) return
    const page = await context.newPage()
    await page.goto('/sign-in')
    if (page.url().includes('/sign-in')) {
      await page.locator('[name=email]').fill(person)
      await page.locator('main form .button.primary').click()
      await page.goto(await service.linkMailedTo(person, '/sign-in/'))
      await page.locator('main form .button.primary').click()
      // A page that is closed on its way somewhere may never say that it is closed.
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
      await page.waitForLoadState()
    }
    await page.close()
  }

  return {
    async pageOf(person) {
      const context = await contextOf(person)
      await signIn(context, person)
      return context.newPage()
    },
  }
}
