import { expect } from 'chai'
import { setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

describe('the form of an organization', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  it('says of a website without its beginning how an address begins', async () => {
    const operator = await signIn(stage.service, 'operator@service.example')
    for (const url of ['museum.example', 'www.museum.example/visit', 'ftp://museum.example']) {
      const { status, html } = await operator.submit('/organizations/new', {
        name: 'Museum',
        sector: 'museum',
        email: 'hello@museum.example',
        url,
      })
      expect(status, url).to.equal(422)
      expect(html, url).to.contain('begins with https://').and.contain(`value="${url}"`)
    }
  })
})
