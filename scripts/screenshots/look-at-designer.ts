import type { Visitor } from '../demo/visitor.ts'
import type { Look } from './look.ts'

/** Designing a badge, as it looks while it is done. */
export async function* designerLooks({
  staff,
  home,
  look,
}: {
  readonly staff: Visitor
  readonly home: string
  readonly look: (name: string, path: string) => Look
}): AsyncGenerator<Look> {
  const start = `${home}/achievements/new?from=prototype`
  yield look('designer-from-start', start)
  const { person } = look('', '')
  yield {
    name: 'designer-own-colours',
    person,
    go: async (page) => {
      await page.goto(start)
      await page.locator('.designer-choices summary').first().click()
      await page.locator('[name="design[words]"]').fill('Maker')
      await page.locator('[name="design[markColour]"]').fill('#335544')
      await page.locator('.design-note').first().waitFor()
      await page.locator('#design').scrollIntoViewIfNeeded()
      await page.waitForLoadState('networkidle')
    },
  }
  const sent = await staff.submit(`${home}/achievements/new`, {
    name: 'Built and Tested a Prototype',
    description: 'Builds a first model of an idea, tests it fairly and makes it better.',
    criteria: 'Tested it **twice** and wrote down what happened.',
    achievementType: 'Badge',
    language: 'en',
    'design[words]': 'Maker',
  })
  await staff.press(sent.path, `${sent.path}/publication`)
  await staff.submit(`${sent.path}/edit`, { description: 'Builds, tests, mends.' })
  yield look('achievement-designed', sent.path)
  yield look('achievement-versions', `${sent.path}/versions`)
}
