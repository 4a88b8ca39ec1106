import type { Caller } from '../../src/caller.ts'
import type { Language } from '../../src/text/languages.ts'
import { createTexts } from '../../src/text/text.ts'
import type { Browsing } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

/** Somebody at the console of a museum that is there for one test. */
export interface AtTheConsole {
  readonly service: TestService
  readonly staff: Walker
  readonly caller: Caller
  readonly organizationId: string
  /** The address of the console. */
  readonly home: string
}

/** Starts a service with one museum, whose owner signs in by mail in a browser of their own. Stop the service afterwards. */
export async function standAtTheConsole(
  browsing: Browsing,
  { isScripted, language = 'en' }: { isScripted: boolean; language?: Language },
): Promise<AtTheConsole> {
  const text = createTexts().textFor(language)
  const service = await startTestService()
  const { accounts, organizations } = service.services
  const email = 'amara@museum.example'
  const { id } = await accounts.people.ofEmail(email, { name: 'Amara', language })
  await accounts.people.makeOperator(id)
  const caller = await accounts.callerOfAccount(id)
  if (caller === undefined) throw new Error('there is no such account')
  const facts = { name: 'Museum', sector: 'museum', email: 'hello@museum.example' } as const
  const { id: organizationId } = await organizations.create(caller, facts)
  const page = await browsing.person(service.base, {
    baseURL: service.base,
    locale: language,
    javaScriptEnabled: isScripted,
  })
  const examine = createExamine({ isScripted })
  const staff = walk(page, { examine, optional: text('common.optional') })
  await staff.open('/sign-in')
  await staff.fill(text('accounts.email'), email)
  await staff.press(text('accounts.signIn.submit'))
  await staff.open(await service.linkMailedTo(email, '/sign-in/'))
  await staff.press(text('accounts.useLink.submit'))
  return { service, staff, caller, organizationId, home: `/console/${organizationId}` }
}
