import * as people from '../../test/journeys/people.ts'
import type { Console } from './look-at-classes.ts'
import type { Look } from './look.ts'

/** How whoever was there comes to a badge: by the code on a poster, at a kiosk; and what staff see of it. */
export async function* joiningLooks(
  { service, staff, home, look }: Console,
  lookAs: (name: string, person: string, path: string) => Look,
  achievementId: string,
): AsyncGenerator<Look> {
  const day = (days: number) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)
  const opened = await staff.submit(`${home}/claim-links/new`, {
    name: 'Camp week 2',
    achievementId,
    startsOn: day(0),
    endsOn: day(7),
    limit: '30',
    who: 'nickname',
    approval: 'on',
    language: 'en',
  })
  const code = /value="([0-9A-Z]{4}(?:-[0-9A-Z]{1,4}){3})"/.exec(opened.html)?.[1] ?? ''
  const join = `/join/${code.replaceAll('-', '')}`
  yield look('class-link', opened.path)
  yield lookAs('join', 'nobody', '/join')
  yield lookAs('join-link', 'nobody', join)
  yield lookAs('join-link-guardian', 'rosa@family.example', join)
  const child = service.visitor()
  const asked = await child.submit(join, { nickname: 'Blue Otter 7' })
  yield lookAs('joined-waiting', 'nobody', asked.path)
  yield look('class-link-asked', opened.path)
  await staff.press(opened.path, `${opened.path}/approvals`)
  yield lookAs('joined', 'nobody', asked.path)

  const { html } = await staff.open(`${home}/groups`)
  const [group = ''] = /\/groups\/[\w-]{22}/.exec(html) ?? []
  yield look('class-consents', `${home}${group}/consents`)
  const [learner = ''] =
    /\/learners\/[\w-]{22}/.exec((await staff.open(`${home}${group}`)).html) ?? []
  yield lookAs('learner-removal', 'robin@ecosystem.example', `${home}${learner}/removal`)
  yield lookAs('hand-over', 'rosa@family.example', '/hand-over')

  // Last: it signs out whoever stands there.
  const device = await people.signIn(service, 'amara@riverside-museum.example')
  const kiosk = await device.press(`${home}/claim-links`, `${home}/kiosks`, { achievementId })
  yield lookAs('kiosk', 'nobody', kiosk.path)
  yield {
    name: 'kiosk-card',
    person: 'nobody',
    go: async (page) => {
      await page.goto(kiosk.path)
      await page.locator('.nickname').first().click()
      await page.waitForLoadState()
    },
  }
}

/** What a learner brings in, shares and finds again. */
export async function* backpackLooks(
  look: (name: string, path: string) => Look,
  share: string,
): AsyncGenerator<Look> {
  yield look('backpack-import', '/backpack/import')
  yield look('share-settings', share)
  yield look('backpack-by-issuer', '/backpack?by=issuer')
}
