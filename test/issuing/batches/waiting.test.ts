import { expect } from 'chai'
import type { BatchRow } from '../../../src/issuing/batches/tables.ts'
import type { Learner } from '../../../src/learners/tables.ts'
import { minute } from '../../app/stage.ts'
import { setFamilyStage, type FamilyStage } from '../../guardianship/family-stage.ts'
import { onEveryEngine } from '../../support/service.ts'

onEveryEngine('a row for a child without consent', (engine) => {
  let family: FamilyStage
  let child: Learner
  let batchId: string
  beforeEach(async () => {
    family = await setFamilyStage(engine)
    const { learners } = family.services
    const { operator, museum, achievementId } = family.stage
    child = await learners.forAward(operator, museum, {
      name: 'Ida Rivera',
      email: 'ida@waiting.example',
      language: 'en',
      ageBand: 'minor',
    })
    await family.guardianship.guardians.claimedBy(family.guardian.accountId, child.id, 'claim-card')
    const { id } = await batches().create(operator, museum, {
      name: 'Camp week',
      rows: [{ cells: { learnerId: child.id } }, { cells: { name: 'Ben' } }],
      achievementId,
    })
    batchId = id
    await work()
    await batches().start(operator, museum, batchId)
    await work()
  })
  afterEach(() => family.stage.stop())

  const batches = () => family.services.issuing.batches
  const work = async () => {
    while ((await family.services.worker.runDue()) > 0);
  }
  const row = async (number = 1): Promise<BatchRow> =>
    batches().row(family.stage.operator, family.stage.museum, batchId, number)
  const award = async () => family.services.issuing.byId((await row()).awardId ?? '')
  const mailed = async () =>
    (await family.stage.mails()).filter((mail) => /^To: .*waiting\.example/m.test(mail)).length

  it('waits, visibly and without a signature, however long', async () => {
    family.stage.service.pass(60 * minute)
    await work()
    const batch = await batches().read(family.stage.operator, family.stage.museum, batchId)
    expect(batch.state).to.equal('done')
    expect((await batches().counts(batch)).rows).to.include({ waiting: 1, issued: 1 })
    expect((await award())?.credential).to.equal(undefined)
    expect(await mailed()).to.equal(0)
  })

  it('is issued and mailed when the consent comes, and says so', async () => {
    family.stage.service.pass(60 * minute)
    await family.give(child.id, 'hold-badges', 'be-contacted')
    await work()
    expect((await row()).state).to.equal('mailed')
    expect(await mailed()).to.equal(1)
    const { verification } = family.services
    const report = await verification.verifyPasted((await award())?.credential ?? '')
    expect(report.verdict).to.equal('valid')
  })

  it('is mailed no sooner than the others where the consent comes while mails are held back', async () => {
    await family.give(child.id, 'hold-badges', 'be-contacted')
    await work()
    expect((await row()).state).to.equal('held')
    expect(await mailed()).to.equal(0)
    family.stage.service.pass(16 * minute)
    await work()
    expect((await row()).state).to.equal('mailed')
    expect(await mailed()).to.equal(1)
  })

  it('is undone like the others, and a consent that comes later issues nothing', async () => {
    const { operator, museum } = family.stage
    await batches().undoRow(operator, museum, batchId, 1, 'Mixed up.')
    expect((await row()).state).to.equal('undone')
    expect((await row(2)).state).to.equal('issued')
    await family.give(child.id, 'hold-badges', 'be-contacted')
    family.stage.service.pass(60 * minute)
    await work()
    expect(await award()).to.include({ state: 'revoked', delivery: 'none' })
    expect((await award())?.credential).to.equal(undefined)
    expect(await mailed()).to.equal(0)
    expect(await family.services.issuing.ofLearner(child.id)).to.have.length(0)
  })

  it('is undone with its whole batch, even where the consent comes before that is done', async () => {
    const { operator, museum } = family.stage
    await batches().undo(operator, museum, batchId, 'The wrong class.')
    await family.give(child.id, 'hold-badges', 'be-contacted')
    family.stage.service.pass(60 * minute)
    await work()
    expect([(await row()).state, (await row(2)).state]).to.deep.equal(['undone', 'undone'])
    expect(await mailed()).to.equal(0)
    expect(await family.services.issuing.ofLearner(child.id)).to.have.length(0)
  })
})
