import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

describe('a place with more badges, groups and learners than a page holds', function () {
  this.timeout(120_000)
  const many = 53
  let stage: Stage
  let staff: Visitor
  let open: (path: string) => Promise<string>
  const numbers = Array.from({ length: many }, (_, index) => index + 1)

  before(async () => {
    stage = await setStage()
    const { learners } = stage.service.services
    await stage.award({ name: 'Ana', ageBand: 'adult' })
    for (const number of numbers) {
      await stage.publish(stage.museum, `Badge ${String(number)}.`)
      await learners.groups.create(stage.operator, stage.museum, `Group ${String(number)}.`)
      await learners.add(stage.operator, stage.museum, {
        name: `Learner ${String(number)}.`,
        language: 'en',
        ageBand: 'adult',
      })
    }
    staff = await signIn(stage.service, 'operator@service.example')
    open = async (path) => (await staff.open(`/console/${stage.museum}${path}`)).html
  })
  after(() => stage.stop())

  const missing = (html: string, what: string) =>
    numbers.filter((number) => !html.includes(`${what} ${String(number)}.`))

  it('offers all of its badges wherever one is chosen', async () => {
    for (const path of ['/awards/new', '/awards', '/batches/new', '/claim-links/new']) {
      expect(missing(await open(path), 'Badge'), path).to.deep.equal([])
    }
    expect(missing(await open('/claim-cards/new?for=visitors'), 'Badge')).to.deep.equal([])
  })

  it('offers all of its groups wherever one is chosen', async () => {
    for (const path of ['/learners', '/awards', '/batches/new', '/claim-links/new']) {
      expect(missing(await open(path), 'Group'), path).to.deep.equal([])
    }
  })

  it('leads from its first page to all of its badges, which can be chosen by how they stand', async () => {
    expect(await open('')).to.contain(`href="/console/${stage.museum}/achievements"`)
    const first = await open('/achievements')
    const next = /href="[^"]*(\?after=[^"]+)"/.exec(first)?.[1] ?? ''
    expect(missing(`${first}${await open(`/achievements${next}`)}`, 'Badge')).to.deep.equal([])
    expect(missing(await open('/achievements?state=draft'), 'Badge')).to.have.length(many)
  })

  it('shows them all to the public, a page after the other', async () => {
    const page = async (path: string) =>
      (
        await fetch(`${stage.service.base}/organizations/${stage.museum}${path}`, {
          headers: { accept: 'text/html' },
        })
      ).text()
    const first = await page('')
    expect(missing(first, 'Badge')).not.to.deep.equal([])
    const next = /href="(\?after=[^"]+)"/.exec(first)?.[1] ?? ''
    expect(missing(`${first}${await page(next)}`, 'Badge')).to.deep.equal([])
  })

  it('finds each of its learners where one is awarded', async () => {
    const page = `/console/${stage.museum}/awards/new?achievement=${stage.achievementId}`
    for (const number of [1, 27, many]) {
      const found = await staff.submit(page, { search: `learner ${String(number)}`, find: 'true' })
      expect(found.html).to.contain(`>Learner ${String(number)}.<`)
    }
  })
})
