import { expect } from 'chai'
import type { NewClaimLink } from '../../src/claiming/claim-links.ts'
import { joinRequestTable } from '../../src/claiming/tables.ts'
import type { Caller } from '../../src/caller.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, hour, minute, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('class links and kiosks', (engine) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(engine)
  })
  afterEach(() => stage.stop())

  const claiming = () => stage.service.services.claiming
  const issuing = () => stage.service.services.issuing
  const at = (milliseconds: number) => timestamp(new Date(Date.now() + milliseconds))
  const open = (more: Partial<NewClaimLink> = {}, caller: Caller = stage.operator) =>
    claiming().links.open(caller, stage.museum, {
      name: 'Camp week',
      achievementId: stage.achievementId,
      startsAt: at(-hour),
      endsAt: at(day),
      limit: 30,
      approval: false,
      who: 'nickname',
      language: 'en',
      ...more,
    })
  const join = (link: Awaited<ReturnType<typeof open>>, nickname: string, accountId?: string) =>
    claiming().joining.join(link, {
      nickname,
      language: 'en',
      ...(accountId === undefined ? {} : { accountId }),
    })
  const learnerOf = async (learnerId = '') => stage.service.services.learners.byId(learnerId)

  it('without approval, whoever gives a nickname gets the badge at once, with a code of their own', async () => {
    const link = await open()
    const found = await claiming().links.byCode(claiming().links.codeOf(link).toLowerCase())
    expect(found.id).to.equal(link.id)
    const request = await join(link, ' Blue Otter 7 ')
    expect(request.state).to.equal('given')
    expect((await learnerOf(request.learnerId))?.name).to.equal('Blue Otter 7')
    const outcome = await claiming().ownCode(request)
    if (outcome.state !== 'done') throw new Error(outcome.state)
    const person = await stage.person('otter@family.example')
    await claiming().cards.claim(person, outcome.code, { as: 'self', language: 'en' })
    expect((await learnerOf(request.learnerId))?.accountId).to.equal(person.accountId)
    expect(await claiming().ownCode(request)).to.include({ state: 'taken' })
  })

  it('with approval, nothing is made before staff say yes; a no gives the place back', async () => {
    const link = await open({ approval: true, limit: 3 })
    const requests = [await join(link, 'One'), await join(link, 'Two'), await join(link, 'Three')]
    await expectRefusal(join(link, 'Four'), 'link-closed')
    expect(requests.map(({ state }) => state)).to.deep.equal(['waiting', 'waiting', 'waiting'])
    const { rows: before } = await stage.service.services.learners.list(
      stage.operator,
      stage.museum,
      {},
    )
    expect(before).to.have.length(0)
    const [one, two] = requests
    const { joining } = claiming()
    await joining.decline(stage.operator, stage.museum, one?.id ?? '')
    await expectRefusal(joining.approve(stage.operator, stage.museum, one?.id ?? ''), 'conflict')
    const given = await joining.approve(stage.operator, stage.museum, two?.id ?? '')
    expect(given.state).to.equal('given')
    expect((await issuing().byId(given.awardId ?? ''))?.awardedBy).to.equal(
      stage.operator.accountId,
    )
    await join(link, 'Four')
    expect(await joining.approveAll(stage.operator, stage.museum, link.id)).to.equal(2)
    const { rows } = await joining.list(stage.operator, stage.museum, link.id, { state: 'given' })
    expect(rows.map(({ nickname }) => nickname)).to.have.members(['Two', 'Three', 'Four'])
    expect((await issuing().list(stage.operator, stage.museum, {})).rows).to.have.length(3)
  })

  it('thirty at once: as many as the limit says get it, and no more', async () => {
    const link = await open({ limit: 10 })
    const answers = await Promise.allSettled(
      Array.from({ length: 30 }, (_, number) => join(link, `Child ${String(number)}`)),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(10)
    const found = await claiming().links.read(stage.operator, stage.museum, link.id)
    expect(found.used).to.equal(10)
    expect(claiming().links.stateOf(found)).to.equal('full')
    expect((await issuing().list(stage.operator, stage.museum, {})).rows).to.have.length(10)
  })

  it('is closed before its days, after them, and when staff close it', async () => {
    const early = await open({ startsAt: at(hour) })
    await expectRefusal(join(early, 'Early'), 'link-closed')
    expect(claiming().links.stateOf(early)).to.equal('not-yet')
    const link = await open()
    await claiming().links.close(stage.operator, stage.museum, link.id)
    await expectRefusal(join(link, 'Late'), 'link-closed')
    const other = await open()
    stage.service.pass(2 * day)
    expect(claiming().links.stateOf(other)).to.equal('over')
    await expectRefusal(join(other, 'Late'), 'link-closed')
  })

  it('signed in it goes into the backpack, to whom the organization knows already, and once only', async () => {
    const person = await stage.person('anna@family.example')
    const held = await stage.held(person)
    const achievementId = await stage.publish(stage.museum, 'Another')
    const link = await open({ achievementId, who: 'account' })
    await expectRefusal(join(link, 'Nobody'), 'not-signed-in')
    const first = await join(link, 'Anna', person.accountId)
    const again = await join(link, 'Anna', person.accountId)
    expect(again.id).to.equal(first.id)
    expect(first.learnerId).to.equal(held.learnerId)
    const backpack = await stage.service.services.portfolio.backpack(person)
    expect(backpack.map(({ award }) => award.id)).to.have.members([held.id, first.awardId])
  })

  it('an approval that was cut off anywhere is finished by the worker, with one learner and one award', async () => {
    const link = await open()
    const requests = stage.service.storage.open(joinRequestTable)
    for (const kept of ['nothing', 'learner'] as const) {
      const { id, awardId } = await join(link, kept)
      await requests.change(id, ({ learnerId, awardId: _gone, ...request }) => ({
        ...request,
        state: 'approved',
        ...(kept === 'nothing' || learnerId === undefined ? {} : { learnerId }),
      }))
      stage.service.pass(2 * minute)
      await stage.service.services.worker.runDue()
      const after = await requests.get(id)
      expect(after?.state, kept).to.equal('given')
      if (kept === 'learner') expect(after?.awardId).to.equal(awardId)
      expect(await issuing().ofLearner(after?.learnerId ?? ''), kept).to.have.length(1)
    }
  })

  it('a kiosk gives at once, shows a card for two minutes only, and stops when staff say so', async () => {
    const link = await open({ approval: true })
    const { kiosks, joining } = claiming()
    const { kiosk, token } = await kiosks.open(stage.operator, stage.museum, link.id)
    const request = await kiosks.give(token, { nickname: 'Fox 3', language: 'en' })
    expect(request.state).to.equal('given')
    const own = joining.tokenOf(request)
    expect((await kiosks.given(kiosk, own))?.id).to.equal(request.id)
    stage.service.pass(3 * minute)
    expect(await kiosks.given(kiosk, own)).to.equal(undefined)
    const other = await kiosks.open(stage.operator, stage.museum, link.id)
    await expectRefusal(kiosks.given(other.kiosk, own), 'not-found')
    await kiosks.close(stage.operator, stage.museum, kiosk.id)
    await expectRefusal(kiosks.give(token, { nickname: 'No', language: 'en' }), 'link-closed')
    stage.service.pass(13 * hour)
    await expectRefusal(kiosks.use(other.token), 'link-closed')
  })

  it('belongs to staff who may award, of its own organization', async () => {
    const link = await open()
    const request = await join(link, 'Somebody')
    const viewer = await stage.staff('viewer', 'viewer@links.example')
    const stranger = await stage.person('stranger@links.example')
    const { links, joining, kiosks } = claiming()
    for (const [who, code] of [
      [viewer, 'not-allowed'],
      [stranger, 'not-found'],
    ] as const) {
      await expectRefusal(open({}, who), code)
      await expectRefusal(links.read(who, stage.museum, link.id), code)
      await expectRefusal(links.close(who, stage.museum, link.id), code)
      await expectRefusal(kiosks.open(who, stage.museum, link.id), code)
      await expectRefusal(joining.list(who, stage.museum, link.id, {}), code)
      await expectRefusal(joining.approve(who, stage.museum, request.id), code)
      await expectRefusal(joining.decline(who, stage.museum, request.id), code)
    }
    const elsewhere = await stage.organization('Another museum')
    await expectRefusal(links.read(stage.operator, elsewhere, link.id), 'not-found')
    await expectRefusal(joining.approve(stage.operator, elsewhere, request.id), 'not-found')
  })
})
