import { expect } from 'chai'
import { setStage, type Stage } from '../app/stage.ts'

describe('a check over the API', function () {
  this.timeout(60_000)
  let stage: Stage
  let credential: string
  before(async () => {
    stage = await setStage()
    const award = await stage.award({ name: 'Ana', ageBand: 'adult' })
    await stage.service.services.worker.runDue()
    credential = (await stage.service.services.issuing.byId(award.id))?.credential ?? ''
  })
  after(() => stage.stop())

  const check = async (more: object) => {
    const body = { credential: JSON.parse(credential) as unknown, ...more }
    return stage.service.api().call('POST', '/api/v1/verifications', body)
  }

  it('brings a receipt where one is asked for, which is genuine as it came', async () => {
    const { receipt } = await check({ receipt: true })
    const looked = await stage.service.services.verification.look({
      pasted: JSON.stringify(receipt),
    })
    if (looked.kind !== 'receipt') throw new Error('it was not taken for a receipt')
    expect(looked.receipt).to.include({ verdict: 'genuine' })
    expect(looked.receipt.content).to.include({ verdict: 'valid', kind: 'badge' })
    expect(stage.service.services.receipts.isOwn(looked.receipt)).to.equal(true)
  })

  it('brings none otherwise', async () => {
    expect(await check({})).not.to.have.property('receipt')
    expect(await check({ receipt: false })).not.to.have.property('receipt')
  })
})
