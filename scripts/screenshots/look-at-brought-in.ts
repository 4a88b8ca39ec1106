import type { Caller } from '../../src/caller.ts'
import { badgeOfAKey } from '../../test/support/badge-of-a-key.ts'
import type { TestService } from '../../test/support/service.ts'
import type { Look } from './look.ts'

interface Around {
  readonly service: TestService
  readonly learner: string
  readonly zoe: Caller
}

/** Several badges from elsewhere at once: some come in, the others are told with their reasons. */
export async function* broughtInLooks({ service, learner, zoe }: Around): AsyncGenerator<Look> {
  const { imports } = service.services
  const there = await imports.list(zoe)
  const old = await badgeOfAKey({ name: 'Night sky photographer' })
  const changed = await badgeOfAKey({ name: 'Bicycle mechanic, first level' })
  const handed = [
    await badgeOfAKey({ name: 'Tide pool cartographer' }),
    await badgeOfAKey({ name: 'Responsible beekeeper' }),
    changed.replace('Bicycle mechanic, first level', 'Helicopter pilot'),
    JSON.stringify('https://folio.example/badges/3'),
    old,
  ].map((text): unknown => JSON.parse(text))
  /** As if they had never been brought in: each picture is taken of the first time. */
  const forgetAll = async () => {
    for (const { id } of await imports.list(zoe)) {
      if (there.every((one) => one.id !== id)) await imports.remove(zoe, id)
    }
  }
  const sent = (name: string, credentials: readonly unknown[], before: () => Promise<unknown>) => ({
    name,
    person: learner,
    go: async (page: Parameters<Look['go']>[0]) => {
      await forgetAll()
      await before()
      await page.goto('/backpack/import')
      await page.locator('[name="pasted"]').fill(JSON.stringify(credentials))
      await page.locator('main form.form button').last().click()
      await page.waitForLoadState()
    },
  })
  yield sent('brought-in', handed, () => imports.bringIn(zoe, old))
  yield sent('brought-in-none', handed.slice(2), () => imports.bringIn(zoe, old))
  await forgetAll()
}
