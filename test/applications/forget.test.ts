import { expect } from 'chai'
import { applicationTable } from '../../src/applications/tables.ts'
import { day } from '../app/stage.ts'
import { setApplying, type Applying } from './applying.ts'

describe('applications that are not kept', () => {
  let here: Applying
  beforeEach(async () => {
    here = await setApplying()
  })
  afterEach(() => here.stage.stop())

  const isKept = async (fileId: string | undefined) => {
    const files = here.stage.service.services
    return (
      (await files.applications.readEvidence(here.zoe, fileId ?? '').catch(() => undefined)) !==
      undefined
    )
  }
  const goRound = async () => {
    const { service } = here.stage
    // The first round is a day away.
    for (let time = 0; time < 6; time += 1) {
      await service.services.worker.runDue()
      service.pass(day / 2)
    }
  }

  it('go with the learner, with every file', async () => {
    const { stage } = here
    const { id, fileIds } = await here.sent()
    const { learnerId = '' } = await here.approve(id)
    await stage.service.services.learners.amend(learnerId, (found) => {
      const { accountId: _account, ...rest } = found
      return rest
    })
    await stage.service.services.removal.remove(stage.operator, stage.museum, learnerId, 'asked')
    expect(await here.stored(id)).to.equal(undefined)
    expect(await isKept(fileIds[0])).to.equal(false)
  })

  it('of somebody who keeps their badges leave the evidence that these name, and nothing else', async () => {
    const { stage, applications, zoe } = here
    const open = await here.sent(zoe, here.rubricBadge)
    const { id, fileIds } = await here.sent()
    const { learnerId = '' } = await here.approve(id)
    expect((await here.stored(open.id))?.learnerId).to.equal(learnerId)
    await stage.service.services.removal.remove(stage.operator, stage.museum, learnerId, 'asked')
    const left = await here.stored(id)
    expect(JSON.stringify(left)).not.to.contain('measured').and.not.contain('Zoe')
    expect(await isKept(fileIds[0])).to.equal(true)
    expect(await here.stored(open.id)).to.equal(undefined)
    const { rows } = await applications.desk.list(stage.operator, stage.museum, { state: 'given' })
    expect(rows).to.deep.equal([])
  })

  it('go when their time is over: declined, withdrawn, left lying; what waits for staff after a year', async () => {
    const { stage, applications } = here
    const person = (name: string) => stage.person(`${name}@youth.example`)
    const [declined, withdrawn, left, waiting] = [
      await here.sent(await person('declined')),
      await here.sent(await person('withdrawn')),
      await here.begin(await person('left')),
      await here.sent(await person('waiting')),
    ]
    const no = { decision: 'decline', words: 'Not yet.' } as const
    await applications.desk.decide(stage.operator, stage.museum, declined.id, no)
    await applications.own.withdraw(await person('withdrawn'), withdrawn.id)
    await goRound()
    expect(await here.stored(declined.id)).not.to.equal(undefined)
    stage.service.pass(90 * day)
    await goRound()
    const gone = await Promise.all([declined, withdrawn, left].map(({ id }) => here.stored(id)))
    expect(gone).to.deep.equal([undefined, undefined, undefined])
    expect((await here.stored(waiting.id))?.state).to.equal('waiting')
    stage.service.pass(280 * day)
    await goRound()
    expect(await here.stored(waiting.id)).to.equal(undefined)
  })

  it('that led to a badge lose the files that are no evidence of it', async () => {
    const { stage, applications } = here
    const { id, fileIds } = await here.sent()
    await applications.desk.decide(stage.operator, stage.museum, id, {
      decision: 'approve',
      evidence: ['link-0'],
    })
    expect(await isKept(fileIds[0])).to.equal(true)
    stage.service.pass(91 * day)
    await goRound()
    expect(await isKept(fileIds[0])).to.equal(false)
    expect((await here.stored(id))?.work.files).to.deep.equal([])
  })

  it('of an account that is deleted go; where a badge came of one, the evidence that it names stays', async () => {
    const { applications, zoe } = here
    const given = await here.sent()
    await here.approve(given.id)
    const open = await here.sent(zoe, here.rubricBadge)
    await applications.forget.ofAccount(zoe.accountId, { isLast: false })
    expect(await here.stored(open.id)).to.equal(undefined)
    const left = await here.stored(given.id)
    expect(left?.fileIds).to.deep.equal(given.fileIds)
    expect(JSON.stringify(left)).not.to.contain('measured')
  })

  it('of an account that is deleted go, however many there are', async () => {
    const { stage, applications, zoe } = here
    const table = stage.service.storage.open(applicationTable)
    const { version: _version, ...one } = await here.sent()
    const many = Array.from({ length: 1100 }, (_, number) => {
      const id = `many${String(number).padStart(18, '0')}`
      return { ...one, id, seat: id, fileIds: [], state: 'withdrawn' } as const
    })
    await table.insertMany(many)
    await applications.forget.ofAccount(zoe.accountId, { isLast: false })
    const query = { index: 'byAccount', equals: { accountId: zoe.accountId }, limit: 10 } as const
    expect((await table.find(query)).rows).to.deep.equal([])
  })
})
