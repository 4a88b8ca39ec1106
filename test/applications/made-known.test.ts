import { expect } from 'chai'
import { hour } from '../app/stage.ts'
import { setApplying, type Applying } from './applying.ts'

const milaTorres = { name: 'Mila Torres', language: 'en', ageBand: 'minor' } as const

describe('whoever becomes known by an application', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())
  const desk = () => here.applications.desk
  const person = (name: string) => here.stage.person(`${name}@youth.example`)
  const opened = async (name: string) => {
    const { operator, museum, publish } = here.stage
    const badge = await publish(museum, name)
    await here.applications.openings.set(operator, museum, badge, { state: 'open', who: 'anybody' })
    return badge
  }

  it('has one record, having applied for two badges before', async () => {
    const { stage } = here
    const who = await person('two-badges')
    const [one, other] = [await here.sent(who), await here.sent(who, here.rubricBadge)]
    const first = await here.approve(one.id)
    const second = await here.approve(other.id)
    expect(second.state).to.equal('given')
    expect(second.learnerId).to.equal(first.learnerId)
    const records = await stage.service.services.learners.ofAccount(who.accountId)
    expect(records).to.have.length(1)
  })

  it('has one record, also where both badges are approved in one moment', async () => {
    const { stage } = here
    const other = await stage.staff('awarder', 'other@museum.example')
    const yes = { decision: 'approve' } as const
    for (let round = 0; round < 8; round += 1) {
      const who = await person(`both-at-once-${round}`)
      const [one, two] = [await here.sent(who), await here.sent(who, here.rubricBadge)]
      const given = await Promise.all([
        desk().decide(stage.operator, stage.museum, one.id, yes),
        desk().decide(other, stage.museum, two.id, yes),
      ])
      expect(given.map(({ state }) => state)).to.deep.equal(['given', 'given'])
      const records = await stage.service.services.learners.ofAccount(who.accountId)
      expect(records.map(({ id }) => id)).to.deep.equal([given[0].learnerId])
      expect(given[1].learnerId).to.equal(given[0].learnerId)
    }
  })

  it('has one record as a child whose guardian applied for two badges; two children have two', async () => {
    const { stage, applications } = here
    const rosa = await person('rosa')
    const forChild = async (nickname: string, badge: string) => {
      const asked = { as: 'guardian', nickname, language: 'en' } as const
      const { id } = await applications.own.begin(rosa, badge, asked)
      await applications.own.keep(rosa, id, { words: `${nickname} did it.` })
      return applications.own.send(rosa, id)
    }
    const sent = [
      await forChild('Mila', stage.achievementId),
      await forChild('Mila', here.rubricBadge),
      await forChild('Teo', stage.achievementId),
    ]
    const given = await Promise.all(sent.map(({ id }) => here.approve(id)))
    const [mila, again, teo] = given.map(({ learnerId }) => learnerId)
    expect(again).to.equal(mila)
    expect(teo).not.to.equal(mila)
    const children = await stage.service.services.guardianship.guardians.childrenOf(rosa.accountId)
    expect(children.map(({ name }) => name)).to.have.members(['Mila', 'Teo'])
  })

  it('has one record as a child whose name is corrected between one yes and the next', async () => {
    const { stage, applications } = here
    const { learners, guardianship } = stage.service.services
    const rosa = await person('renaming')
    const forMila = async (badge: string) => {
      const asked = { as: 'guardian', nickname: 'Mila', language: 'en' } as const
      const { id } = await applications.own.begin(rosa, badge, asked)
      await applications.own.keep(rosa, id, { words: 'Mila did it.' })
      return id
    }
    const draft = await forMila(await opened('River Walker'))
    const [one, other] = [await forMila(stage.achievementId), await forMila(here.rubricBadge)]
    for (const id of [one, other]) await applications.own.send(rosa, id)
    const { learnerId = '' } = await here.approve(one)
    await learners.change(stage.operator, stage.museum, learnerId, milaTorres)
    const again = await applications.own.begin(
      rosa,
      (await here.stored(draft))?.achievementId ?? '',
      { as: 'guardian', childId: learnerId, language: 'en' },
    )
    expect(again.id).to.equal(draft)
    expect((await here.approve(other)).learnerId).to.equal(learnerId)
    const children = await guardianship.guardians.childrenOf(rosa.accountId)
    expect(children.map(({ id }) => id)).to.deep.equal([learnerId])
  })

  it('has one record, also where everything stops before the other applications say so', async () => {
    const { stage, applications } = here
    const { services } = stage.service
    const rosa = await person('stopped-between')
    const sent = []
    for (const badge of [stage.achievementId, here.rubricBadge]) {
      const asked = { as: 'guardian', nickname: 'Mila', language: 'en' } as const
      const { id } = await applications.own.begin(rosa, badge, asked)
      await applications.own.keep(rosa, id, { words: 'Mila did it.' })
      sent.push(await applications.own.send(rosa, id))
    }
    const [one, other] = sent.map(({ id }) => id)
    here.stopBeforeChange(other ?? '')
    expect((await here.approve(one ?? '')).state).to.equal('approved')
    stage.service.pass(hour)
    await services.worker.runDue()
    const { learnerId = '', state } = (await here.stored(one ?? '')) ?? {}
    expect(state).to.equal('given')
    await services.learners.change(stage.operator, stage.museum, learnerId, milaTorres)
    expect((await here.approve(other ?? '')).learnerId).to.equal(learnerId)
  })

  it('brings back no guardian whose guardianship was ended, whatever was cut off before', async () => {
    const { stage, applications } = here
    const { learners, guardianship, worker } = stage.service.services
    const rosa = await person('ended')
    const forMila = async () => {
      const asked = { as: 'guardian', nickname: 'Mila', language: 'en' } as const
      const { id } = await applications.own.begin(rosa, stage.achievementId, asked)
      await applications.own.keep(rosa, id, { words: 'Mila did it.' })
      return (await applications.own.send(rosa, id)).id
    }
    const { newcomers } = learners
    const { over } = newcomers
    newcomers.over = async () => {
      newcomers.over = over
      throw new Error('stopped')
    }
    const first = await forMila()
    expect((await here.approve(first)).state).to.equal('approved')
    stage.service.pass(hour)
    await worker.runDue()
    const mila = await learners.byId((await here.stored(first))?.learnerId ?? '')
    if (mila === undefined) throw new Error('there is no such learner')
    const by = { role: 'staff', accountId: stage.operator.accountId, reason: 'A court.' } as const
    await guardianship.guardians.end(mila, rosa.accountId, by)
    const { learnerId } = await here.approve(await forMila())
    expect(learnerId).not.to.equal(mila.id)
    expect(await guardianship.guardians.relationTo(rosa.accountId, mila)).to.equal(undefined)
  })
})
