import { expect } from 'chai'
import { createHash, randomBytes } from 'node:crypto'
import { createAnsweredRequests } from '../../src/accounts/answered-requests.ts'
import { answeredRequestTable } from '../../src/accounts/tables.ts'
import type { Caller } from '../../src/caller.ts'
import { WaymarkError, type ErrorCode } from '../../src/errors.ts'
import { createAnswerOnce, readIdempotencyKey, type AskedOnce } from '../../src/web/idempotency.ts'
import type { RouteAnswer, RouteFacts } from '../../src/web/route.ts'
import { temporarySqlite } from '../support/storage.ts'

const write = { method: 'post', access: 'awards:write' } as const
const caller: Caller = { accountId: 'zoe', apiKeyId: 'key-1', scopes: 'every', operator: false }
const asked: AskedOnce = {
  caller,
  key: '"one"',
  method: 'POST',
  address: '/api/v1/things?fine=1',
  contentType: 'application/json',
  body: { name: 'Zoë Núñez' },
  bytes: new Uint8Array(),
}

describe('the Idempotency-Key header', () => {
  it('is a string in quotes, or bare', () => {
    expect(readIdempotencyKey('"a b"')).to.equal('a b')
    expect(readIdempotencyKey('"\\"\\\\"')).to.equal('"\\')
    expect(readIdempotencyKey('8e03978e-40d5-43dd-bc93-6894a57f9324')).to.have.length(36)
    expect(readIdempotencyKey(`"${'x'.repeat(255)}"`)).to.have.length(255)
  })

  it('is refused when it is empty, too long, several, or no text of ASCII', () => {
    const wrong = ['', '""', '"', '"a', 'a b', '"a", "b"', 'a, b', '"a\\b"', '"ü"', 'x'.repeat(256)]
    for (const field of wrong) {
      expect(() => readIdempotencyKey(field), field).to.throw('idempotency-key-malformed')
    }
  })
})

