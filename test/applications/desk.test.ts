import { expect } from 'chai'
import { day, expectRefusal, hour } from '../app/stage.ts'
import { setApplying, type Applying } from './applying.ts'

const milaTorres = { name: 'Mila Torres', language: 'en', ageBand: 'minor' } as const

describe('staff who decide on applications', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())
  const desk = () => here.applications.desk
  const person = (name: string) => here.stage.person(`${name}@youth.example`)
  const awardsOf = async (learnerId = '') =>
    here.stage.service.services.issuing.ofLearner(learnerId)

  const opened = async (name: string) => {
    const { operator, museum, publish } = here.stage
    const badge = await publish(museum, name)
    await here.applications.openings.set(operator, museum, badge, { state: 'open', who: 'anybody' })
    return badge
  }

  it('approve: the badge is in the backpack, with the evidence, the level and their words', async () => {
    const { stage, rubricBadge } = here
    const who = await person('approved')
    const { id, fileIds } = await here.sent(who, rubricBadge)
    const given = await desk().decide(stage.operator, stage.museum, id, {
      decision: 'approve',
      narrative: 'Kept at it.',
      levels: [{ key: 'rubric', level: 1 }],
      words: 'Well done.',
    })
    expect(given.state).to.equal('given')
    const [award, ...others] = await stage.service.services.portfolio.backpack(who)
    expect(others).to.deep.equal([])
    expect(award?.award).to.include({ state: 'issued', id: given.approval?.awardId })
    expect(award?.award.statement).to.deep.equal({
      narrative: 'Kept at it.',
      level: 1,
      evidence: [
        { url: 'https://example.org/notes', name: 'My notes' },
        { url: `${stage.service.base}/evidence/${fileIds[0] ?? ''}`, name: 'IMG_1' },
      ],
      hashedIdentity: false,
    })
  })

  it('choose what goes into the badge', async () => {
    const { stage } = here
    const { id } = await here.sent(await person('chosen'))
    const { approval } = await desk().decide(stage.operator, stage.museum, id, {
      decision: 'approve',
      evidence: ['link-0'],
    })
    expect(approval?.statement.evidence.map(({ name }) => name)).to.deep.equal(['My notes'])
  })

  it('award once, even if two of them press at once, and again', async () => {
    const { stage } = here
    const { id } = await here.sent(await person('twice'))
    const other = await stage.staff('awarder', 'awarder@museum.example')
    const decision = { decision: 'approve' } as const
    await Promise.all([
      desk().decide(stage.operator, stage.museum, id, decision),
      desk().decide(other, stage.museum, id, decision),
    ])
    await desk().decide(other, stage.museum, id, decision)
    const { learnerId, history, state } = await desk().read(stage.operator, stage.museum, id)
    expect(state).to.equal('given')
    expect(history.map(({ act }) => act)).to.deep.equal(['sent', 'approved'])
    expect(await awardsOf(learnerId)).to.have.length(1)
    const no = { decision: 'decline', words: 'No.' } as const
    await expectRefusal(desk().decide(other, stage.museum, id, no), 'conflict')
  })

  it('lose nothing where the process stops after the yes: the worker makes the award, once', async () => {
    const { stage } = here
    const who = await person('stopped')
    const { id } = await here.sent(who)
    const { approval, learnerId } = await here.approve(id)
    for (const at of ['no learner', 'learner', 'award'] as const) {
      await here.meddle(id, (one) => {
        const { learnerId: _learner, ...rest } = one
        const cut = { ...rest, state: 'approved', seat: `${id}-seat` } as const
        return at === 'no learner' ? cut : { ...cut, learnerId: learnerId ?? '' }
      })
      stage.service.pass(hour)
      await stage.service.services.worker.runDue()
      const after = await here.stored(id)
      expect(after).to.include({ state: 'given', learnerId })
    }
    expect((await awardsOf(learnerId)).map((award) => award.id)).to.deep.equal([approval?.awardId])
  })

  it('say why, wherever they do not approve', async () => {
    const { stage } = here
    const { id } = await here.sent(await person('why'))
    for (const decision of ['return', 'decline'] as const) {
      await expectRefusal(
        desk().decide(stage.operator, stage.museum, id, { decision }),
        'invalid-request',
      )
    }
  })

  it('decide on what they have looked at, and not on what came after', async () => {
    const { stage, applications } = here
    const who = await person('newer')
    const { id, sentAt } = await here.sent(who)
    const back = { decision: 'return', words: 'More.' } as const
    await desk().decide(stage.operator, stage.museum, id, back)
    stage.service.pass(2000)
    await applications.own.send(who, id)
    const old = { decision: 'approve', ...(sentAt === undefined ? {} : { sentAt }) } as const
    await expectRefusal(desk().decide(stage.operator, stage.museum, id, old), 'changed-meanwhile')
  })

  it('approve nothing that comes in while they press: what they say yes to is what they saw', async () => {
    const { stage, applications } = here
    const who = await person('meanwhile')
    const { id } = await here.sent(who)
    const back = { decision: 'return', words: 'More.' } as const
    await desk().decide(stage.operator, stage.museum, id, back)
    here.afterNextRead(() => applications.own.send(who, id))
    const pressed = desk().decide(stage.operator, stage.museum, id, { decision: 'approve' })
    await expectRefusal(pressed, 'changed-meanwhile')
    expect((await here.stored(id))?.state).to.equal('waiting')
    expect((await here.approve(id)).state).to.equal('given')
  })

  it('make one record of whoever applied for two badges before they were known', async () => {
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

  it('make one record of whoever applied for two badges, also where both are approved in one moment', async () => {
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

  it('make one record of a child whose guardian applied for two badges, and two of two children', async () => {
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

  it('make one record of a child whose name is corrected between one yes and the next', async () => {
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

  it('make one record, also where everything stops before the other applications say so', async () => {
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

  it('bring back no guardian whose guardianship was ended, whatever was cut off before', async () => {
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

  it('count whoever waits, without learners whom the organization is letting go', async () => {
    const { stage } = here
    const { services } = stage.service
    const leaver = await person('leaver')
    const { learnerId } = await stage.held(leaver, 'adult', 'Lea Ver')
    const before = await desk().count(stage.museum)
    await here.sent(leaver)
    expect(await desk().count(stage.museum)).to.equal(before + 1)
    const removal = {
      at: services.world.now().toISOString(),
      by: 'service',
      reason: 'asked',
    } as const
    await services.learners.removing.begin(stage.museum, learnerId, () => ({
      how: 'let-go',
      removal,
    }))
    const { rows } = await desk().list(stage.operator, stage.museum, {})
    expect(await desk().count(stage.museum))
      .to.equal(before)
      .and.to.equal(rows.length)
  })

  it('are those who may award; viewers look, and others do not', async () => {
    const { stage } = here
    const { id } = await here.sent(await person('rights'))
    const viewer = await stage.staff('viewer', 'viewer@museum.example')
    const approve = { decision: 'approve' } as const
    expect((await desk().read(viewer, stage.museum, id)).id).to.equal(id)
    await expectRefusal(desk().decide(viewer, stage.museum, id, approve), 'not-allowed')
    const stranger = await person('stranger')
    await expectRefusal(desk().read(stranger, stage.museum, id), 'not-found')
    const library = await stage.organization('Library of Lakes')
    await expectRefusal(desk().decide(stage.operator, library, id, approve), 'not-found')
  })

  it('do not decide on what is their own, or of a child they look after: somebody else does', async () => {
    const { stage, applications } = here
    const teacher = await stage.staff('awarder', 'teacher@museum.example')
    const { guardians } = stage.service.services.guardianship
    const own = await here.sent(teacher)
    const kid = await person('kid-of-teacher')
    const { learnerId } = await stage.held(kid, 'minor', 'Kid Of Teacher')
    await guardians.claimedBy(teacher.accountId, learnerId, 'slip')
    const kids = await here.sent(kid)
    const { id: forKid } = await applications.own.begin(teacher, here.rubricBadge, {
      ...{ as: 'guardian', childId: learnerId, language: 'en' },
    })
    await applications.own.keep(teacher, forKid, { words: 'They did.' })
    const sentForKid = await applications.own.send(teacher, forKid)
    const key = {
      ...teacher,
      organizationId: stage.museum,
      scopes: new Set(['awards:write'] as const),
    }
    for (const { id } of [own, kids, sentForKid]) {
      for (const decision of ['approve', 'return', 'decline'] as const) {
        const asked = { decision, words: 'Mine.' }
        await expectRefusal(desk().decide(teacher, stage.museum, id, asked), 'own-application')
        await expectRefusal(desk().decide(key, stage.museum, id, asked), 'own-application')
      }
      expect((await here.stored(id))?.state).to.equal('waiting')
      expect((await here.approve(id)).state).to.equal('given')
    }
    const others = await here.sent(await person('no-kid-of-teacher'))
    const yes = { decision: 'approve' } as const
    expect((await desk().decide(teacher, stage.museum, others.id, yes)).state).to.equal('given')
  })

  it('see first who has waited longest', async () => {
    const { stage } = here
    const first = await here.sent(await person('first'))
    stage.service.pass(day)
    const second = await here.sent(await person('second'))
    const { rows } = await desk().list(stage.operator, stage.museum, {})
    const ids = rows.map(({ id }) => id)
    expect(ids.indexOf(first.id)).to.be.lessThan(ids.indexOf(second.id))
    expect(await desk().count(stage.museum)).to.equal(rows.length)
  })

  it('are told what is wrong with a yes before it is one', async () => {
    const { stage, rubricBadge } = here
    const { id } = await here.sent(await person('sound'), rubricBadge)
    const asked = { decision: 'approve', levels: [{ key: 'rubric', level: 5 }] } as const
    await expectRefusal(
      desk().decide(stage.operator, stage.museum, id, { ...asked, levels: [...asked.levels] }),
      'invalid-request',
    )
    expect((await here.stored(id))?.state).to.equal('waiting')
  })
})
