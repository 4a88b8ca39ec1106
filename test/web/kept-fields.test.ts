import { expect } from 'chai'
import request from 'supertest'
import { sampleApp } from './sample-app.ts'

describe('a form that is sent without a session', () => {
  const { app } = sampleApp()

  it('keeps what was typed into a form whose session has ended', async () => {
    const form = { name: 'A long text', 'parts[0][label]': 'one', 'tags[]': ['a', 'b'], email: '' }
    const post = (accept: string) =>
      request(app).post('/things/new').set('Accept', accept).type('form').send(form)
    const kept = await post('text/html')
    expect(kept.status).to.equal(401)
    const text = kept.text.replaceAll('&quot;', '"')
    for (const field of [
      { name: 'name', value: 'A long text' },
      { name: 'parts[0][label]', value: 'one' },
      { name: 'tags[0]', value: 'a' },
      { name: 'tags[1]', value: 'b' },
      { name: 'email', value: '' },
    ])
      expect(text).to.contain(JSON.stringify(field))
    expect((await post('application/json')).body).to.include({ code: 'not-signed-in' })
    const foreign = await post('text/html').set('Origin', 'https://evil.example')
    expect(foreign.text).to.not.contain('A long text')
  })
})
