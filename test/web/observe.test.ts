import { expect } from 'chai'
import request from 'supertest'
import { faultFacts } from '../../src/logging.ts'
import { at } from './at.ts'
import { sampleApp, secretMessage } from './sample-app.ts'

function entries(lines: readonly string[]): readonly unknown[] {
  return lines.map((line): unknown => JSON.parse(line))
}

describe('what is logged and measured', () => {
  it('is the pattern of a route with id, status, duration and code, and nothing of a person', async () => {
    const { app, lines } = sampleApp()
    await request(app)
      .get('/api/v1/things/abc?tag=anna@example.org')
      .set('X-Forwarded-For', '203.0.113.7')
      .set('User-Agent', 'Annas phone')
      .set('Cookie', 'waymark=s%3Aannas-cookie')
    await request(app).get('/api/v1/things/bad?tag=anna@example.org')
    await request(app).get('/people/anna@example.org')
    await request(app).post('/api/v1/things').send({ email: 'anna@example.org' })
    const answered = entries(lines).filter((entry) => at(entry, 'msg') !== 'fault')
    expect(
      answered.map((entry) => ['method', 'route', 'status', 'code'].map((name) => at(entry, name))),
    ).to.deep.equal([
      ['GET', '/api/v1/things/:thingId', 200, undefined],
      ['GET', '/api/v1/things/:thingId', 500, 'service-fault'],
      ['GET', 'none', 404, 'not-found'],
      ['POST', '/api/v1/things', 401, 'not-signed-in'],
    ])
    for (const line of answered) {
      expect(line).to.have.all.keys(
        ...['level', 'time', 'requestId', 'method', 'route', 'status', 'milliseconds', 'msg'],
        ...(at(line, 'code') === undefined ? [] : ['code']),
      )
      expect(at(line, 'milliseconds')).to.be.within(0, 60_000)
    }
    const text = lines.join('')
    for (const personal of [
      'anna',
      'Anna',
      'example.org',
      '/things/abc',
      '203.0.113',
      '127.0.0.1',
      '::1',
    ]) {
      expect(text).not.to.contain(personal)
    }
  })

  it('a fault of ours is logged with the id that the answer names, and the answer never tells it', async () => {
    const { app, lines } = sampleApp()
    for (const [path, accept] of [
      ['/api/v1/things/bad', 'application/json'],
      ['/api/v1/things/bad', 'text/html'],
    ] as const) {
      lines.length = 0
      const answer = await request(app).get(path).set('Accept', accept)
      expect(answer.status).to.equal(500)
      expect(answer.text).not.to.contain('connection')
      expect(answer.text).not.to.contain('at ')
      const fault = entries(lines).find((entry) => at(entry, 'msg') === 'fault')
      expect(at(fault, 'requestId')).to.equal(answer.headers['x-request-id'])
      expect(at(fault, 'fault', 'message')).to.equal('connection to db.internal failed for [email]')
      expect(at(fault, 'fault', 'frames', 0)).to.contain('sample-app.ts')
    }
  })

  it('masks addresses of people, pages and networks in the messages and causes of faults', () => {
    const cause = new Error('550 <anna@example.org> unknown at 10.1.2.3 and 2001:db8::7')
    const facts = faultFacts(new Error('GET https://x.example/s/token?q=1 failed', { cause }))
    expect(facts.message).to.equal('GET https://[address] failed')
    expect(facts.cause?.message).to.equal('550 <[email]> unknown at [ip] and [ip]')
    const stack = faultFacts(new Error('one\nanna@example.org at home')).frames.join()
    expect(stack).not.to.contain('anna')
    expect(faultFacts(new Error('at 12:30:15 nothing')).message).to.contain('nothing')
  })

  it('takes a sane request id and makes one otherwise', async () => {
    const { app } = sampleApp()
    const idFor = async (sent: string) =>
      (await request(app).get('/healthz').set('X-Request-Id', sent)).headers['x-request-id']
    expect(await idFor('trace-0123456789')).to.equal('trace-0123456789')
    for (const odd of ['short', 'anna@example.org', 'x'.repeat(65), 'a b c d e f g']) {
      expect(await idFor(odd)).to.match(/^[0-9a-f-]{36}$/)
    }
  })

  it('is measured by route pattern and class of status, for whoever holds the token', async () => {
    const { app } = sampleApp()
    await request(app).get('/api/v1/things/abc')
    await request(app).get('/api/v1/things/xyz')
    await request(app).get('/people/anna@example.org')
    const refused = await request(app).get('/metrics')
    expect(refused.status).to.equal(401)
    const answer = await request(app)
      .get('/metrics')
      .set('Authorization', 'Bearer a-long-metrics-token')
    expect(answer.status).to.equal(200)
    expect(answer.text).to.contain(
      'waymark_http_request_duration_seconds_count{method="GET",route="/api/v1/things/:thingId",status="2xx"} 2',
    )
    expect(answer.text).to.contain('route="none",status="4xx"} 1')
    expect(answer.text).to.contain('process_cpu_seconds_total')
    expect(answer.text).not.to.contain('anna')
    expect(answer.text).not.to.contain('/abc')
  })

  it('says that it is alive, and whether it is ready without saying why not', async () => {
    const sample = sampleApp()
    const { app } = sample
    expect((await request(app).get('/healthz')).body).to.deep.equal({ status: 'alive' })
    expect((await request(app).get('/readyz')).status).to.equal(200)
    sample.setReady(false)
    const answer = await request(app).get('/readyz')
    expect(answer.status).to.equal(503)
    expect(at(answer.body, 'values')).to.deep.equal({ failing: 'storage' })
    expect(answer.headers['retry-after']).to.equal('5')
    expect(answer.text).not.to.contain(secretMessage)
    expect((await request(app).get('/healthz')).status).to.equal(200)
  })
})
