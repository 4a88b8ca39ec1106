import { expect } from 'chai'
import request, { type Response } from 'supertest'
import { at } from './at.ts'
import { sampleApp } from './sample-app.ts'

const good = { name: 'Compass' }

function expectProblem(answer: Response, status: number, code: string) {
  expect(answer.status).to.equal(status)
  expect(answer.type).to.equal('application/problem+json')
  expect(answer.body).to.include({ status, code })
  expect(at(answer.body, 'title')).to.be.a('string').with.length.above(3)
  expect(at(answer.body, 'type')).to.equal(`http://localhost:3000/api/problems/${code}`)
  expect(at(answer.body, 'requestId')).to.equal(answer.headers['x-request-id'])
}

describe('the JSON API', () => {
  const { app } = sampleApp()
  const post = () => request(app).post('/api/v1/things').set('Authorization', 'Bearer writer')

  it('gives the handler checked values with their defaults', async () => {
    const answer = await post().send({ ...good, size: 3 })
    expect(answer.status).to.equal(201)
    expect(answer.body).to.deep.equal({
      by: 'robot',
      name: 'Compass',
      size: 3,
      kind: 'a',
      parts: [],
    })
    expect(answer.headers['cache-control']).to.equal('no-store')
    expect(answer.headers['set-cookie']).to.equal(undefined)
  })

  it('asks who is calling before it looks at anything else', async () => {
    const answer = await request(app).post('/api/v1/things').send({ nonsense: true })
    expectProblem(answer, 401, 'not-signed-in')
    expect(answer.headers['www-authenticate']).to.match(/^Bearer/)
  })

  it('refuses a key that is not good, and one without the scope, which it names', async () => {
    const unknown = await post().set('Authorization', 'Bearer nobody').send(good)
    expectProblem(unknown, 401, 'not-signed-in')
    const narrow = await post().set('Authorization', 'Bearer reader').send(good)
    expectProblem(narrow, 403, 'not-allowed')
    expect(at(narrow.body, 'values')).to.deep.equal({ scope: 'awards:write' })
  })

  it('names every problem of a body at once, by JSON Pointer, without the values', async () => {
    const answer = await post().send({
      name: '   ',
      email: 'nobody',
      size: '3',
      kind: 'z',
      parts: [{ label: 'x' }, { label: 'y', 'od/d': 1 }, {}, {}],
      extra: true,
    })
    expectProblem(answer, 400, 'invalid-request')
    expect(at(answer.body, 'problems')).to.have.deep.members([
      { path: '/extra', rule: 'unknown' },
      { path: '/name', rule: 'required' },
      { path: '/email', rule: 'format', expected: 'email' },
      { path: '/size', rule: 'type', expected: 'integer' },
      { path: '/kind', rule: 'choice', expected: 'a, b' },
      { path: '/parts', rule: 'too-many', expected: 3 },
      { path: '/parts/1/od~1d', rule: 'unknown' },
      { path: '/parts/2/label', rule: 'required' },
      { path: '/parts/3/label', rule: 'required' },
    ])
    expect(answer.text).not.to.contain('nobody')
  })

  it('says that a missing body is required', async () => {
    const answer = await post()
    expectProblem(answer, 400, 'invalid-request')
  })

  it('answers JSON that is none with 400', async () => {
    const answer = await post().type('json').send('{"name": ')
    expectProblem(answer, 400, 'malformed-body')
  })

  it('answers another content type with 415', async () => {
    expectProblem(await post().type('form').send('name=x'), 415, 'unsupported-media-type')
    expectProblem(await post().type('text/plain').send('x'), 415, 'unsupported-media-type')
  })

  it('answers an encoding or charset it does not know with 415', async () => {
    const encoded = await post().type('json').set('Content-Encoding', 'rot13').send('{}')
    expectProblem(encoded, 415, 'unsupported-media-type')
    const odd = await post().set('Content-Type', 'application/json; charset=klingon').send('{}')
    expectProblem(odd, 415, 'unsupported-media-type')
  })

  it('answers more than a megabyte with 413', async () => {
    const answer = await post().send({ name: 'x'.repeat(1_100_000) })
    expectProblem(answer, 413, 'too-large')
  })

  it('does not let a body reach prototypes', async () => {
    const answer = await post().type('json').send('{"name":"x","__proto__":{"polluted":true}}')
    expectProblem(answer, 400, 'invalid-request')
    expect(Reflect.get({}, 'polluted')).to.equal(undefined)
  })

  it('reads numbers and lists from the query, and refuses what it does not know there', async () => {
    const answer = await request(app).get('/api/v1/things/abc?limit=5&tag=one')
    expect(answer.body).to.deep.equal({ thingId: 'abc', by: null, limit: 5, tag: ['one'] })
    const refused = await request(app).get('/api/v1/things/abc?limit=x&other=1')
    expectProblem(refused, 400, 'invalid-request')
    expect(at(refused.body, 'problems')).to.have.deep.members([
      { path: '/other', rule: 'unknown' },
      { path: '/limit', rule: 'type', expected: 'integer' },
    ])
  })

  it('finds nothing at an id that cannot be one', async () => {
    expectProblem(await request(app).get('/api/v1/things/ABCD'), 404, 'not-found')
    expectProblem(await request(app).get('/api/v1/things/%ff'), 404, 'not-found')
  })

  it('answers an unknown address with 404, whatever is accepted', async () => {
    expectProblem(await request(app).get('/api/v1/nothing'), 404, 'not-found')
    const browser = await request(app).get('/api/v1/nothing').set('Accept', 'text/html')
    expectProblem(browser, 404, 'not-found')
  })

  it('answers a method that a path does not take with 405 and Allow', async () => {
    const answer = await request(app).put('/api/v1/things/abc')
    expectProblem(answer, 405, 'method-not-allowed')
    expect(answer.headers['allow']).to.equal('DELETE, GET, HEAD, OPTIONS')
    const options = await request(app).options('/api/v1/things')
    expect(options.status).to.equal(204)
    expect(options.headers['allow']).to.equal('OPTIONS, POST')
  })

  it('takes a picture as it comes, within its bounds', async () => {
    const send = (size: number, type: string) =>
      request(app).post('/api/v1/pictures').set('Content-Type', type).send(Buffer.alloc(size, 1))
    const answer = await send(10, 'image/png')
    expect(answer.body).to.deep.equal({ size: 10, contentType: 'image/png' })
    expectProblem(await send(1001, 'image/png'), 413, 'too-large')
    expectProblem(await send(10, 'application/pdf'), 415, 'unsupported-media-type')
  })

  it('speaks the language that is asked for, under the same code', async () => {
    const answer = await request(app).get('/api/v1/nothing').set('Accept-Language', 'es')
    expectProblem(answer, 404, 'not-found')
    const english = await request(app).get('/api/v1/nothing').set('Accept-Language', 'en')
    expect(at(answer.body, 'title')).not.to.equal(at(english.body, 'title'))
  })

  it('says what a code means at the address that a problem names', async () => {
    const answer = await request(app).get('/api/problems/too-large')
    expect(answer.body).to.include({ code: 'too-large', status: 413 })
    expectProblem(await request(app).get('/api/problems/unheard-of'), 404, 'not-found')
  })

  it('refuses a script of another origin that comes with a session, not one with a key', async () => {
    const remove = () => request(app).delete('/api/v1/things/abc')
    for (const [name, value] of [
      ['Origin', 'https://evil.example'],
      ['Origin', 'null'],
      ['Sec-Fetch-Site', 'cross-site'],
      ['Sec-Fetch-Site', 'same-site'],
    ] as const) {
      expectProblem(await remove().set(name, value), 403, 'form-expired')
      const byKey = await remove().set(name, value).set('Authorization', 'Bearer reader')
      expect(byKey.status).to.equal(204)
    }
  })
})