describe('a request that is repeated', () => {
  let ahead = 0
  let kept: Awaited<ReturnType<typeof temporarySqlite>>
  const faults: string[] = []
  before(async () => void (kept = await temporarySqlite()))
  after(() => kept.discard())

  let once: ReturnType<typeof createAnswerOnce>
  before(async () => {
    const answered = kept.storage.open(answeredRequestTable)
    once = createAnswerOnce(
      createAnsweredRequests({
        requests: answered,
        secret: createHash('sha256').update('secret').digest(),
        world: {
          now: () => new Date(Date.now() + ahead),
          random: (size) => randomBytes(size),
          newId: () => randomBytes(16).toString('base64url'),
          newUuid: () => '',
        },
      }),
      (where) => void faults.push(where),
    )
    await kept.storage.prepare()
  })

  /** Counts how often the work was really done. */
  function worker(answers: readonly (() => RouteAnswer | Promise<RouteAnswer>)[]) {
    const ids: (string | undefined)[] = []
    return {
      ids,
      perform: async (repeatId: string | undefined) => {
        ids.push(repeatId)
        const answer = answers[Math.min(ids.length, answers.length) - 1]
        if (answer === undefined) throw new Error('no answer is left')
        return answer()
      },
    }
  }
  const fail = (code: ErrorCode) => (): never => {
    throw new WaymarkError(code, { values: { seconds: 3 } })
  }
  const outcome = async (work: Promise<unknown>) =>
    work.then(
      () => 'answered',
      (error: unknown) => (error instanceof WaymarkError ? error.code : String(error)),
    )
  const withKey = (key: string, more: Partial<AskedOnce> = {}): AskedOnce => ({
    ...asked,
    key,
    ...more,
  })
  const ask = (
    key: string,
    { perform }: ReturnType<typeof worker>,
    more: Partial<AskedOnce> = {},
    route: Pick<RouteFacts, 'method' | 'access' | 'writes' | 'resumable'> = write,
  ) => once(route, withKey(key, more), perform)

  it('is answered again as it was, and performed once', async () => {
    const work = worker([() => ({ status: 201, headers: { Location: '/x' }, body: { id: 1 } })])
    const first = await ask('again', work)
    const second = await ask('again', work)
    expect(first.replayed).to.equal(false)
    expect(second).to.deep.equal({
      replayed: true,
      answer: { status: 201, headers: { Location: '/x' }, body: { id: 1 } },
    })
    expect(work.ids).to.have.length(1)
  })

  it('keeps bytes as bytes, and an answer of nothing as nothing', async () => {
    const bytes = worker([() => ({ status: 200, body: Buffer.from([0, 255, 1]) })])
    await ask('bytes', bytes)
    const second = await ask('bytes', bytes)
    expect('answer' in second && second.answer.body).to.deep.equal(Buffer.from([0, 255, 1]))
    const nothing = worker([() => ({ status: 204 })])
    await ask('nothing', nothing)
    const again = await ask('nothing', nothing)
    expect('answer' in again && again.answer).to.deep.equal({ status: 204, body: undefined })
  })

  it('is refused when it is another request: other body, address, method or kind', async () => {
    const work = worker([() => ({ status: 200 })])
    await ask('same', work)
    const others: Partial<AskedOnce>[] = [
      { body: { name: 'Ana' } },
      { address: '/api/v1/things' },
      { method: 'PUT' },
      { contentType: 'text/plain' },
      { bytes: Buffer.from('x') },
    ]
    for (const other of others) {
      expect(await outcome(ask('same', work, other))).to.equal('idempotency-key-reused')
    }
    expect(work.ids).to.have.length(1)
  })

  it('stays refused where it was refused, with the same facts', async () => {
    const work = worker([fail('conflict')])
    expect(await outcome(ask('refused', work))).to.equal('conflict')
    const second = await ask('refused', work)
    expect('error' in second && [second.error.code, second.error.values]).to.deep.equal([
      'conflict',
      { seconds: 3 },
    ])
    expect(work.ids).to.have.length(1)
  })

  it('is performed again, under the same id, after a fault of ours or a limit of the moment', async () => {
    for (const code of ['service-fault', 'too-many-requests', 'changed-meanwhile'] as const) {
      const work = worker([fail(code), () => ({ status: 201 })])
      expect(await outcome(ask(code, work))).to.equal(code)
      expect((await ask(code, work)).replayed).to.equal(false)
      expect((await ask(code, work)).replayed).to.equal(true)
      expect(work.ids).to.have.length(2)
      expect(work.ids[0]).to.equal(work.ids[1])
    }
  })

  it('waits while the first is still at it', async () => {
    let finish: (answer: RouteAnswer) => void = () => undefined
    const work = worker([() => new Promise<RouteAnswer>((resolve) => void (finish = resolve))])
    const first = ask('running', work)
    while (work.ids.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(await outcome(ask('running', work))).to.equal('request-running')
    finish({ status: 200 })
    await first
    expect((await ask('running', work)).replayed).to.equal(true)
  })

  it('has an unknown fate when it broke off, unless it can be carried on', async () => {
    const never = () => new Promise<RouteAnswer>(() => undefined)
    for (const [key, resumable] of [
      ['broken', false],
      ['carried', true],
    ] as const) {
      const work = worker([never, () => ({ status: 201 })])
      void ask(key, work, {}, { ...write, resumable })
      while (work.ids.length === 0) await new Promise((resolve) => setImmediate(resolve))
      ahead += 121_000
      const second = await outcome(ask(key, work, {}, { ...write, resumable }))
      expect(second).to.equal(resumable ? 'answered' : 'fate-unknown')
      if (resumable) expect(work.ids[0]).to.equal(work.ids[1]).and.to.be.a('string')
    }
  })

  it('is a new one after a day', async () => {
    const work = worker([() => ({ status: 201 })])
    await ask('day', work)
    ahead += 24 * 3_600_000 + 1000
    const other = { body: { name: 'Somebody else' } }
    expect((await ask('day', work, other)).replayed).to.equal(false)
    expect(work.ids[0]).not.to.equal(work.ids[1])
  })

  it('belongs to its own key or account: another one has keys of its own', async () => {
    const work = worker([() => ({ status: 200 })])
    await ask('mine', work)
    await ask('mine', work, { caller: { ...caller, apiKeyId: 'key-2' } })
    const { apiKeyId: _key, ...atBrowser } = caller
    await ask('mine', work, { caller: atBrowser })
    expect(work.ids).to.have.length(3)
  })

  it('is done and not kept when the answer is too large', async () => {
    const large = randomBytes(7 * 1024 * 1024)
    const work = worker([() => ({ status: 200, body: large })])
    await ask('large', work)
    expect(await outcome(ask('large', work))).to.equal('answer-not-kept')
    expect(work.ids).to.have.length(1)
  })

  it('needs a caller and a write: where nothing is changed the key is not looked at', async () => {
    const work = worker([() => ({ status: 200 })])
    await ask('not a key', work, {}, { ...write, writes: false })
    await ask('not a key', work, { caller: undefined }, { ...write, access: 'anyone' })
    expect(work.ids).to.deep.equal([undefined, undefined])
  })

  it('leaves nothing in the store that could be read: no name, no code, no key', async () => {
    const work = worker([() => ({ status: 201, body: { claimCode: 'ABCD-EFGH-JKMN-P' } })])
    await ask('"very-secret-key"', work)
    const rows: string[] = []
    for await (const row of kept.storage.dump()) rows.push(JSON.stringify(row))
    const dump = rows.join('\n')
    expect(dump).to.contain('answeredRequests')
    for (const word of ['Zoë', 'ABCD-EFGH', 'very-secret-key', 'things', 'claimCode']) {
      expect(dump).not.to.contain(word)
    }
    expect(faults).to.deep.equal([])
  })
})
