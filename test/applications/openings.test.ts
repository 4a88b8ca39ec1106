import { expect } from 'chai'
import { expectRefusal } from '../app/stage.ts'
import { setApplying, type Applying } from './applying.ts'

describe('a badge that is opened for applications', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())
  const openings = () => here.applications.openings
  const open = { state: 'open', who: 'anybody' } as const

  it('is opened by whoever may award, and by nobody else', async () => {
    const { stage, achievementId } = { ...here, achievementId: here.stage.achievementId }
    const awarder = await stage.staff('awarder', 'awarder@museum.example')
    const viewer = await stage.staff('viewer', 'viewer@museum.example')
    const stranger = await stage.person('stranger@youth.example')
    const set = (who: typeof awarder) => openings().set(who, stage.museum, achievementId, open)
    expect((await set(awarder)).changedBy).to.equal(awarder.accountId)
    await expectRefusal(set(viewer), 'not-allowed')
    await expectRefusal(set(stranger), 'not-found')
    expect((await openings().read(viewer, stage.museum, achievementId))?.state).to.equal('open')
  })

  it('is published, of the organization, and ends on a day to come', async () => {
    const { stage } = here
    const { operator, museum, achievementId } = stage
    const { id: draft } = await stage.service.services.achievements.create(operator, museum, {
      name: 'Draft',
      description: 'Not yet.',
      criteria: 'None.',
      achievementType: 'Badge',
      language: 'en',
      tags: [],
      alignments: [],
    })
    const set = (achievement: string, more = {}) =>
      openings().set(operator, museum, achievement, { ...open, ...more })
    await expectRefusal(set(draft), 'achievement-not-published')
    await expectRefusal(set(achievementId, { until: '2020-01-01' }), 'invalid-request')
    const library = await stage.organization('Library of Lakes')
    await expectRefusal(openings().set(operator, library, achievementId, open), 'not-found')
    await expectRefusal(openings().of(draft), 'not-found')
  })

  it('is open to nobody any more once it is archived; what was begun can still be seen', async () => {
    const { stage, applications, zoe } = here
    const { operator, museum } = stage
    const achievementId = await stage.publish(museum, 'Goes Away')
    await openings().set(operator, museum, achievementId, open)
    const { id } = await here.sent(zoe, achievementId)
    await stage.service.services.achievements.archive(operator, museum, achievementId)
    expect(await openings().isOpen(achievementId)).to.equal(false)
    await expectRefusal(
      here.begin(await stage.person('late@youth.example'), achievementId),
      'not-found',
    )
    expect((await applications.own.read(zoe, id)).state).to.equal('waiting')
    await expectRefusal(here.approve(id), 'achievement-not-published')
    const no = { decision: 'decline', words: 'It is no more.' } as const
    expect((await applications.desk.decide(operator, museum, id, no)).state).to.equal('declined')
  })
})
