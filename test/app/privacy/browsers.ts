import type { Visitor } from '../../../scripts/demo/visitor.ts'
import type { Stage } from '../stage.ts'
import { addressOf, people, type Person } from './people.ts'

/** What somebody's browser sends along, and what a form of theirs has to bring. */
export interface Browser {
  readonly headers: Readonly<Record<string, string>>
  readonly formToken: string
}

export type Browsers = Readonly<Record<Person | 'nobody', Browser>>

/** Everybody signs in. */
export async function openBrowsers(stage: Stage): Promise<Browsers> {
  const { service } = stage
  const opened = new Map<Person | 'nobody', Browser>([
    ['nobody', await browserOf(service.visitor())],
  ])
  for (const person of people) {
    const visitor = service.visitor()
    await visitor.submit('/sign-in', { email: addressOf(person) })
    await visitor.submit(await service.linkMailedTo(addressOf(person), '/sign-in/'), {})
    opened.set(person, await browserOf(visitor))
  }
  // One entry for each of them.
  return Object.fromEntries(opened) as Browsers
}

async function browserOf(visitor: Visitor): Promise<Browser> {
  const { html } = await visitor.open('/verify')
  const formToken = /name="_csrf"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? ''
  return { headers: { cookie: visitor.cookies() }, formToken }
}
