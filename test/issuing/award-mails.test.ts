import { expect } from 'chai'
import { expectRefusal, hour, setStage, type Stage } from '../app/stage.ts'

describe('the mails of awards', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  it('cannot flood one mailbox, however many awards are made; a class is awarded at once', async function () {
    this.timeout(60_000)
    const toZoe = { name: 'Zoë', email: 'zoe@mail.example' }
    for (let made = 0; made < 40; made += 1) await stage.award(toZoe)
    await expectRefusal(stage.award(toZoe), 'too-many-requests')
    await expectRefusal(stage.award({ ...toZoe, name: 'Another name' }), 'too-many-requests')
    const [zoe] = await learnersNamed('Zoë')
    const { issuing } = stage.service.services
    const again = issuing.award(stage.operator, stage.museum, {
      achievementId: stage.achievementId,
      learner: { learnerId: zoe?.id ?? '' },
      statement: { evidence: [], hashedIdentity: false },
    })
    await expectRefusal(again, 'too-many-requests')
    for (let learner = 0; learner < 30; learner += 1) {
      await stage.award({ name: `Learner ${learner}`, email: `${learner}@mail.example` })
    }
    expect((await stage.award({ name: 'By card' })).claimKind).to.equal('code')
    stage.service.pass(hour)
    await stage.award(toZoe)
  })

  it('are counted for nobody who may not award', async () => {
    const viewer = await stage.staff('viewer', 'viewer@mail.example')
    const { issuing } = stage.service.services
    const request = {
      achievementId: stage.achievementId,
      learner: {
        name: 'Ana',
        email: 'ana@mail.example',
        language: 'en',
        ageBand: 'adult' as const,
      },
      statement: { evidence: [], hashedIdentity: false },
    }
    for (let tried = 0; tried < 41; tried += 1) {
      await expectRefusal(issuing.award(viewer, stage.museum, request), 'not-allowed')
    }
    await issuing.award(stage.operator, stage.museum, request)
  })

  async function learnersNamed(search: string) {
    const { learners } = stage.service.services
    return (await learners.list(stage.operator, stage.museum, { search })).rows
  }
})
