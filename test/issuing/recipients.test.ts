import { expect } from 'chai'
import { expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'

describe('the awards of an organization', function () {
  this.timeout(120_000)
  let stage: Stage
  let staff: Visitor
  let list: string
  const ids = new Map<string, string>()

  before(async () => {
    stage = await setStage()
    list = `/console/${stage.museum}/awards`
    for (const name of ['Ana', 'Bo', 'Cleo', 'Dario']) {
      const address = name === 'Dario' ? {} : { email: `${name.toLowerCase()}@family.example` }
      const { id } = await stage.award({ name, ageBand: 'adult', ...address })
      ids.set(name, id)
    }
    await stage.service.services.worker.runDue()
    staff = await signIn(stage.service, 'operator@service.example')
  })
  after(() => stage.stop())

  const idOf = (name: string) => ids.get(name) ?? ''
  const named = (html: string) =>
    ['Ana', 'Bo', 'Cleo', 'Dario'].filter((name) => html.includes(`<bdi>${name}</bdi>`))
  const stateOf = async (name: string) =>
    (await stage.service.services.issuing.byId(idOf(name)))?.state
  const deed = (fields: Record<string, string>) => staff.press(list, `${list}/deeds`, fields)

  it('are found by name, badge, group and state', async () => {
    expect(named((await staff.open(list)).html)).to.have.length(4)
    expect(named((await staff.open(`${list}?search=cle`)).html)).to.deep.equal(['Cleo'])
    const other = await stage.publish(stage.museum, 'Another badge')
    expect(named((await staff.open(`${list}?badge=${other}`)).html)).to.deep.equal([])
    expect(named((await staff.open(`${list}?badge=${stage.achievementId}`)).html)).to.have.length(4)
    const { learners, issuing } = stage.service.services
    const { id } = await learners.groups.create(stage.operator, stage.museum, 'Week 1')
    const award = await issuing.byId(idOf('Bo'))
    await learners.groups.add(stage.operator, stage.museum, id, [award?.learnerId ?? ''])
    expect(named((await staff.open(`${list}?group=${id}`)).html)).to.deep.equal(['Bo'])
    expect(named((await staff.open(`${list}?state=unclaimed`)).html)).to.have.length(4)
    await stage.meddle(idOf('Ana'), (one) => ({ ...one, delivery: 'bounced' }))
    expect(named((await staff.open(`${list}?state=mail`)).html)).to.deep.equal(['Ana'])
    expect((await staff.open(`/console/${stage.museum}`)).html).to.contain('state=mail')
  })

  it('those of one learner stand on the learner’s page, and the API tells them apart', async () => {
    const { learnerId = '' } = (await stage.service.services.issuing.byId(idOf('Cleo'))) ?? {}
    const page = await staff.open(`/console/${stage.museum}/learners/${learnerId}`)
    expect(page.html).to.contain(`href="/console/${stage.museum}/awards/${idOf('Cleo')}"`)
    expect(page.html).to.contain(`/awards/new?learner=${learnerId}`)
    expect(page.html).not.to.contain(idOf('Bo'))
    const { issuing } = stage.service.services
    const listed = async (query: { state?: 'issued' | 'revoked' }) =>
      (await issuing.list(stage.operator, stage.museum, { learnerId, ...query })).rows.map(
        ({ id }) => id,
      )
    expect(await listed({})).to.deep.equal([idOf('Cleo')])
    expect(await listed({ state: 'revoked' })).to.deep.equal([])
  })

  it('one is suspended with a reason and counts again, from its line', async () => {
    const asked = await deed({ one: `suspend:${idOf('Bo')}`, back: 'state=issued' })
    expect(asked.status).to.equal(200)
    expect(named(asked.html)).to.deep.equal(['Bo'])
    expect(await stateOf('Bo')).to.equal('issued')
    const sent = { deed: 'suspend', asked: 'true', awardIds: idOf('Bo') }
    const without = await staff.press(list, `${list}/deeds`, sent)
    expect(without.status).to.equal(422)
    const done = await deed({
      ...sent,
      reason: 'The photo was of another river.',
      back: 'state=issued',
    })
    expect(done.path).to.contain('state=issued').and.contain('done=suspend')
    expect(await stateOf('Bo')).to.equal('suspended')
    await deed({ one: `reinstate:${idOf('Bo')}` })
    expect(await stateOf('Bo')).to.equal('issued')
  })

  it('several are taken back at once; what cannot be is told and keeps no other from it', async () => {
    await deed({ deed: 'revoke', awardIds: idOf('Cleo'), reason: 'Wrong badge.' })
    const done = await deed({
      deed: 'revoke',
      'awardIds[0]': idOf('Cleo'),
      'awardIds[1]': idOf('Dario'),
      reason: 'Wrong badge.',
    })
    expect(done.path).to.contain('count=1').and.contain('others=1').and.contain('already-revoked')
    expect(await stateOf('Dario')).to.equal('revoked')
    // Neither waits for anybody any more.
    const { unclaimed } = await stage.service.services.issuing.recipients.attention(
      stage.operator,
      stage.museum,
    )
    expect(unclaimed).to.equal(2)
  })

  it('whoever may only look sees no deeds, and may do none', async () => {
    await stage.staff('viewer', 'viewer@museum.example')
    const viewer = await signIn(stage.service, 'viewer@museum.example')
    const { html } = await viewer.open(list)
    expect(html).not.to.contain('name="one"').and.not.contain('name="search"')
    const refused = await viewer.press(list, `${list}/deeds`, { one: `revoke:${idOf('Bo')}` })
    expect(refused.status).to.equal(403)
    expect((await viewer.open(`${list}?search=bo`)).status).to.equal(403)
    const home = `/console/${stage.museum}`
    expect((await viewer.open(home)).html).not.to.contain(`href="${home}/learners"`)
    expect((await staff.open(home)).html).to.contain(`href="${home}/learners"`)
    expect(await stateOf('Bo')).to.equal('issued')
  })

  it('those of another organization are not there', async () => {
    const elsewhere = await stage.organization('Library')
    const { issuing } = stage.service.services
    const theirs = { achievementId: stage.achievementId }
    await expectRefusal(issuing.recipients.find(stage.operator, elsewhere, theirs), 'not-found')
    const page = `/console/${elsewhere}/awards`
    const done = await staff.press(page, `${page}/deeds`, {
      one: `revoke:${idOf('Bo')}`,
      reason: 'Mine now.',
    })
    expect(done.path).to.contain('others=1')
    expect(await stateOf('Bo')).to.equal('issued')
  })
})
