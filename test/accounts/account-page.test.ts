import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import { scopes } from '../../src/caller.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'

describe('the account page', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const open = async (path: string) => {
    const person = await signIn(stage.service, 'operator@service.example')
    return new JSDOM((await person.open(path)).html).window.document
  }

  it('says beside the button to sign out everywhere that passkeys and API keys stay, and leads to them', async () => {
    const page = await open('/account')
    const card = page.querySelector('form[action="/sign-out-everywhere"]')?.closest('section')
    expect(card?.textContent).to.contain('ends no passkey and no API key')
    expect(card?.querySelector('a[href="/account/passkeys"]')).not.to.equal(null)
    const link = card?.querySelector('a[href^="#"]')?.getAttribute('href') ?? ''
    expect(page.querySelector(link)?.querySelector('a')?.getAttribute('href')).to.equal(
      '/account/api-keys/new',
    )
  })

  it('explains each scope of a new key in a line', async () => {
    const page = await open('/account/api-keys/new')
    for (const scope of scopes) {
      const choice = page.querySelector(`input[value="${scope}"]`)?.closest('label')
      expect(choice?.querySelector('.hint')?.textContent, scope).to.match(/^[A-Z].{8,}\.$/)
    }
  })
})
