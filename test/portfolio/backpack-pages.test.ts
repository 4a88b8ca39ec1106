import { expect } from 'chai'
import { signIn } from '../journeys/people.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'

describe('the pages of a backpack', function () {
  this.timeout(60_000)
  const network = fakeNetwork()
  let stage: Stage
  let issuer: Awaited<ReturnType<typeof createForeignIssuer>>
  before(async () => {
    stage = await setStage(undefined, { network })
    issuer = await createForeignIssuer()
    await issuer.serve(network)
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

  it('show a few badges side by side, wherever they are from, and their links at one place', async () => {
    const { service } = stage
    const email = 'bo@backpack.example'
    const bo = await stage.person(email)
    await stage.held(bo, 'adult', 'Bo')
    await service.services.imports.bringIn(bo, await issuer.sign(issuer.unsigned()))
    const { html } = await (await signIn(service, email)).open('/backpack')
    expect(html).to.contain('2 badges').and.to.contain('Tide pool ecologist')
    expect(html.match(/class="badge-grid/g)).to.have.length(1)
  })

  it('have the one switch of all links, and promise nothing, where every badge is from elsewhere', async () => {
    const { service } = stage
    const email = 'cy@backpack.example'
    const cy = await stage.person(email)
    await service.services.imports.bringIn(cy, await issuer.sign(issuer.unsigned()))
    const { html } = await (await signIn(service, email)).open('/backpack')
    expect(html).to.contain('Who can see my badges').and.not.to.contain('What comes next')
  })
})
