import { expect } from 'chai'
import { content, setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

describe('the points of a level', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  it('are shown where the levels are: on the page of the badge and in the form of an award', async () => {
    const { achievements } = stage.service.services
    const { id } = await achievements.create(stage.operator, stage.museum, {
      ...content,
      name: 'Guide',
      rubric: {
        name: 'How far',
        levels: [{ name: 'Starting out' }, { name: 'Guide', points: '12' }],
      },
    })
    await achievements.publish(stage.operator, stage.museum, id)
    const staff = await signIn(stage.service, 'operator@service.example')
    const home = `/console/${stage.museum}`
    const shown = await staff.open(`${home}/achievements/${id}`)
    expect(shown.html).to.contain('Points: 12')
    const form = await staff.open(`${home}/awards/new?achievement=${id}`)
    expect(form.html).to.contain('Guide (Points: 12)').and.contain('>Starting out<')
  })
})
