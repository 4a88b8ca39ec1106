import { expect } from 'chai'
import { defaultPolicy, usualRetention } from '../../src/guardianship/policy.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, hour, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('the retention times of an organization', (engine) => {
  let stage: Stage
  beforeEach(async () => {
    stage = await setStage(engine)
    await services().worker.runDue()
  })
  afterEach(() => stage.stop())

  const services = () => stage.service.services
  const month = 31 * day
  const at = (milliseconds: number) =>
    timestamp(new Date(services().world.now().getTime() + milliseconds))

  /** The round of a day, to its end: as often as the worker would be asked. */
  const aRound = async () => {
    stage.service.pass(day + hour)
    for (let turn = 0; turn < 30; turn += 1) await services().worker.runDue()
  }
  const after = async (milliseconds: number) => {
    stage.service.pass(milliseconds)
    await aRound()
  }
  const isThere = async (learnerId: string) =>
    (await services().learners.byId(learnerId)) !== undefined
  const add = async (name: string) =>
    services().learners.add(stage.operator, stage.museum, {
      name,
      language: 'en',
      ageBand: 'unknown',
    })
  const acts = async () => (await services().audit.list(stage.museum)).rows

  it('a learner who left is removed when their time is over, and not before', async () => {
    const { id } = await add('Left Long Ago')
    await aRound()
    await after(11 * month)
    expect(await isThere(id)).to.equal(true)
    await after(2 * month)
    expect(await isThere(id)).to.equal(false)
    expect((await acts()).find(({ act }) => act === 'retention.carried-out')).to.deep.include({
      actor: 'service',
      facts: { rows: 0, requests: 0, applications: 0, learners: 1 },
    })
    expect((await acts()).find(({ act }) => act === 'learner.removed')).to.deep.include({
      object: id,
      facts: { reason: 'time-over', awards: 0 },
    })
  })

  it('whoever has an open group, an account or a guardian is kept, and counts anew when that is over', async () => {
    const [pupil, ward] = [await add('Pupil'), await add('Ward')]
    const owner = await stage.person('owner@retention.example')
    const held = await stage.held(owner)
    const guardian = await stage.person('guardian@retention.example')
    const { guardianship, learners } = services()
    await guardianship.guardians.claimedBy(guardian.accountId, ward.id, 'slip')
    const group = await learners.groups.create(stage.operator, stage.museum, 'Class')
    await learners.groups.add(stage.operator, stage.museum, group.id, [pupil.id])
    await aRound()
    await after(60 * month)
    for (const id of [pupil.id, ward.id, held.learnerId]) expect(await isThere(id)).to.equal(true)

    await learners.groups.archive(stage.operator, stage.museum, group.id)
    await aRound()
    await after(11 * month)
    expect(await isThere(pupil.id)).to.equal(true)
    await learners.groups.reopen(stage.operator, stage.museum, group.id)
    await aRound()
    await learners.groups.archive(stage.operator, stage.museum, group.id)
    await aRound()
    await after(11 * month)
    expect(await isThere(pupil.id)).to.equal(true)
    await after(2 * month)
    expect(await isThere(pupil.id)).to.equal(false)
  })

  it('a badge that nobody ever took goes with its learner, and is revoked', async () => {
    const award = await stage.award({ name: 'Nobody Came' })
    await aRound()
    await after(13 * month)
    expect(await isThere(award.learnerId)).to.equal(true)
    await after(24 * month)
    expect(await isThere(award.learnerId)).to.equal(false)
    const gone = await services().issuing.byId(award.id)
    expect(gone).to.include({ state: 'revoked' }).and.not.have.property('credential')
  })

  it('another badge gives the whole time anew', async () => {
    const award = await stage.award({ name: 'Comes Back' })
    await aRound()
    await after(30 * month)
    await services().issuing.award(stage.operator, stage.museum, {
      achievementId: stage.achievementId,
      learner: { learnerId: award.learnerId },
      statement: { evidence: [], hashedIdentity: false },
    })
    await after(30 * month)
    expect(await isThere(award.learnerId)).to.equal(true)
    await after(7 * month)
    expect(await isThere(award.learnerId)).to.equal(false)
  })

  it('what rows said that led to no badge is emptied, of batches that nobody is at work on', async () => {
    const { batches } = services().issuing
    const { id } = await batches.create(stage.operator, stage.museum, {
      name: 'Camp',
      achievementId: stage.achievementId,
      rows: [{ cells: { name: 'Never Awarded', email: 'no address' } }],
    })
    await services().worker.runDue()
    await after(20 * day)
    const row = async () => batches.row(stage.operator, stage.museum, id, 1)
    expect((await row()).cells).to.include({ name: 'Never Awarded' })
    await after(15 * day)
    expect(await row()).to.deep.include({ cells: {}, state: 'left-out' })
    for await (const { row: stored } of stage.service.storage.dump()) {
      expect(JSON.stringify(stored)).not.to.contain('Never Awarded')
    }
  })

  it('requests that were declined, or that nobody decided, are removed; those that wait in an open link stay', async () => {
    const { links, joining } = services().claiming
    const open = async (days: number) =>
      links.open(stage.operator, stage.museum, {
        name: 'Camp week',
        achievementId: stage.achievementId,
        startsAt: at(-hour),
        endsAt: at(days * day),
        limit: 30,
        approval: true,
        who: 'nickname',
        language: 'en',
      })
    const [short, long] = [await open(2), await open(90)]
    const ask = async (link: typeof short, nickname: string) =>
      joining.join(link, { nickname, language: 'en' })
    await ask(short, 'Undecided')
    const no = await ask(long, 'Declined')
    await joining.decline(stage.operator, stage.museum, no.id)
    await ask(long, 'Waits')
    await after(40 * day)
    const left = async (linkId: string) =>
      (await joining.list(stage.operator, stage.museum, linkId, {})).rows.map(
        ({ nickname }) => nickname,
      )
    expect(await left(short.id)).to.deep.equal([])
    expect(await left(long.id)).to.deep.equal(['Waits'])
  })

  it('mails that lie as files go after thirty days', async () => {
    await stage.award({ name: 'Ana', email: 'ana@retention.example', ageBand: 'adult' })
    await services().worker.runDue()
    expect(await stage.mails()).to.have.length(1)
    await after(10 * day)
    expect(await stage.mails()).to.have.length(1)
    await after(25 * day)
    expect(await stage.mails()).to.have.length(0)
  })

  it('goes on where it was stopped, and comes to every organization', async function () {
    this.timeout(120_000)
    const ids: string[] = []
    for (let number = 0; number < 45; number += 1) {
      const place = await stage.organization(`Place ${number}`)
      ids.push(
        (
          await services().learners.add(stage.operator, place, {
            name: 'Somebody',
            language: 'en',
            ageBand: 'unknown',
          })
        ).id,
      )
    }
    const steps = async () => {
      stage.service.pass(day + hour)
      while ((await services().worker.runDue()) > 0);
    }
    await steps()
    stage.service.pass(13 * month)
    await steps()
    expect(await services().learners.byIds(ids)).to.deep.equal([])
  })

  it('are chosen by owners within bounds, and left as they are by whoever says nothing of them', async () => {
    const { policies } = services().guardianship
    expect((await policies.read(stage.operator, stage.museum)).retention).to.deep.equal(
      usualRetention,
    )
    const chosen = { ...usualRetention, leftMonths: 3 }
    await policies.change(stage.operator, stage.museum, { ...defaultPolicy, retention: chosen })
    await policies.change(stage.operator, stage.museum, { ...defaultPolicy, adultAge: 21 })
    expect(await policies.read(stage.operator, stage.museum)).to.deep.include({
      adultAge: 21,
      retention: chosen,
    })
    const editor = await stage.staff('editor', 'editor@retention.example')
    await expectRefusal(policies.change(editor, stage.museum, defaultPolicy), 'not-allowed')
    const key = await stage.key(
      stage.operator,
      ['organizations:read', 'organizations:write'],
      stage.museum,
    )
    const put = async (retention: Readonly<Record<string, number>>) =>
      fetch(`${stage.service.base}/api/v1/organizations/${stage.museum}/guardianship-policy`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...defaultPolicy, retention: { ...chosen, ...retention } }),
      })
    expect((await put({ leftMonths: 6 })).status).to.equal(200)
    for (const wrong of [
      { leftMonths: 0 },
      { unclaimedMonths: 121 },
      { sentInDays: 3.5 },
      { requestsDays: 366 },
    ]) {
      expect((await put(wrong)).status, JSON.stringify(wrong)).to.equal(400)
    }
    expect((await policies.of(stage.museum)).retention).to.deep.include({ leftMonths: 6 })
  })
})
