import { expect } from 'chai'
import { createTellRows } from '../../../src/issuing/batches/tell-rows.ts'
import { batchRowTable } from '../../../src/issuing/batches/tables.ts'
import { awardTable } from '../../../src/issuing/tables.ts'
import { minute, setStage, type Stage } from '../../app/stage.ts'
import { onEveryEngine } from '../../support/service.ts'

onEveryEngine('the row of an award', (engine) => {
  let stage: Stage
  before(async () => void (stage = await setStage(engine)))
  after(() => stage.stop())

  it('is told nothing by whoever read the award before it was told last', async () => {
    const { issuing, worker } = stage.service.services
    const awards = stage.service.storage.open(awardTable)
    const rows = stage.service.storage.open(batchRowTable)
    const work = async () => {
      while ((await worker.runDue()) > 0);
    }
    const { id } = await issuing.batches.create(stage.operator, stage.museum, {
      name: 'Camp week',
      rows: [{ cells: { name: 'Ana', email: 'ana@batch.example' } }],
      achievementId: stage.achievementId,
      start: { holdMinutes: 15 },
    })
    await work()
    const row = await rows.get(`${id}:1`)
    expect(row?.state).to.equal('held')
    const earlier = await awards.get(row?.awardId ?? '')
    if (earlier === undefined) throw new Error('there is no such award')
    stage.service.pass(16 * minute)
    await work()
    expect((await rows.get(`${id}:1`))?.state).to.equal('mailed')

    await createTellRows({ awards, rows })([earlier])
    expect((await rows.get(`${id}:1`))?.state).to.equal('mailed')
  })
})
