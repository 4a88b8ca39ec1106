import { extname } from 'node:path'
import { expect } from 'chai'
import request from 'supertest'
import { networkOf } from '../../src/web/rate-limit.ts'
import { at } from './at.ts'
import { sampleApp } from './sample-app.ts'

describe('every answer', () => {
  it('carries a policy under which nothing of another origin and nothing inline runs', async () => {
    const { app } = sampleApp()
    for (const path of ['/', '/nowhere', '/api/v1/things/abc', '/api/docs']) {
      const { headers } = await request(app).get(path)
      const policy = headers['content-security-policy'] ?? ''
      expect(policy).to.contain("default-src 'none'")
      expect(policy).to.contain("script-src 'self'")
      expect(policy).to.contain("frame-ancestors 'none'")
      expect(policy).to.contain("form-action 'self'")
      expect(policy).to.contain("base-uri 'none'")
      expect(policy).not.to.contain('unsafe')
      expect(headers['referrer-policy']).to.equal('no-referrer')
      expect(headers['x-content-type-options']).to.equal('nosniff')
      expect(headers['x-powered-by']).to.equal(undefined)
      expect(headers['access-control-allow-origin']).to.equal(undefined)
    }
  })

  it('tells browsers to come by https only where people do', async () => {
    const plain = await request(sampleApp().app).get('/')
    expect(plain.headers['strict-transport-security']).to.equal(undefined)
    const safe = await request(sampleApp('https://badges.example.org').app).get('/')
    expect(safe.headers['strict-transport-security']).to.equal('max-age=31536000')
  })

  it('may be read by every origin only where it is a public document, without credentials', async () => {
    const { app } = sampleApp()
    const answer = await request(app).get('/public').set('Origin', 'https://verifier.example')
    expect(answer.headers['access-control-allow-origin']).to.equal('*')
    expect(answer.headers['access-control-allow-credentials']).to.equal(undefined)
    expect(answer.headers['cross-origin-resource-policy']).to.equal('cross-origin')
    const preflight = await request(app)
      .options('/public')
      .set('Origin', 'https://verifier.example')
    expect(preflight.status).to.equal(204)
    expect(preflight.headers['access-control-allow-methods']).to.equal('GET, HEAD, OPTIONS')
  })
})

describe('a limit of rate', () => {
  it('answers too many requests with 429 and when to come again', async () => {
    const { app } = sampleApp()
    await request(app).get('/limited').expect(200)
    await request(app).get('/limited').expect(200)
    const answer = await request(app).get('/limited')
    expect(answer.status).to.equal(429)
    expect(at(answer.body, 'code')).to.equal('too-many-requests')
    expect(Number(answer.headers['retry-after'])).to.be.within(1, 60)
  })

  it('gives a form back with everything typed, acts on nothing and says how long to wait', async () => {
    const agent = request.agent(sampleApp().app)
    const { text } = await agent.get('/things/few')
    const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const send = () =>
      agent
        .post('/things/few')
        .field('_csrf', token)
        .field('name', 'Compass')
        .attach('picture', Buffer.alloc(1), 'me.png')
    expect((await send()).status).to.equal(303)
    const answer = await send()
    expect(answer.status).to.equal(429)
    expect(Number(answer.headers['retry-after'])).to.be.within(1, 60)
    expect(answer.text).to.contain('Compass').and.contain('too-many-requests')
  })

  it('does not believe a forwarded address where no proxy is trusted', async () => {
    const { app } = sampleApp()
    const from = (address: string) => request(app).get('/limited').set('X-Forwarded-For', address)
    await from('203.0.113.1').expect(200)
    await from('203.0.113.2').expect(200)
    await from('203.0.113.3').expect(429)
  })

  it('counts an IPv6 network as one', async () => {
    const { app } = sampleApp('https://badges.example.org')
    const from = (address: string) => request(app).get('/limited').set('X-Forwarded-For', address)
    await from('2001:db8:1:2::1').expect(200)
    await from('2001:db8:1:2:ffff::9').expect(200)
    await from('2001:db8:1:2::3').expect(429)
    await from('2001:db8:1:3::1').expect(200)
    await from('203.0.113.1').expect(200)
  })

  it('knows networks however their addresses are written', () => {
    const of = (ip: string) => networkOf({ ip })
    expect(of('::1')).to.equal('0:0:0:0')
    expect(of('2001:db8::')).to.equal('2001:db8:0:0')
    expect(of('1:2:3:4:5:6:7:8')).to.equal('1:2:3:4')
    expect(of('::ffff:203.0.113.7')).to.equal('::ffff:203.0.113.7')
    expect(of('203.0.113.7')).to.equal('203.0.113.7')
  })
})

describe('static files', () => {
  it('are asked for again unless their name holds their hash; nothing hidden, no listings', async () => {
    const { app } = sampleApp()
    const answer = await request(app).get(`/assets/sample-app${extname(import.meta.url)}`)
    expect(answer.status).to.equal(200)
    expect(answer.headers['cache-control']).to.equal('public, no-cache')
    expect((await request(app).get('/assets/')).status).to.equal(404)
    expect((await request(app).get('/assets/../route.test.ts')).status).to.equal(404)
    expect((await request(app).get('/assets/%2e%2e%2f%2e%2e%2fpackage.json')).status).to.be.within(
      400,
      404,
    )
  })
})
