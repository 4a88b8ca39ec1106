import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { hasOpenBadges2Validator, validateOpenBadge2 } from '../support/open-badges-2-validator.ts'
import { temporaryFolder } from '../support/storage.ts'

describe('The Open Badges 2.0 validator of 1EdTech', function () {
  this.timeout(120_000)
  let stage: Stage | undefined
  let base = ''
  let token = ''
  let awardId = ''
  before(async function () {
    if (!hasOpenBadges2Validator()) return this.skip()
    stage = await setStage()
    base = stage.service.base
    const owner = await stage.person('owner@validator.example')
    const { issuing, learners, portfolio, world } = stage.service.services
    const award = await stage.award(
      { name: 'Ada', email: 'owner@validator.example', ageBand: 'adult' },
      {
        narrative: 'Counted *crabs*.',
        evidence: [{ url: 'https://river.example/work', name: 'Notes' }, { narrative: 'Seen.' }],
        validUntil: '2099-12-31T23:59:59Z',
      },
    )
    awardId = award.id
    await learners.link(award.learnerId, owner.accountId)
    expect(issuing.formats.json(award)).to.contain('crabs')
    const endsAt = timestamp(new Date(world.now().getTime() + day))
    const share = await portfolio.share(owner, awardId, {
      endsAt,
      nameForm: 'none',
      openBadges2: true,
    })
    token = share.id
  })
  after(() => stage?.stop())

  const address = (ending = '') => `${base}/s/${token}/assertion${ending}`

  it('finds our hosted badge good, without a warning', async () => {
    const report = await validateOpenBadge2(address())
    expect(report.messages).to.deep.equal([])
    expect(report).to.include({ valid: true, errorCount: 0, warningCount: 0 })
  })

  it('finds it good in our pictures', async () => {
    const folder = await temporaryFolder()
    try {
      for (const ending of ['.png', '.svg']) {
        const file = join(folder.path, `badge${ending}`)
        await writeFile(file, Buffer.from(await (await fetch(address(ending))).arrayBuffer()))
        const report = await validateOpenBadge2(file)
        expect(report.valid, `${ending} ${JSON.stringify(report.messages)}`).to.equal(true)
      }
    } finally {
      await folder.remove()
    }
  })

  it('finds it bad once it is taken back', async () => {
    if (stage === undefined) return
    const { state } = stage.service.services.issuing
    await state.revoke(stage.operator, stage.museum, awardId, 'A mistake.')
    const report = await validateOpenBadge2(address())
    expect(report.valid).to.equal(false)
    expect(report.errorCount).to.be.greaterThan(0)
  })
})
