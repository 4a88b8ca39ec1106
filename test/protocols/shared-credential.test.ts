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
      ['application/vc+jwt', 'application/vc+jwt'],
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
    const answer = await answerTo('application/vc+sd-jwt, */*;q=0.1')
    expect(answer.status).to.equal(200)
    expect(answer.headers.get('content-type')).to.equal('application/vc')
    expect(await answer.json()).to.have.property('proof')
  })

  it('names what there is where nothing fits', async () => {
    const answer = await answerTo('application/vc+sd-jwt')
    expect(answer.status).to.equal(406)
    const said = await answer.text()
    for (const type of ['application/vc', 'application/jwt', 'text/plain', 'image/png']) {
      expect(said).to.contain(type)
    }
  })

  it('is a token of each profile, never one for the other, and both are good', async () => {
    const types = { 'text/plain': 'JWT', 'application/vc+jwt': 'vc+jwt' }
    for (const [accept, typ] of Object.entries(types)) {
      const token = await (await answerTo(accept)).text()
      const [header = '', payload = ''] = token.split('.')
      const decode = (part: string): unknown =>
        JSON.parse(Buffer.from(part, 'base64url').toString())
      expect(decode(header)).to.include({ typ })
      const claims = decode(payload)
      if (typ === 'JWT') expect(claims).to.include.keys('iss', 'jti', 'nbf', 'sub')
      else expect(claims).to.not.have.any.keys('iss', 'jti', 'nbf', 'sub')
      const { verification } = stage.service.services
      expect((await verification.verifyPasted(token)).verdict, typ).to.equal('valid')
    }
    const byEnding = await fetch(`${address}.vc-jwt`)
    expect(byEnding.headers.get('content-type')).to.equal('application/vc+jwt')
    const typed = await stage.service.services.verification.verifyPasted(`${address}.vc-jwt`)
    expect(typed.verdict).to.equal('valid')
  })

  it('says the same in every form', async () => {
    const { proof: _proof, ...said } = (await (
      await answerTo('application/vc')
    ).json()) as object & {
      proof: unknown
    }
    for (const accept of ['text/plain', 'application/vc+jwt']) {
      const [, payload = ''] = (await (await answerTo(accept)).text()).split('.')
      expect(JSON.parse(Buffer.from(payload, 'base64url').toString()), accept).to.deep.include(said)
    }
  })
})
