import { expect } from 'chai'
import { setStage, type Stage } from '../app/stage.ts'

describe('the pages of a backpack', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async () => {
    stage = await setStage()
  })
  after(() => stage.stop())

  it('say the day on which a badge was awarded, as its certificate does, where it was entered later', async () => {
    const { service } = stage
    await stage.award(
      { name: 'Ada', email: 'ada@backpack.example', ageBand: 'adult' },
      { awardedDate: '2024-05-02T00:00:00Z' },
    )
    const learner = service.visitor()
    const claim = await service.linkMailedTo('ada@backpack.example', '/claim/')
    const { html } = await learner.submit(claim, {})
    const held = /href="(\/backpack\/[\w-]{22})"/.exec(html)?.[1] ?? ''
    for (const path of ['/backpack', held]) {
      expect((await learner.open(path)).html, path).to.contain('May 2, 2024')
    }
  })
})
