import type { Page } from 'playwright-core'
import * as people from '../../test/journeys/people.ts'
import type { Visitor } from '../demo/visitor.ts'
import type { Look } from './look.ts'

const given = ['Maya', 'Mateo', 'Amara', 'Leila', 'Noor', 'Kofi', 'Ana María', 'Zoë', 'Ivan', 'Mai']
const family = ['López', 'Okafor', 'Featherstonehaugh-Cholmondeley', 'Nguyễn', 'Lo', 'García Luna']

/** A school of sixty, in six classes; one of them in another script. */
const school = [
  'Name,Student id,Group',
  ...given.flatMap((first, place) =>
    family.map(
      (last, group) => `${first} ${last},${String(4000 + place * 6 + group)},Class ${group + 5}b`,
    ),
  ),
  'ليلى محمود,4711,Class 7b',
].join('\n')

/** A badge that is awarded to one of many, from looking for them to choosing them. */
export async function* findingLooks(operator: Visitor, person: string): AsyncGenerator<Look> {
  const organizationId = await people.makeOrganization(operator, 'Harbor School')
  const home = `/console/${organizationId}`
  const achievementId = await people.publishAchievement(operator, organizationId)
  const { path } = await operator.submit(`${home}/roster-imports/new`, {
    pasted: school,
    dateOrder: 'told',
  })
  await operator.press(path, `${path}/confirmation`)
  const form = `${home}/awards/new?achievement=${achievementId}`
  const look = (name: string, go: (page: Page) => Promise<unknown>): Look => ({
    name: `finding-${name}`,
    person,
    go: async (page) => {
      await page.goto(form)
      await go(page)
    },
  })
  const type = async (page: Page, words: string) => {
    await page.locator('[name=search]').fill(words)
    const button = page.locator('[name=find]')
    if (await button.isVisible()) {
      await button.click()
      await page.waitForLoadState()
    } else await page.locator('[data-told]:not(:empty)').waitFor()
  }

  yield look('begin', () => Promise.resolve())
  yield look('found', async (page) => {
    await type(page, 'ma l')
    await page.keyboard.press('ArrowDown')
  })
  yield look('chosen', async (page) => {
    await type(page, 'maya lo')
    const option = page.getByRole('option').first()
    await ((await option.isVisible()) ? option : page.getByRole('radio').first()).click()
  })
  yield look('nobody', (page) => type(page, 'Nobody Likethis'))
  yield look('none-chosen', async (page) => {
    await page.locator('[name=search]').fill('maya')
    await page.locator('main form.form button').last().click()
    await page.waitForLoadState()
  })
}
