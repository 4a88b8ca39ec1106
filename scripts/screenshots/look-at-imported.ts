import { timestamp } from '../../src/world.ts'
import { badgeOfAKey } from '../../test/support/badge-of-a-key.ts'
import type { TestService } from '../../test/support/service.ts'
import { broughtInLooks } from './look-at-brought-in.ts'
import type { Look } from './look.ts'

interface Around {
  readonly service: TestService
  /** The address of a learner whom a place knows as an adult. */
  readonly learner: string
  readonly look: (name: string, person: string, path: string) => Look
}

const inDays = (days: number) => timestamp(new Date(Date.now() + days * 864e5))

/** A badge from elsewhere: as whoever brought it in sees it, and as others do by its link. */
export async function* importedLooks({ service, learner, look }: Around): AsyncGenerator<Look> {
  const { imports, portfolio, accounts } = service.services
  const { id: accountId } = await accounts.people.ofEmail(learner, { name: '', language: 'en' })
  const zoe = await accounts.callerOfAccount(accountId)
  if (zoe === undefined) throw new Error('there is no such account')
  const narrative =
    'Zoë counted limpets through a **whole spring tide**, drew the map of the pools, and explained it to 30 visitors.'
  const {
    kept: [one],
  } = await imports.bringIn(zoe, await badgeOfAKey({ narrative }))
  const base = `/backpack/imported/${one?.id ?? ''}`
  yield look('imported', learner, base)
  const share = await portfolio.shareImport(zoe, one?.id ?? '', {
    endsAt: inDays(30),
    nameForm: 'full',
  })
  yield look('imported-shared', learner, base)
  yield look('imported-share', 'nobody', `/s/${share.id}`)
  yield look('imported-share-embed', 'nobody', `/s/${share.id}/embed`)
  yield look('imported-share-picture', 'nobody', `/s/${share.id}/preview.png`)
  yield look('imported-share-spanish', 'nobody, in Spanish', `/s/${share.id}?lang=es`)
  yield look('imported-share-log', learner, `${base}/shares/${share.id}`)
  yield look('imported-sharing', learner, '/backpack')
  yield* broughtInLooks({ service, learner, zoe })
  yield {
    name: 'imported-share-checked',
    person: 'nobody',
    go: async (page) => {
      await page.goto(`/s/${share.id}`)
      await page.locator('.badge-hero button').click()
      await page.waitForLoadState()
    },
  }
  await portfolio.changeShare(zoe, share.id, {
    nameForm: 'initials',
    audience: 'third-party',
    preparedFor: 'River College',
  })
  yield look('imported-share-by-initials', 'nobody', `/s/${share.id}`)
}
