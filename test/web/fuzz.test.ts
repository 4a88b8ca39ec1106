import { request as send, type Server } from 'node:http'
import { expect } from 'chai'
import fc from 'fast-check'
import { sampleApp } from './sample-app.ts'

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: Uint8Array
}

/** The bare client: it sends addresses as they are, which others would mend first. */
function statusOf(port: number, { method, path, headers = {}, body }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(body.length) }
    const call = send(
      { port, host: '127.0.0.1', method, path, headers: { ...headers, ...length } },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
      },
    )
    call.on('error', reject)
    call.end(body)
  })
}

describe('whatever a client sends', () => {
  let server: Server
  let port = 0
  before((done) => {
    server = sampleApp().app.listen(0, '127.0.0.1', () => {
      const address = server.address()
      port = typeof address === 'object' && address !== null ? address.port : 0
      done()
    })
  })
  after(() => server.close())

  const key = { Authorization: 'Bearer writer' }
  const body = fc.uint8Array({ maxLength: 300 })
  const holds = async (sent: Sent) => {
    const status = await statusOf(port, sent)
    expect(status, JSON.stringify(sent)).to.be.within(200, 499)
  }
  const never = (name: string, requests: fc.Arbitrary<Sent>) =>
    it(`is never answered with a fault: ${name}`, async () => {
      await fc.assert(fc.asyncProperty(requests, holds), { numRuns: 150 })
    })

  never(
    'bytes as JSON',
    body.map((bytes) => ({
      method: 'POST',
      path: '/api/v1/things',
      headers: { ...key, 'Content-Type': 'application/json' },
      body: bytes,
    })),
  )
  never(
    'JSON of any shape',
    fc.json({ maxDepth: 4 }).map((text) => ({
      method: 'POST',
      path: '/api/v1/things',
      headers: { ...key, 'Content-Type': 'application/json' },
      body: Buffer.from(text),
    })),
  )
  never(
    'nearly the right JSON',
    fc
      .record(
        { name: fc.jsonValue(), email: fc.string(), kind: fc.jsonValue(), parts: fc.jsonValue() },
        { requiredKeys: [] },
      )
      .map((value) => ({
        method: 'POST',
        path: '/api/v1/things',
        headers: { ...key, 'Content-Type': 'application/json' },
        body: Buffer.from(JSON.stringify(value)),
      })),
  )
  const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => {
    // Lone surrogates cannot be sent; the raw escapes below are what a client can do instead.
    return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?'))
  })
  const escapes = fc
    .array(
      fc.constantFrom(
        '%',
        '%ff',
        '%00',
        '%2f',
        '%2e',
        '..',
        '/',
        ';',
        '[',
        ']',
        '\\',
        'a',
        '?',
        '&',
        '=',
      ),
    )
    .map((parts) => parts.join(''))
  never(
    'addresses',
    fc
      .tuple(
        fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'),
        fc.constantFrom(
          '/',
          '/api/v1/things/',
          '/mine/',
          '/assets/',
          '/api/docs/',
          '/api/problems/',
          '/sign-in?next=',
        ),
        fc.oneof(anyText, escapes),
      )
      .map(([method, prefix, rest]) => ({ method, path: `${prefix}${rest}` })),
  )
  never(
    'queries',
    fc
      .array(
        fc.tuple(
          fc.oneof(anyText, fc.constantFrom('limit', 'tag', 'lang', 'next', '__proto__')),
          anyText,
        ),
      )
      .map((pairs) => ({
        method: 'GET',
        path: `/api/v1/things/abc?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`,
      })),
  )
  const name = fc
    .tuple(
      fc.constantFrom(
        'account',
        'name',
        '__proto__',
        'constructor',
        'parts',
        '_csrf',
        'toString',
        '',
      ),
      fc.array(fc.constantFrom('[0]', '[4000000000]', '[]', '[a]', '[__proto__]', '[', ']'), {
        maxLength: 8,
      }),
    )
    .map(([first, steps]) => first + steps.join(''))
  never(
    'forms',
    fc.array(fc.tuple(name, anyText), { maxLength: 10 }).map((pairs) => ({
      method: 'POST',
      path: '/sign-in',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(pairs.map(([one, value]) => `${one}=${value}`).join('&')),
    })),
  )
  never(
    'forms in parts',
    fc.array(fc.tuple(name, fc.string({ maxLength: 20 })), { maxLength: 10 }).map((pairs) => ({
      method: 'POST',
      path: '/sign-in',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: Buffer.from(
        `${pairs.map(([one, value]) => `--x\r\nContent-Disposition: form-data; name="${one}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`,
      ),
    })),
  )
  never(
    'bytes as a form in parts',
    body.map((bytes) => ({
      method: 'POST',
      path: '/sign-in',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: Buffer.concat([Buffer.from('--x\r\n'), bytes]),
    })),
  )
  never(
    'headers',
    fc
      .tuple(
        fc.constantFrom(
          'Accept',
          'Accept-Language',
          'Cookie',
          'Authorization',
          'X-Request-Id',
          'Origin',
          'Range',
          'Content-Type',
          'If-None-Match',
          'X-Forwarded-For',
          'Host',
        ),
        fc.stringMatching(/^[\x20-\x7e]{0,60}$/),
        fc.constantFrom(
          '/',
          '/mine/abc',
          '/sign-in',
          '/api/v1/things/abc',
          '/assets/sample-app.ts',
        ),
      )
      .map(([header, value, path]) => ({ method: 'GET', path, headers: { [header]: value } })),
  )
})
