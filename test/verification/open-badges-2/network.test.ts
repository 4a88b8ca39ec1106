import { createServer, type RequestListener, type Server } from 'node:http'
import { expect } from 'chai'
import type { JsonObject } from '../../../src/credentials/json.ts'
import { createNetwork, type Network } from '../../../src/network/guarded-fetch.ts'
import { createVerification } from '../../../src/verification/verification.ts'
import { today } from '../../support/foreign-issuer.ts'
import { createOlderIssuer, type OlderIssuer } from '../../support/older-issuer.ts'
import { checkNamed as check } from '../../support/verification.ts'

describe('A hosted badge, over the real way out', () => {
  let server: Server
  let network: Network
  let issuer: OlderIssuer
  let answers: Record<string, RequestListener>

  const json =
    (value: JsonObject): RequestListener =>
    (_, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value))

  beforeEach(async () => {
    server = createServer((request, response) => {
      const listener = answers[request.url ?? '']
      if (listener === undefined) response.writeHead(404).end()
      else listener(request, response)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const host = `school.local:${address.port}`
    issuer = createOlderIssuer(`http://${host}`)
    answers = {
      '/assertions/17': json(issuer.assertion()),
      '/badges/soldering': json(issuer.badgeClass()),
      '/issuer': json(issuer.profile()),
    }
    network = createNetwork({
      allowHosts: [host, '127.0.0.1'],
      lookup: (name) =>
        Promise.resolve([
          { address: name === 'school.local' ? '127.0.0.1' : '10.0.0.7', family: 4 },
        ]),
      timeout: 500,
    })
  })
  afterEach(async () => {
    await network.close()
    server.closeAllConnections()
    server.close()
  })

  const report = (badge: JsonObject = issuer.assertion()) =>
    createVerification({
      now: () => today,
      network,
      resolveOwn: () => Promise.resolve(undefined),
      ownShare: () => Promise.resolve({ kind: 'not-ours' }),
      readQr: () => Promise.resolve(undefined),
      revocationReason: () => Promise.resolve(undefined),
    }).verifyPasted(JSON.stringify(badge))
  const proofOf = async (badge?: JsonObject) => {
    const proof = check(await report(badge), 'proof')
    return [proof?.code, proof?.values?.['reason']].filter(Boolean).join(' ')
  }

  it('is good where a school hosts it in its own network', async () => {
    expect(await report()).to.include({ verdict: 'valid' })
  })

  it('is not fetched from inside by a name, an address, a redirect or another protocol', async () => {
    const inside = (id: string) => proofOf(issuer.assertion({ id }))
    expect(await inside('https://inside.example/1')).to.equal('hosted-not-reached refused-address')
    expect(await inside('https://169.254.169.254/latest')).to.equal(
      'hosted-not-reached refused-address',
    )
    expect(await inside('http://inside.example/1')).to.equal('hosted-not-reached refused-address')
    expect(await inside('https://me:secret@school.local/1')).to.equal(
      'hosted-not-reached refused-url',
    )
    expect(await inside('file:///etc/passwd')).to.equal('hosted-address-missing')
    answers['/assertions/17'] = (_, response) =>
      response.writeHead(302, { location: 'https://inside.example/1' }).end()
    expect(await proofOf()).to.equal('hosted-not-reached refused-address')
  })

  it('may be redirected inside the issuer’s host, and goes round no more than a few times', async () => {
    answers['/moved'] = json(issuer.assertion())
    answers['/assertions/17'] = (_, response) =>
      response.writeHead(302, { location: '/moved' }).end()
    expect(await report()).to.include({ verdict: 'valid' })
    answers['/assertions/17'] = (_, response) =>
      response.writeHead(302, { location: '/assertions/17' }).end()
    expect(await proofOf()).to.equal('hosted-not-reached too-many-redirects')
  })

  it('is not believed where the issuer’s host redirects to another', async () => {
    const elsewhere = createServer(json(issuer.assertion()))
    await new Promise<void>((done) => elsewhere.listen(0, '127.0.0.1', done))
    const address = elsewhere.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    answers['/assertions/17'] = (_, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${address.port}/` }).end()
    try {
      expect(await proofOf()).to.equal('hosted-redirects-elsewhere')
    } finally {
      elsewhere.closeAllConnections()
      elsewhere.close()
    }
  })

  it('is given up where the answer never ends, is too large, or is a bomb', async () => {
    answers['/assertions/17'] = (_, response) => {
      response.write('{"type":')
    }
    expect(await proofOf()).to.equal('hosted-not-reached too-slow')
    answers['/assertions/17'] = (_, response) => response.end(Buffer.alloc(1_100_000, 0x20))
    expect(await proofOf()).to.equal('hosted-not-reached too-large')
    answers['/assertions/17'] = (_, response) =>
      response.end(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(await proofOf()).to.equal('hosted-not-reached not-json')
    answers['/assertions/17'] = (_, response) =>
      response.end(
        JSON.stringify(issuer.assertion()).replace('"type"', '"type":"Assertion","type"'),
      )
    expect(await proofOf()).to.equal('hosted-not-reached not-json')
  })
})
