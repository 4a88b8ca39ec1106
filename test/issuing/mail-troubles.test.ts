import { expect } from 'chai'
import { expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

const kinds = ['bounced', 'given-up', 'unclear', 'sent'] as const

onEveryEngine('awards whose mails came to nothing', (engine) => {
  let stage: Stage
  before(async () => {
    stage = await setStage(engine)
  })
  after(() => stage.stop())

  const count = 70
  const page = (after?: string) =>
    stage.service.services.issuing.recipients.find(stage.operator, stage.museum, {
      state: 'mail',
      ...(after === undefined ? {} : { after }),
    })

  it('are told a page at a time, newest first, each once', async function () {
    this.timeout(120_000)
    const wanted: string[] = []
    for (let place = 0; place < count; place += 1) {
      const { id } = await stage.award({ name: `Somebody ${String(place)}`, ageBand: 'adult' })
      const delivery = kinds[place % kinds.length] ?? 'bounced'
      await stage.meddle(id, (one) => ({ ...one, delivery }))
      if (delivery !== 'sent') wanted.push(id)
      if (place % 7 === 0) stage.service.pass(2000)
    }
    const seen: { id: string; createdAt: string }[] = []
    let after: string | undefined
    let pages = 0
    do {
      const found = await page(after)
      seen.push(...found.rows)
      after = found.next
      pages += 1
    } while (after !== undefined)
    expect(pages).to.equal(2)
    expect(seen.map(({ id }) => id)).to.have.members(wanted)
    const days = seen.map(({ createdAt }) => createdAt)
    expect(days).to.deep.equal(days.toSorted().toReversed())
    await expectRefusal(page('[1]'), 'invalid-request')
    await expectRefusal(page('nowhere'), 'invalid-request')
  })
})
