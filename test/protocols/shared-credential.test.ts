import { expect } from 'chai'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'

describe('a shared credential', () => {
  let stage: Stage
  let address = ''
  before(async () => {
    stage = await setStage()
    const owner = await stage.person('owner@forms.example')
    const { id } = await stage.held(owner)
    const { portfolio, world } = stage.service.services
    const endsAt = timestamp(new Date(world.now().getTime() + day))
    const share = await portfolio.share(owner, id, { endsAt, nameForm: 'full' })
    address = `${stage.service.base}/s/${share.id}`
  })
  after(() => stage.stop())

  const answerTo = (accept: string) => fetch(address, { headers: { accept } })

  it('comes in the form that is asked for', async () => {
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
    const forms = [
      [browser, 'text/html'],
      ['*/*', 'text/html'],
      ['application/vc', 'application/vc'],
      ['application/vc+ld+json', 'application/vc'],
      ['application/json', 'application/vc'],
      ['application/jwt', 'text/plain'],
      ['text/plain', 'text/plain'],
      ['image/svg+xml', 'image/svg+xml'],
    ] as const
    for (const [accept, type] of forms) {
      const answer = await answerTo(accept)
      expect(answer.status, accept).to.equal(200)
      expect(answer.headers.get('content-type'), accept).to.contain(type)
      expect(answer.headers.get('vary'), accept).to.match(/accept/i)
    }
  })

  it('is the document for software that asks for a form there is not, and takes anything', async () => {
    const answer = await answerTo('application/vc+jwt, */*;q=0.1')
    expect(answer.status).to.equal(200)
    expect(answer.headers.get('content-type')).to.equal('application/vc')
    expect(await answer.json()).to.have.property('proof')
  })

  it('is never a token of Open Badges where that of the W3C is asked for; what there is, is named', async () => {
    const answer = await answerTo('application/vc+jwt')
    expect(answer.status).to.equal(406)
    const said = await answer.text()
    for (const type of ['application/vc', 'application/jwt', 'text/plain', 'image/png']) {
      expect(said).to.contain(type)
    }
  })
})
