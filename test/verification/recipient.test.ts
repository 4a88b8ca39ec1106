import { expect } from 'chai'
import type { JsonObject } from '../../src/credentials/json.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createForeignIssuer } from '../support/foreign-issuer.ts'

/** What the asker gives of a person, which must come out nowhere. */
const given = 'xiomara.planted@family.example'

describe('Asking whether a badge is somebody’s', () => {
  let service: TestService
  let badge: JsonObject
  before(async () => {
    service = await startTestService()
    const issuer = await createForeignIssuer()
    badge = JSON.parse(await issuer.sign(issuer.unsigned())) as JsonObject
  })
  after(() => service.stop())

  const post = async (body: JsonObject) => {
    const answer = await fetch(`${service.base}/api/v1/verifications`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, text: await answer.text() }
  }

  it('gets a line in the report, and what was given stands in no answer and no log', async () => {
    const { status, text } = await post({ credential: badge, recipient: { identifier: given } })
    expect(status).to.equal(200)
    expect(text).to.contain('"name":"recipient"')
    expect(text).not.to.contain('planted')
    const visitor = service.visitor()
    const page = await visitor.submit('/verify', {
      pasted: JSON.stringify(badge),
      recipient: given,
    })
    expect(page.html).to.contain('Is it theirs?')
    expect(page.html).not.to.contain('planted')
    expect(service.logLines.join('')).not.to.contain('planted')
  })

  it('is asked again with an empty field where the rest was wrong', async () => {
    const page = await service.visitor().submit('/verify', { recipient: given, pasted: 'hello' })
    expect(page.html).to.contain('hello')
    expect(page.html).not.to.contain('planted')
  })

  it('leaves no line where nobody was named', async () => {
    expect((await post({ credential: badge })).text).not.to.contain('"name":"recipient"')
    const page = await service
      .visitor()
      .submit('/verify', { pasted: JSON.stringify(badge), recipient: '  ' })
    expect(page.html).not.to.contain('Is it theirs?')
  })

  it('answers what cannot be asked, and gives none of it back', async () => {
    const odd: JsonObject[] = [
      { credential: badge, recipient: { identifier: given, id: 'urn:planted' } },
      { credential: badge, recipient: { identifier: ' ' } },
      { credential: badge, recipient: { identifier: given, identifierType: 'mail' } },
      { credential: badge, recipient: { id: 'planted' } },
      { credential: badge, recipient: given },
      { recipient: { identifier: given } },
      { credential: badge, address: 'https://a.example/', recipient: { identifier: given } },
    ]
    for (const body of odd) {
      const { status, text } = await post(body)
      expect(status, text).to.equal(400)
      expect(text).not.to.contain('planted')
    }
    expect(service.logLines.join('')).not.to.contain('planted')
  })
})
