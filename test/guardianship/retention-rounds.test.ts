import { expect } from 'chai'
import { defaultPolicy, usualRetention } from '../../src/guardianship/policy.ts'
import { policyTable } from '../../src/guardianship/tables.ts'
import { learnerTable } from '../../src/learners/tables.ts'
import { shareTable, shareViewsTable } from '../../src/portfolio/tables.ts'
import { timestamp } from '../../src/world.ts'
import { day, hour, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('a round of the retention times', (engine) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(engine)
    await services().worker.runDue()
  })
  afterEach(() => stage.stop())

  const services = () => stage.service.services
  const month = 31 * day
  const after = async (milliseconds: number) => {
    stage.service.pass(milliseconds + day + hour)
    for (let turn = 0; turn < 30; turn += 1) await services().worker.runDue()
  }
  const add = async (organizationId = stage.museum) =>
    services().learners.add(stage.operator, organizationId, {
      name: 'Left Long Ago',
      language: 'en',
      ageBand: 'unknown',
    })
  const isThere = async (learnerId: string) =>
    (await services().learners.byId(learnerId)) !== undefined

  it('comes to the next organization where one fails always, and says so without a name', async () => {
    const next = await stage.organization('The next one')
    const learner = await add(next)
    // No calendar holds a day that lies so far back.
    const retention = { ...usualRetention, sentInDays: 1e12 }
    await stage.service.storage
      .open(policyTable)
      .insert({ id: stage.museum, policy: { ...defaultPolicy, retention } })
    await after(0)
    await after(13 * month)
    expect(await isThere(learner.id)).to.equal(false)
    const said = stage.service.logLines.filter((line) => line.includes('"retention"'))
    expect(said).not.to.deep.equal([])
    expect(said.join('')).not.to.contain(stage.museum)
  })

  it('comes to the next learner where one fails always', async () => {
    const broken = await add()
    stage.service.pass(2000)
    const next = await add()
    await after(0)
    await stage.service.storage
      .open(learnerTable)
      .change(broken.id, (found) => ({ ...found, idleSince: 'no time at all' }))
    await after(13 * month)
    expect(await isThere(broken.id)).to.equal(true)
    expect(await isThere(next.id)).to.equal(false)
  })

  it('removes links that are over, with who looked, when their time has come; open ones stay', async () => {
    const owner = await stage.person('owner@rounds.example')
    const award = await stage.held(owner)
    const { portfolio, world } = services()
    const inDays = (days: number) => timestamp(new Date(world.now().getTime() + days * day))
    const share = async (days: number) =>
      portfolio.share(owner, award.id, { endsAt: inDays(days), nameForm: 'none' })
    const [ended, closed, later] = [await share(10), await share(300), await share(360)]
    await fetch(`${stage.service.base}/s/${ended.id}`)
    await portfolio.close(owner, closed.id)
    const shares = stage.service.storage.open(shareTable)
    const left = async () =>
      (await shares.getMany([ended.id, closed.id, later.id])).map(({ id }) => id)
    const views = async () =>
      (
        await stage.service.storage
          .open(shareViewsTable)
          .find({ index: 'byShare', equals: { shareId: ended.id }, limit: 10 })
      ).rows.length
    await after(200 * day)
    expect(await left()).to.deep.equal([ended.id, closed.id, later.id])
    expect(await views()).to.equal(1)
    const { policies } = services().guardianship
    await policies.change(stage.operator, stage.museum, {
      ...defaultPolicy,
      retention: { ...usualRetention, endedSharesMonths: 2 },
    })
    await after(0)
    expect(await left()).to.deep.equal([later.id])
    expect(await views()).to.equal(0)
  })

  it('of an organization that chose its times before there was one for links takes the usual one', async () => {
    const { endedSharesMonths: _new, ...before } = usualRetention
    const { policies } = services().guardianship
    const policy = { ...defaultPolicy, retention: before }
    await policies.change(stage.operator, stage.museum, policy)
    expect((await policies.read(stage.operator, stage.museum)).retention).to.deep.equal(
      usualRetention,
    )
  })
})
