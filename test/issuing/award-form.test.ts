import { expect } from 'chai'
import { setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

describe('the form of an award', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const send = async (fields: Record<string, string>) => {
    const staff = await signIn(stage.service, 'operator@service.example')
    const path = `/console/${stage.museum}/awards/new`
    const sent = { achievementId: stage.achievementId, 'learner[ageBand]': 'adult', ...fields }
    return staff.submit(path, sent)
  }
  const marked = (html: string) =>
    [...html.matchAll(/<a href="#field-([^"]+)"/g)].map(([, name]) => name)

  it('says everything that is wrong at once: the address, the name and the days', async () => {
    const { status, html } = await send({
      'learner[name]': ' ',
      'learner[email]': 'zoe(at)learners.example',
      activityStart: '2026-05-02',
      activityEnd: '2026-05-01',
      validUntil: '2020-01-01',
    })
    expect(status).to.equal(422)
    expect(html).to.contain('zoe(at)learners.example')
    expect(marked(html)).to.have.members([
      'learner-name',
      'learner-email',
      'activityEnd',
      'validUntil',
    ])
  })

  it('asks for no name where somebody known is chosen, and takes days in their order', async () => {
    const { learnerId } = await stage.award({ name: 'Known' })
    const { path } = await send({
      learnerId,
      activityStart: '2026-05-01',
      activityEnd: '2026-05-01',
      validUntil: new Date().toISOString().slice(0, 10),
    })
    expect(path).to.match(/\/awards\/[\w-]{22}$/)
  })
})
