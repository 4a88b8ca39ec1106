import { expect } from 'chai'
import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { encodeStatusList } from '../../src/credentials/status-list.ts'
import type { VerificationDeps } from '../../src/verification/verification.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  statusIndex,
  today,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { checkNamed as check, verificationOver, without } from '../support/verification.ts'

const credentialsV1 = 'https://www.w3.org/2018/credentials/v1'
const openBadges = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

describe('Verification', () => {
  let issuer: ForeignIssuer
  let network: FakeNetwork
  before(async () => {
    issuer = await createForeignIssuer()
  })
  beforeEach(async () => {
    network = fakeNetwork()
    await issuer.serve(network)
  })

  const report = (
    text: string,
    deps: Partial<VerificationDeps> = {},
  ): Promise<VerificationReport> => verificationOver(network, deps).verifyPasted(text)
  const signed = (changes: JsonObject = {}) => issuer.sign(issuer.unsigned(changes))
  /** Without status entries, for the tests in which they do not matter. */
  const unsignedPlain = (changes: JsonObject = {}) =>
    without(issuer.unsigned(changes), 'credentialStatus')

  it('finds a good badge of another platform good, and says from where each answer came', async () => {
    const answer = await report(await signed())
    expect(
      answer.checks.map(({ name, result, code }) => `${name} ${result} ${code}`),
    ).to.deep.equal([
      'structure passed open-badge',
      'issuer passed issuer-found',
      'proof passed signed-by-issuer',
      'validity passed within-dates',
      'status passed status-good',
      'schema passed open-badges-schema',
      'recognition not-applicable no-registry-known',
    ])
    expect(answer).to.include({ verdict: 'valid', format: 'json', trial: false })
    expect(answer.verifiedAt).to.equal('2025-06-15T12:00:00Z')
    expect(check(answer, 'issuer')?.source).to.match(
      /^https:\/\/badges\.elsewhere\.org\/.*did\.json$/,
    )
    expect(check(answer, 'status')?.source).to.equal(issuer.listUrl('revocation'))
    expect(check(answer, 'status')?.values).to.include({ asOf: '2025-06-15T11:00:00Z' })
  })

  it('says what the badge says', async () => {
    const { credential } = await report(await signed())
    expect(credential).to.deep.include({
      proven: true,
      issuer: { id: issuer.did, name: 'Naturkundemuseum ® Nürnberg' },
      recipient: { form: 'hashed-identifier', id: 'urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90' },
      awardedDate: '2025-02-28T09:00:00Z',
      evidenceCount: 2,
      results: [{ name: 'Field work', level: 'Skilled' }],
    })
    expect(credential.achievement).to.include({ name: 'Tide pool ecologist' })
    expect(credential.achievement?.criteria).to.contain('two surveys')
  })

  for (const algorithm of ['RS256', 'Ed25519'] as const) {
    it(`finds a VC-JWT signed with ${algorithm} good`, async () => {
      const answer = await report(issuer.jwt(issuer.unsigned(), algorithm))
      expect(answer).to.include({ verdict: 'valid', format: 'jwt' })
    })
  }

  it('finds a revoked badge revoked and a suspended one suspended; revoked weighs more', async () => {
    network.served.set(
      issuer.listUrl('suspension'),
      await issuer.statusList('suspension', [statusIndex]),
    )
    const suspended = await report(await signed())
    expect(suspended.verdict).to.equal('suspended')
    network.served.set(
      issuer.listUrl('revocation'),
      await issuer.statusList('revocation', [statusIndex]),
    )
    const revoked = await report(await signed())
    expect(revoked.verdict).to.equal('revoked')
    expect(check(revoked, 'status')).to.include({ result: 'failed', code: 'revoked' })
  })

  it('reads its own bit and not its neighbours', async () => {
    const around = await issuer.statusList('revocation', [statusIndex - 1, statusIndex + 1])
    network.served.set(issuer.listUrl('revocation'), around)
    expect((await report(await signed())).verdict).to.equal('valid')
  })

  it('gives the reason of one of our own awards, by our own list and nobody else’s', async () => {
    const address = issuer.listUrl('revocation')
    const list = await issuer.statusList('revocation', [statusIndex])
    network.served.set(address, list)
    const asked: string[] = []
    const revocationReason = async (id: string) => {
      asked.push(id)
      return id.includes('/credentials/') ? 'given twice' : undefined
    }
    const ours = {
      revocationReason,
      resolveOwn: async (one: string) => (one === address ? parseJsonObject(list) : undefined),
    }
    const text = await signed()
    expect(check(await report(text, ours), 'status')?.values).to.include({ reason: 'given twice' })

    asked.length = 0
    const theirs = check(await report(text, { revocationReason }), 'status')
    expect(theirs).to.include({ code: 'revoked' })
    expect(theirs?.values).to.not.have.property('reason')
    const changed = check(await report(text.replace('limpets', 'whales'), ours), 'status')
    expect(changed?.values ?? {}).to.not.have.property('reason')
    expect(asked).to.deep.equal([])
  })

  it('finds dates before and after their time, by the names of 2.0 and of 1.1', async () => {
    const verdictAt = async (text: string, now: string) =>
      (await report(text, { now: () => new Date(now) })).verdict
    const plain = await issuer.sign(unsignedPlain())
    expect(await verdictAt(plain, '2025-02-01T00:00:00Z')).to.equal('not-yet-valid')
    expect(await verdictAt(plain, '2025-03-01T10:00:00Z')).to.equal('valid')
    expect(await verdictAt(plain, '2027-03-01T10:00:00Z')).to.equal('valid')
    expect(await verdictAt(plain, '2027-03-01T10:00:01Z')).to.equal('expired')

    const { validFrom, validUntil, ...rest } = unsignedPlain()
    const old = await issuer.sign({
      ...rest,
      '@context': [credentialsV1, openBadges],
      issuanceDate: validFrom ?? '',
      expirationDate: validUntil ?? '',
    })
    expect(await verdictAt(old, '2025-06-01T00:00:00Z')).to.equal('valid')
    expect(await verdictAt(old, '2025-02-01T00:00:00Z')).to.equal('not-yet-valid')
    expect(await verdictAt(old, '2027-06-01T00:00:00Z')).to.equal('expired')
  })

  it('finds a changed badge invalid, and marks what it says as unproven', async () => {
    const text = (await signed()).replace('Counted limpets', 'Counted whales')
    const answer = await report(text)
    expect(answer.verdict).to.equal('invalid')
    expect(check(answer, 'proof')).to.include({ result: 'failed', code: 'signature-invalid' })
    expect(answer.credential.proven).to.equal(false)
  })

  it('finds a badge without a proof invalid', async () => {
    const answer = await report(JSON.stringify(issuer.unsigned()))
    expect(answer.verdict).to.equal('invalid')
    expect(check(answer, 'proof')).to.include({ code: 'proof-missing' })
  })

  describe('The status is never green unless it was seen', () => {
    const statusWith = async (list: string | number | JsonObject | { refusal: 'unreachable' }) => {
      network.served.set(issuer.listUrl('revocation'), list)
      const answer = await report(await signed())
      return `${answer.verdict} ${check(answer, 'status')?.result} ${check(answer, 'status')?.code}`
    }
    const list = (changes: JsonObject, set: number[] = []) =>
      issuer.statusList('revocation', set, changes)

    it('with a list that cannot be reached or read', async () => {
      const unreached = 'could-not-check unknown status-list-not-reached'
      expect(await statusWith({ refusal: 'unreachable' })).to.equal(unreached)
      expect(await statusWith(500)).to.equal(unreached)
      expect(await statusWith(404)).to.equal(unreached)
      expect(await statusWith('<html>')).to.equal('could-not-check unknown status-list-unreadable')
    })

    it('with a list that is over or not yet begun', async () => {
      const stale = 'could-not-check unknown status-list-out-of-date'
      expect(await statusWith(await list({ validUntil: '2025-06-15T11:59:59Z' }))).to.equal(stale)
      expect(await statusWith(await list({ validFrom: '2025-06-15T12:00:01Z' }))).to.equal(stale)
    })

    it('with a list that was tampered with or has no proof', async () => {
      const forged = 'could-not-check failed status-list-not-genuine'
      const good = parseJsonObject(await list({}, [statusIndex]))
      const subject = good['credentialSubject'] as JsonObject
      const cleared = {
        ...good,
        credentialSubject: { ...subject, encodedList: encodeStatusList([]) },
      }
      expect(await statusWith(cleared)).to.equal(forged)
      expect(await statusWith(without(good, 'proof'))).to.equal(forged)
    })

    it('with a list that somebody else signed, under their name or the issuer’s', async () => {
      const stranger = await createForeignIssuer('https://stranger.example.net')
      const theirs = await stranger.statusList('revocation', [], {
        id: issuer.listUrl('revocation'),
      })
      await stranger.serve(network)
      expect(await statusWith(theirs)).to.equal(
        'could-not-check failed status-list-of-another-issuer',
      )
      const posing = await stranger.statusList('revocation', [], {
        id: issuer.listUrl('revocation'),
        issuer: issuer.did,
      })
      expect(await statusWith(posing)).to.equal('could-not-check failed status-list-not-genuine')
    })

    it('with a list of another purpose, place or kind', async () => {
      const suspension = await issuer.statusList('suspension', [], {
        id: issuer.listUrl('revocation'),
      })
      expect(await statusWith(suspension)).to.equal(
        'could-not-check failed status-list-for-another-purpose',
      )
      const malformed = 'could-not-check failed status-list-malformed'
      expect(await statusWith(await list({ id: `${issuer.listUrl('revocation')}2` }))).to.equal(
        malformed,
      )
      expect(await statusWith(await list({ type: ['VerifiableCredential'] }))).to.equal(malformed)
      const subject = (encodedList: string): JsonObject => ({
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        encodedList,
      })
      for (const encoded of ['', 'u', 'uAAAA', 'hello']) {
        const odd = await list({ credentialSubject: subject(encoded) })
        expect(await statusWith(odd), encoded).to.equal(malformed)
      }
      const short = await list({ credentialSubject: subject(encodeStatusList([], 8)) })
      expect(await statusWith(short)).to.equal('could-not-check failed status-list-too-short')
      const bomb = await list({ credentialSubject: subject(encodeStatusList([], 512_000_000)) })
      expect(await statusWith(bomb)).to.equal('could-not-check failed status-list-too-large')
    })

    it('with an entry whose place is no place', async () => {
      const withIndex = async (statusListIndex: string | number) => {
        const [entry] = issuer.unsigned()['credentialStatus'] as JsonObject[]
        const answer = await report(
          await signed({ credentialStatus: { ...entry, statusListIndex } }),
        )
        return `${answer.verdict} ${check(answer, 'status')?.code}`
      }
      expect(await withIndex('131071')).to.equal('valid status-good')
      for (const beyond of ['131072', '99999999999999999999', '9'.repeat(400)]) {
        expect(await withIndex(beyond)).to.equal('could-not-check status-index-out-of-range')
      }
      for (const odd of ['-1', '1.5', '0x10', '007', '', ' 1', '1e3', 5]) {
        expect(await withIndex(odd), String(odd)).to.equal('could-not-check status-entry-malformed')
      }
    })

    it('with an entry of a kind or purpose that we do not know', async () => {
      const [entry = {}] = issuer.unsigned()['credentialStatus'] as JsonObject[]
      const of = async (changes: JsonObject) => {
        const answer = await report(await signed({ credentialStatus: { ...entry, ...changes } }))
        return `${answer.verdict} ${check(answer, 'status')?.code}`
      }
      const kind = 'could-not-check status-kind-not-known'
      const other = { id: 'https://museum.example.org/status', type: 'JsonSchema' }
      const odd = await report(await signed({ credentialStatus: other }))
      expect(`${odd.verdict} ${check(odd, 'status')?.code}`).to.equal(kind)
      expect(await of({ statusSize: 2 })).to.equal('could-not-check status-entry-malformed')
      network.served.set(
        issuer.listUrl('revocation'),
        await list(
          {
            credentialSubject: {
              type: 'BitstringStatusList',
              statusPurpose: 'remarks',
              encodedList: encodeStatusList([statusIndex]),
            },
          },
          [],
        ),
      )
      expect(await of({ statusPurpose: 'remarks' })).to.equal(
        'could-not-check status-purpose-not-known',
      )
    })

    it('and a badge without an entry needs none', async () => {
      const answer = await report(await issuer.sign(unsignedPlain()))
      expect(answer.verdict).to.equal('valid')
      expect(check(answer, 'status')).to.include({ result: 'not-applicable' })
    })
  })

  it('keeps documents of issuers for some minutes, and asks for the status each time', async () => {
    let now = today
    const checker = verificationOver(network, { now: () => now })
    const text = await signed()
    const asked = async () => {
      network.asked.length = 0
      await checker.verifyPasted(text)
      return network.asked.map((address) => address.split('/').at(-1))
    }
    expect(await asked()).to.have.members(['did.json', 'revocation', 'suspension'])
    expect(await asked()).to.have.members(['revocation', 'suspension'])
    now = new Date(today.getTime() + 301_000)
    expect(await asked()).to.include('did.json')
  })

  it('says which registries name the issuer, and does not hold it against a stranger', async () => {
    const text = await signed()
    const of = async (answer: readonly string[] | undefined) =>
      report(text, { recognise: () => Promise.resolve(answer) })
    expect(check(await of(['Bay Area']), 'recognition')).to.include({ code: 'in-registry' })
    expect(check(await of([]), 'recognition')).to.include({ code: 'in-no-known-registry' })
    const unreached = await of(undefined)
    expect(check(unreached, 'recognition')).to.include({ result: 'unknown' })
    expect(unreached.verdict).to.equal('valid')
  })

  it('answers whatever is sent with a report or with unreadable, never with a fault', async () => {
    const odd: JsonObject[] = [
      { type: 'x' },
      { '@context': null, type: null, issuer: null, credentialSubject: null, proof: null },
      { type: ['OpenBadgeCredential'], issuer: [], credentialSubject: [[]], proof: [[], 1, null] },
      {
        ...issuer.unsigned(),
        '@context': { '@import': 'https://x.example' },
        proof: { type: 'x' },
      },
      { ...issuer.unsigned(), issuer: 'did:web:..:..', proof: {} },
      {
        ...issuer.unsigned(),
        issuer: { id: 'javascript:alert(1)' },
        credentialStatus: 'x',
        proof: {},
      },
      { ...issuer.unsigned(), credentialSubject: [{}, {}], evidence: 1, proof: [] },
    ]
    for (const one of odd) {
      const answer = await report(JSON.stringify(one))
      expect(['invalid', 'could-not-check']).to.include(answer.verdict)
    }
  })
})
