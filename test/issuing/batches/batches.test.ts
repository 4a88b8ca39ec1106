import { expect } from 'chai'
import type { Caller } from '../../../src/caller.ts'
import type { NewRow } from '../../../src/issuing/batches/read-list.ts'
import type { Batch, BatchRow, RowState } from '../../../src/issuing/batches/tables.ts'
import { expectRefusal, hour, minute, setStage, type Stage } from '../../app/stage.ts'
import { signIn } from '../../journeys/people.ts'
import { onEveryEngine } from '../../support/service.ts'

onEveryEngine('a batch of awards', (engine) => {
  let stage: Stage
  beforeEach(async () => void (stage = await setStage(engine)))
  afterEach(() => stage.stop())

  const batches = () => stage.service.services.issuing.batches
  const create = async (rows: readonly NewRow['cells'][], more: { achievementId?: string } = {}) =>
    batches().create(stage.operator, stage.museum, {
      name: 'Camp week',
      rows: rows.map((cells) => ({ cells })),
      achievementId: stage.achievementId,
      ...more,
    })
  const checked = async (rows: readonly NewRow['cells'][]) => {
    const { id } = await create(rows)
    await work()
    return read(id)
  }
  const read = (id: string) => batches().read(stage.operator, stage.museum, id)
  const work = async () => {
    while ((await stage.service.services.worker.runDue()) > 0);
  }
  const rowsOf = async (id: string): Promise<readonly BatchRow[]> =>
    (await batches().rows(stage.operator, stage.museum, id, {})).rows
  const statesOf = async (id: string): Promise<readonly RowState[]> =>
    (await rowsOf(id)).map(({ state }) => state)
  const start = async ({ id }: Batch, hold?: number) => {
    await batches().start(stage.operator, stage.museum, id, hold)
    await work()
  }
  const mend = (
    id: string,
    number: number,
    change: Parameters<ReturnType<typeof batches>['mend']>[4],
  ) => batches().mend(stage.operator, stage.museum, id, number, change)
  const backpackOf = async (learnerId: string) =>
    stage.service.services.issuing.ofLearner(learnerId)

  it('says of every row what is wrong with it before anything happens', async () => {
    const batch = await checked([
      { name: 'Ana', email: 'ana@batch.example' },
      { email: 'nobody' },
      { name: 'Ben', achievement: 'No such badge', level: '9' },
      { name: 'Cem', evidenceUrl: 'cem.pdf', activityEnd: '1.5.2026', language: 'tlh' },
      { name: 'Dea', level: 'Expert' },
      { learnerId: 'unknown' },
      { name: 'Eva', activityStart: '2026-05-02', activityEnd: '2026-05-01' },
      { name: 'Fin', achievement: '  river   WATCHER ' },
    ])
    expect(batch.state).to.equal('ready')
    const found = (await rowsOf(batch.id)).map(({ state, problems }) =>
      [state, ...problems.map(({ column, rule }) => `${column}: ${rule}`)].join(', '),
    )
    expect(found).to.deep.equal([
      'valid',
      'invalid, name: required, email: format',
      'invalid, achievement: achievement-unknown',
      'invalid, language: choice, evidenceUrl: web-address, activityEnd: format',
      'invalid, level: level-unknown',
      'invalid, learnerId: learner-unknown',
      'invalid, activityEnd: order',
      'valid',
    ])
    const { learners, issuing } = stage.service.services
    expect((await learners.list(stage.operator, stage.museum, {})).rows).to.have.length(0)
    expect((await issuing.list(stage.operator, stage.museum, {})).rows).to.have.length(0)
  })

  it('awards each valid row once, holds its mails back, and mails them when the time is over', async () => {
    const batch = await checked([
      { name: 'Ana', email: 'ana@batch.example', narrative: 'Counted mayflies.' },
      { name: 'Ben' },
      { name: 'Cem', email: 'no address' },
    ])
    await start(batch)
    expect((await read(batch.id)).state).to.equal('done')
    expect(await statesOf(batch.id)).to.deep.equal(['held', 'issued', 'invalid'])
    expect(await stage.mails()).to.have.length(0)
    stage.service.pass(16 * minute)
    await work()
    expect(await statesOf(batch.id)).to.deep.equal(['mailed', 'issued', 'invalid'])
    expect(await stage.mails()).to.have.length(1)
    await work()
    const { rows } = await stage.service.services.issuing.list(stage.operator, stage.museum, {})
    expect(rows.map(({ statement }) => statement.narrative).toSorted()).to.deep.equal([
      'Counted mayflies.',
      undefined,
    ])
    const [ana] = await rowsOf(batch.id)
    expect(ana?.cells, 'what the award says is said once').to.deep.equal({})
  })

  it('marks duplicates, leaves them out, and awards them where it is asked to', async () => {
    await stage.award({ name: 'Ana', email: 'ana@batch.example' })
    await stage.award({ name: 'Nick' })
    const batch = await checked([
      { name: 'ANA', email: 'Ana@Batch.example' },
      { name: 'Ben', email: 'ben@batch.example' },
      { name: 'ben', email: 'ben@batch.example' },
      { name: 'Nick' },
      { name: 'Cem' },
      { name: 'Cem' },
    ])
    const marks = (await rowsOf(batch.id)).map(({ state, duplicateOf }) => [
      state,
      duplicateOf === undefined ? '' : 'row' in duplicateOf ? duplicateOf.row : 'award',
    ])
    expect(marks).to.deep.equal([
      ['left-out', 'award'],
      ['valid', ''],
      ['left-out', 2],
      ['left-out', 'award'],
      ['valid', ''],
      ['left-out', 5],
    ])
    await mend(batch.id, 6, { leaveOut: false })
    await mend(batch.id, 2, { leaveOut: true })
    await start(batch)
    expect(await statesOf(batch.id)).to.deep.equal([
      'left-out',
      'left-out',
      'left-out',
      'left-out',
      'issued',
      'issued',
    ])
  })

  it('is mended in place, also after the other rows were awarded', async () => {
    const batch = await checked([{ name: 'Ana' }, { name: 'Ben', email: 'ben' }])
    await start(batch)
    const mended = await mend(batch.id, 2, { cells: { name: 'Ben', email: 'ben@batch.example' } })
    expect(mended.state).to.equal('valid')
    expect((await read(batch.id)).state).to.equal('ready')
    await expectRefusal(mend(batch.id, 1, { cells: { name: 'Eva' } }), 'conflict')
    await start(batch, 0)
    expect(await statesOf(batch.id), 'the first window holds').to.deep.equal(['issued', 'held'])
    stage.service.pass(16 * minute)
    await work()
    expect(await statesOf(batch.id)).to.deep.equal(['issued', 'mailed'])
  })

  it('that is undone while mails are held back leaves no trace to those who were not told', async () => {
    const batch = await checked([{ name: 'Ana', email: 'ana@batch.example' }, { name: 'Ben' }])
    await start(batch)
    const { issuing, verification } = stage.service.services
    const made = await issuing.list(stage.operator, stage.museum, {})
    await batches().undo(stage.operator, stage.museum, batch.id, 'The wrong class.')
    await work()
    expect(await statesOf(batch.id)).to.deep.equal(['undone', 'undone'])
    for (const { id, credential, learnerId } of made.rows) {
      const undone = await issuing.byId(id)
      expect(undone?.stateReason).to.equal('undone')
      expect((await verification.verifyPasted(credential ?? '')).verdict).to.equal('revoked')
      expect(await backpackOf(learnerId)).to.have.length(0)
      const code = await issuing.claimCode(stage.operator, stage.museum, id)
      expect(code).to.equal(undefined)
    }
    stage.service.pass(hour)
    await work()
    expect(await stage.mails()).to.have.length(0)
    expect(await statesOf(batch.id)).to.deep.equal(['undone', 'undone'])
  })

  it('that is undone in time sends no mail, however late the undoing is done', async () => {
    const batch = await checked([{ name: 'Ana', email: 'ana@batch.example' }])
    await start(batch)
    stage.service.pass(14 * minute)
    await batches().undo(stage.operator, stage.museum, batch.id, 'The wrong class.')
    stage.service.pass(hour)
    await work()
    expect(await stage.mails()).to.have.length(0)
    const [row] = await rowsOf(batch.id)
    expect(row?.state).to.equal('undone')
    const award = await stage.service.services.issuing.byId(row?.awardId ?? '')
    expect(award).to.include({ state: 'revoked', stateReason: 'undone', delivery: 'none' })
    expect(award?.undoneAt).not.to.equal(undefined)
  })

  it('that is undone before all of it was awarded leaves the rest out', async () => {
    const batch = await checked(Array.from({ length: 60 }, (_, at) => ({ name: `Learner ${at}` })))
    await batches().start(stage.operator, stage.museum, batch.id)
    await stage.service.services.worker.runDue()
    await batches().pause(stage.operator, stage.museum, batch.id)
    await batches().undo(stage.operator, stage.museum, batch.id, 'The wrong class.')
    await work()
    const { rows } = await batches().counts(await read(batch.id))
    expect(rows).to.include({ undone: 40, 'left-out': 20, valid: 0 })
  })

  it('that is undone later is revoked, with the reason, for all who were told to see', async () => {
    const batch = await checked([{ name: 'Ana', email: 'ana@batch.example' }, { name: 'Ben' }])
    await start(batch, 0)
    await work()
    expect(await stage.mails()).to.have.length(1)
    await batches().undoRow(stage.operator, stage.museum, batch.id, 1, 'Mixed up.')
    expect(await statesOf(batch.id)).to.deep.equal(['undone', 'issued'])
    const [ana] = await rowsOf(batch.id)
    const award = await stage.service.services.issuing.byId(ana?.awardId ?? '')
    expect(award?.stateReason).to.equal('Mixed up.')
    expect(award?.undoneAt).to.equal(undefined)
    expect(award?.delivery).to.equal('sent')
    await expectRefusal(
      batches().undoRow(stage.operator, stage.museum, batch.id, 1, 'Again.'),
      'already-revoked',
    )
    await batches().undo(stage.operator, stage.museum, batch.id, 'All of it.')
    await work()
    expect(await statesOf(batch.id)).to.deep.equal(['undone', 'undone'])
  })

  it('can be paused and goes on, and awards nothing for somebody who may not any more', async () => {
    const awarder = await stage.staff('awarder', 'awarder@batch.example')
    const batch = await checked([{ name: 'Ana' }])
    const asAwarder = (act: 'start' | 'pause' | 'resume') =>
      batches()[act](awarder, stage.museum, batch.id)
    await asAwarder('start')
    await asAwarder('pause')
    await work()
    expect(await statesOf(batch.id)).to.deep.equal(['valid'])
    await expectRefusal(asAwarder('start'), 'conflict')
    await asAwarder('resume')
    await stage.service.services.organizations.staff.remove(
      stage.operator,
      stage.museum,
      awarder.accountId,
    )
    await work()
    expect(await read(batch.id)).to.include({ state: 'paused', pausedFor: 'not-allowed' })
    await batches().resume(stage.operator, stage.museum, batch.id)
    await work()
    expect(await statesOf(batch.id)).to.deep.equal(['issued'])
    expect((await read(batch.id)).pausedFor).to.equal(undefined)
  })

  it('names nobody by a roster id on the pages of whoever only looks', async () => {
    const batch = await checked([{ rosterId: 'R-4711' }])
    await stage.staff('viewer', 'viewer@batch.example')
    const pages = async (email: string) => {
      const visitor = await signIn(stage.service, email)
      const base = `/console/${stage.museum}/batches/${batch.id}`
      const seen = [base, `${base}/rows`, `${base}/rows/1`].map((path) => visitor.open(path))
      return (await Promise.all(seen)).map(({ html }) => html.includes('R-4711'))
    }
    expect(await pages('operator@service.example')).to.deep.equal([true, true, true])
    expect(await pages('viewer@batch.example')).to.deep.equal([false, false, false])
  })

  it('is nobody else’s: others find nothing, a viewer changes nothing, an awarder undoes nothing', async () => {
    const batch = await checked([{ name: 'Ana' }])
    const stranger = await stage.person('stranger@batch.example')
    const viewer = await stage.staff('viewer', 'viewer@batch.example')
    const awarder = await stage.staff('awarder', 'awarder2@batch.example')
    const other = await stage.organization('Library')
    const acts = (caller: Caller, organizationId = stage.museum) => [
      batches().start(caller, organizationId, batch.id),
      batches().pause(caller, organizationId, batch.id),
      batches().resume(caller, organizationId, batch.id),
      batches().mend(caller, organizationId, batch.id, 1, { leaveOut: true }),
      batches().create(caller, organizationId, { name: 'x', rows: [{ cells: { name: 'y' } }] }),
    ]
    for (const act of acts(stranger)) await expectRefusal(act, 'not-found')
    for (const act of acts(viewer)) await expectRefusal(act, 'not-allowed')
    for (const act of acts(stage.operator, other).slice(0, 4)) await expectRefusal(act, 'not-found')
    await expectRefusal(batches().read(stranger, stage.museum, batch.id), 'not-found')
    await expectRefusal(batches().rows(stage.operator, other, batch.id, {}), 'not-found')
    await expectRefusal(batches().undo(awarder, stage.museum, batch.id, 'x'), 'not-allowed')
    await expectRefusal(batches().undo(stage.operator, stage.museum, batch.id, 'x'), 'conflict')
  })

  it('keeps counting: rows in are rows out', async () => {
    const rows = Array.from({ length: 57 }, (_, place) =>
      place % 5 === 0 ? { email: 'x' } : { name: `Learner ${place}` },
    )
    const batch = await checked(rows)
    await start(batch)
    const { rows: counted } = await batches().counts(await read(batch.id))
    expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).to.equal(57)
    expect(counted.issued).to.equal(45)
    expect(counted.invalid).to.equal(12)
  })
})
