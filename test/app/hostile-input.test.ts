import { Validator } from '@seriousme/openapi-schema-validator'
import { expect } from 'chai'
import fc from 'fast-check'
import { scopes } from '../../src/caller.ts'
import * as hostile from './hostile.ts'
import { setStage, type Stage } from './stage.ts'

const {
  addresses,
  entriesOf,
  holdsAt,
  hostileText,
  hostileValue,
  member,
  nasty,
  operationsOf,
  wellFormed,
} = hostile

describe('whatever a client sends to the real service', () => {
  let stage: Stage
  let key: string
  let strangersKey: string
  let poorKey: string
  let document: unknown
  let operations: hostile.Operation[]
  let ids: Record<string, string>

  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    const person = await stage.person('learner@hostile.example')
    const award = await stage.held(stage.operator)
    const { groups, imports } = stage.service.services.learners
    const group = await groups.create(stage.operator, stage.museum, 'Hostile')
    const list = { kind: 'text', text: 'Ana\nBo' } as const
    const roster = await imports.open(stage.operator, stage.museum, list, {})
    key = await stage.key(stage.operator, scopes)
    strangersKey = await stage.key(person, scopes)
    poorKey = await stage.key(stage.operator, [])
    document = await (await fetch(`${stage.service.base}/api/openapi.json`)).json()
    operations = operationsOf(document)
    ids = {
      organizationId: stage.museum,
      achievementId: stage.achievementId,
      awardId: award.id,
      learnerId: award.learnerId,
      accountId: person.accountId,
      token: award.id,
      endorsementId: award.id,
      batchId: award.id,
      // Of the right shape; a bad body is refused before anybody looks for them.
      applicationId: award.id,
      pageId: award.id,
      number: '1',
      groupId: group.id,
      importId: roster.id,
    }
  })
  after(() => stage.stop())

  const fill = (path: string, values: Readonly<Record<string, string>> = ids) =>
    path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? name)

  const json = (secret?: string) => ({
    accept: 'application/json',
    'content-type': 'application/json',
    ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
  })

  const holds = (sent: hostile.Sent) => holdsAt(stage.service.base, sent)

  it('the OpenAPI document of the whole service is valid', async () => {
    const { valid, errors } = await new Validator().validate(
      Object.fromEntries(entriesOf(document)),
    )
    expect(errors ?? []).to.deep.equal([])
    expect(valid).to.equal(true)
    expect(operations.length).to.be.greaterThan(30)
  })

  it('every operation that is not for everybody refuses nobody, bad keys, strangers and keys without the scope', async function () {
    this.timeout(60_000)
    // Whoever asks at a class link for themselves needs no account; whoever asks for a child does.
    const partly = ['/api/v1/joins']
    const closed = operations.filter(({ isOpen, path }) => !isOpen && !partly.includes(path))
    const open = operations.filter(({ isOpen }) => isOpen).map(({ path }) => path)
    expect(open).to.have.members([
      '/api/v1/mail-stops/{token}',
      '/api/v1/joins/{token}',
      '/api/v1/verifications',
      '/identifiers/{did}',
      '/organizations/{owner}/vc-api/status/{number}/{purpose}',
    ])
    for (const { method, path, hasBody } of closed) {
      const name = `${method} ${path}`
      const ask = async (secret?: string) => {
        const body = hasBody ? { body: '{}' } : {}
        return holds({ method, path: fill(path), headers: json(secret), ...body })
      }
      expect(await ask(), name).to.equal(401)
      expect(await ask(`${key.slice(0, -1)}_`), name).to.equal(401)
      expect(await ask(poorKey), name).to.equal(403)
      if (path.includes('{'))
        expect(await ask(strangersKey), name).to.be.oneOf([400, 403, 404, 415])
    }
  })

  it('a stranger with a good body is told that there is no such organization', async () => {
    const good: Readonly<Record<string, unknown>> = {
      inviteStaff: { email: 'x@example.org', role: 'owner' },
      changeStaffRole: { role: 'owner' },
      addLearner: { name: 'X' },
      changeLearner: { name: 'X', ageBand: 'adult' },
      revokeAward: { reason: 'x' },
      suspendAward: { reason: 'x' },
      changeOrganization: { name: 'X', sector: 'museum', email: 'x@example.org' },
    }
    for (const [path, item] of entriesOf(member(document, 'paths'))) {
      for (const [method, operation] of entriesOf(item)) {
        const body = good[String(member(operation, 'operationId'))]
        if (body === undefined) continue
        const status = await holds({
          method: method.toUpperCase(),
          path: fill(path),
          headers: json(strangersKey),
          body: JSON.stringify(body),
        })
        expect(status, `${method} ${path}`).to.equal(404)
      }
    }
  })

  it('every operation with a body says 400 to a bad one', async () => {
    for (const { method, path } of operations.filter(({ hasBody }) => hasBody)) {
      for (const body of ['{"surprise":1}', '[]', '{', '"x"', 'null', '']) {
        const status = await holds({ method, path: fill(path), headers: json(key), body })
        // What takes a file takes no JSON.
        const takesFile = path.endsWith('/roster-files') || path.endsWith('/files')
        const refused = takesFile && body !== '' ? 415 : 400
        expect(status, `${method} ${path} ${body}`).to.equal(refused)
      }
    }
  })

  it('no path, query or body is a fault, with and without a key', async function () {
    this.timeout(120_000)
    const one = fc.record({
      operation: fc.nat().map((number) => operations[number % operations.length]),
      piece: fc.option(hostileText, { freq: 3 }),
      query: fc.option(
        fc.dictionary(fc.constantFrom('after', 'state', 'search', 'x'), hostileText),
      ),
      body: fc.dictionary(
        fc.constantFrom(
          'name',
          'email',
          'code',
          'reason',
          'learner',
          'achievementId',
          'year',
          'credential',
          'address',
          'file',
          'language',
          'endsAt',
        ),
        hostileValue,
      ),
      secret: fc.constantFrom('good', 'poor', 'none', 'bad'),
    })
    await fc.assert(
      fc.asyncProperty(one, async ({ operation, piece, query, body, secret }) => {
        if (operation === undefined) return
        const odd = piece === null ? undefined : encodeURIComponent(wellFormed(piece))
        const values = Object.fromEntries(
          Object.entries(ids).map(([name, id]) => [name, odd ?? id]),
        )
        const asked = new URLSearchParams(
          Object.entries(query ?? {}).map(([name, text]) => [name, wellFormed(text)]),
        )
        const secrets = { good: key, poor: poorKey, none: undefined, bad: 'wmk_\u00e9' }
        await holds({
          method: operation.method,
          path: `${fill(operation.path, values)}?${asked.toString()}`,
          headers: json(secrets[secret]),
          ...(operation.hasBody ? { body: JSON.stringify(body) } : {}),
        })
      }),
      { numRuns: 500 },
    )
  })

  it('no words that fit the schemas are a fault: half characters, controls, odd addresses and dates', async function () {
    this.timeout(120_000)
    const word = fc.oneof(
      fc.constantFrom(...nasty.filter((text) => text.trim() !== '' && text.length < 200)),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    )
    const address = fc.constantFrom(...addresses)
    const date = fc.constantFrom(
      '0000-01-01',
      '9999-12-31',
      '2026-02-29',
      '2024-02-29',
      '2026-05-20',
    )
    const fields = fc.record({ word, address, date, level: fc.integer({ min: -1, max: 12 }) })
    const base = `/api/v1/organizations/${stage.museum}`
    await fc.assert(
      fc.asyncProperty(fields, async ({ word, address, date, level }) => {
        const evidence = [{ url: address, name: word, narrative: word }]
        const facts = {
          name: word,
          description: word,
          criteria: word,
          achievementType: 'Badge',
          language: 'en',
        }
        const alignments = [{ targetName: word, targetUrl: address, targetCode: word }]
        const bodies: readonly (readonly [string, unknown])[] = [
          [
            `${base}/awards`,
            {
              achievementId: stage.achievementId,
              learner: { name: word },
              narrative: word,
              evidence,
              validUntil: date,
              activityEnd: date,
              level,
            },
          ],
          [
            `${base}/awards`,
            {
              achievementId: stage.achievementId,
              learner: { name: word },
              narrative: word,
              evidence: [{ narrative: word }],
              validUntil: date,
            },
          ],
          [
            `${base}/achievements`,
            {
              ...facts,
              tags: [word],
              alignments,
              rubric: { name: word, levels: [{ name: word, points: word }] },
            },
          ],
          [`${base}/achievements`, { ...facts, tags: [word], alignments: [] }],
          [`${base}/learners`, { name: word, email: `${word}@example.org` }],
          [
            `/api/v1/organizations`,
            {
              name: word,
              sector: 'museum',
              email: 'a@example.org',
              description: word,
              url: address,
            },
          ],
          ['/api/v1/claims', { code: word }],
          ['/api/v1/verifications', { address }],
        ]
        for (const [path, body] of bodies) {
          await holds({ method: 'POST', path, headers: json(key), body: JSON.stringify(body) })
        }
      }),
      {
        numRuns: 12,
        examples: nasty
          .slice(0, 4)
          .map((text) => [
            { word: text, address: 'https://example.org/', date: '2026-05-20', level: 0 },
          ]),
      },
    )
  })
})
