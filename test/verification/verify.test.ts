import { expect } from 'chai'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { generateKeyPair } from '../../src/credentials/keys.ts'
import { encodeStatusList } from '../../src/credentials/status-list.ts'
import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { createVerification, type VerificationDeps } from '../../src/verification/verification.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  statusIndex,
  today,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'

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

  const verification = (deps: Partial<VerificationDeps> = {}) =>
    createVerification({
      now: () => today,
      network,
      resolveOwn: () => Promise.resolve(undefined),
      ownShare: () => Promise.resolve({ kind: 'not-ours' }),
      revocationReason: () => Promise.resolve(undefined),
      ...deps,
    })
  const report = async (
    input: string | Uint8Array,
    deps: Partial<VerificationDeps> = {},
  ): Promise<VerificationReport> => {
    const checker = verification(deps)
    return typeof input === 'string' ? checker.verifyPasted(input) : checker.verifyFile(input)
  }
  const check = (of: VerificationReport, name: string) => of.checks.find((one) => one.name === name)
  const signed = (changes: JsonObject = {}) => issuer.sign(issuer.unsigned(changes))
  /** Without status entries, for the tests in which they do not matter. */
  const unsignedPlain = (changes: JsonObject = {}): JsonObject => {
    const { credentialStatus: _status, ...rest } = issuer.unsigned(changes)
    return rest
  }

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

  it('gives the reason of one of our own awards', async () => {
    network.served.set(
      issuer.listUrl('revocation'),
      await issuer.statusList('revocation', [statusIndex]),
    )
    const answer = await report(await signed(), {
      revocationReason: async (id) => (id.includes('/credentials/') ? 'given twice' : undefined),
    })
    expect(check(answer, 'status')?.values).to.include({ reason: 'given twice' })
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
      const { proof: _proof, ...unsigned } = good
      expect(await statusWith(unsigned)).to.equal(forged)
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
      for (const encoded of ['', 'u', 'uAAAA', 'hello', encodeStatusList([], 8)]) {
        const odd = await list({ credentialSubject: subject(encoded) })
        expect(await statusWith(odd), encoded).to.equal(malformed)
      }
      const bomb = await list({ credentialSubject: subject(encodeStatusList([], 512_000_000)) })
      expect(await statusWith(bomb)).to.equal(malformed)
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
      expect(await withIndex('131072')).to.equal('could-not-check status-index-out-of-range')
      for (const odd of ['-1', '1.5', '0x10', '007', '', ' 1', '1e3', '99999999999999999999', 5]) {
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
      expect(await of({ statusSize: 2 })).to.equal(kind)
      network.served.set(
        issuer.listUrl('revocation'),
        await list(
          {
            credentialSubject: {
              type: 'BitstringStatusList',
              statusPurpose: 'message',
              encodedList: encodeStatusList([statusIndex]),
            },
          },
          [],
        ),
      )
      expect(await of({ statusPurpose: 'message' })).to.equal(
        'could-not-check status-purpose-not-known',
      )
    })

    it('and a badge without an entry needs none', async () => {
      const answer = await report(await issuer.sign(unsignedPlain()))
      expect(answer.verdict).to.equal('valid')
      expect(check(answer, 'status')).to.include({ result: 'not-applicable' })
    })
  })

  describe('Who signed', () => {
    const proofOf = (answer: VerificationReport) =>
      `${answer.verdict} ${check(answer, 'proof')?.result} ${check(answer, 'proof')?.code}`
    const didKeyOf = (multibase: string) => `did:key:${multibase}`

    it('takes did:key and did:jwk issuers by the key that is their name', async () => {
      const pair = issuer.keys.Ed25519
      const multibase = pair.publicKeyMultibase ?? ''
      const didKey = didKeyOf(multibase)
      const didJwk = `did:jwk:${Buffer.from(JSON.stringify(pair.publicJwk)).toString('base64url')}`
      for (const [did, method] of [
        [didKey, `${didKey}#${multibase}`],
        [didJwk, `${didJwk}#0`],
      ] as const) {
        const text = await signAs(unsignedPlain({ issuer: { id: did, type: ['Profile'] } }), method)
        const answer = await report(text)
        expect(proofOf(answer), did).to.equal('valid passed signed-by-issuer')
        expect(check(answer, 'issuer')).to.include({ code: 'issuer-is-a-key' })
      }
      expect(network.asked).to.deep.equal([])
    })

    it('takes an https issuer by the keys that its document lists, or its key set at the well-known place', async () => {
      const id = 'https://college.example.org/badges/issuer'
      const method = `${id}#key-1`
      const text = await signAs(unsignedPlain({ issuer: { id, type: ['Profile'] } }), method)
      const multikey = {
        id: method,
        type: 'Multikey',
        controller: id,
        publicKeyMultibase: issuer.keys.Ed25519.publicKeyMultibase ?? '',
      }
      const document = {
        id,
        type: ['Profile'],
        verificationMethod: [multikey],
        assertionMethod: ['#key-1'],
      }
      network.served.set(id, document)
      expect(proofOf(await report(text))).to.equal('valid passed signed-by-issuer')

      network.served.set(id, { id, type: ['Profile'], name: 'College' })
      const kid = 'https://college.example.org/keys/1'
      const token = issuer.jwt(unsignedPlain({ issuer: { id, type: ['Profile'] } }), 'RS256')
      const key = { ...issuer.keys.RS256.publicJwk, kid: issuer.signers.RS256.keyUrl, iss: id }
      expect(proofOf(await report(token))).to.equal('could-not-check unknown key-unavailable')
      network.served.set(issuer.signers.RS256.keyUrl, key)
      expect(proofOf(await report(token))).to.equal(
        'could-not-check unknown intact-but-signer-not-shown',
      )
      network.served.set('https://college.example.org/.well-known/jwks.json', {
        keys: [{ ...key, iss: 'https://college.example.org/other', kid }, key],
      })
      expect(proofOf(await report(token))).to.equal('valid passed signed-by-issuer')
    })

    it('says intact, but not by whom, where the issuer lists no keys and the key merely came along', async () => {
      const id = 'https://college.example.org/badges/issuer'
      const pair = await generateKeyPair('Ed25519')
      const other = await createForeignIssuer('https://attacker.example.net')
      network.served.set(id, { id, type: ['Profile'] })
      const multibase = other.keys.Ed25519.publicKeyMultibase ?? pair.publicKeyMultibase ?? ''
      const method = `${didKeyOf(multibase)}#${multibase}`
      const text = await signAs(unsignedPlain({ issuer: { id, type: ['Profile'] } }), method, other)
      expect(proofOf(await report(text))).to.equal(
        'could-not-check unknown intact-but-signer-not-shown',
      )
    })

    it('refuses a key that the issuer does not list, however well it signs', async () => {
      const attacker = await createForeignIssuer('https://attacker.example.net')
      await attacker.serve(network)
      const multibase = attacker.keys.Ed25519.publicKeyMultibase ?? ''
      const refused = 'invalid failed key-not-listed-by-issuer'
      const keyUrl = attacker.signers.Ed25519.keyUrl
      network.served.set(keyUrl, { ...attacker.keys.Ed25519.publicJwk, kid: keyUrl })
      for (const method of [
        attacker.signers.Ed25519.verificationMethod,
        `${didKeyOf(multibase)}#${multibase}`,
      ]) {
        const text = await signAs(unsignedPlain(), method, attacker)
        expect(proofOf(await report(text)), method).to.equal(refused)
      }
      expect(proofOf(await report(attacker.jwt(unsignedPlain(), 'Ed25519')))).to.equal(refused)
    })

    it('stops believing a key that left the issuer’s document', async () => {
      const document = { ...issuer.didDocument, assertionMethod: [] }
      const address = [...network.served.keys()].find((one) => one.endsWith('did.json')) ?? ''
      network.served.set(address, document)
      const answer = await report(await signed())
      expect(proofOf(answer)).to.equal('invalid failed key-not-listed-by-issuer')
    })

    it('stops believing a key past its end', async () => {
      const address = [...network.served.keys()].find((one) => one.endsWith('did.json')) ?? ''
      const methods = issuer.didDocument['verificationMethod'] as JsonObject[]
      for (const [name, time, verdict] of [
        ['revoked', '2025-06-01T00:00:00Z', 'invalid'],
        ['expires', '2025-06-01T00:00:00Z', 'invalid'],
        ['expires', '2026-06-01T00:00:00Z', 'valid'],
        ['revoked', 'some day', 'invalid'],
      ] as const) {
        const verificationMethod = methods.map((method) => ({ ...method, [name]: time }))
        network.served.set(address, { ...issuer.didDocument, verificationMethod })
        expect((await report(await signed())).verdict, `${name} ${time}`).to.equal(verdict)
      }
    })

    it('could not check a badge whose issuer cannot be reached', async () => {
      network.served.clear()
      const answer = await report(await issuer.sign(unsignedPlain()))
      expect(answer.verdict).to.equal('could-not-check')
      expect(check(answer, 'issuer')).to.include({ result: 'unknown', code: 'issuer-not-reached' })
      expect(check(answer, 'proof')).to.include({ result: 'unknown', code: 'key-unavailable' })
    })

    it('refuses an issuer document that bears another id', async () => {
      const address = [...network.served.keys()].find((one) => one.endsWith('did.json')) ?? ''
      network.served.set(address, { ...issuer.didDocument, id: 'did:web:badges.elsewhere.org' })
      const answer = await report(await signed())
      expect(check(answer, 'issuer')).to.include({ code: 'issuer-document-names-another' })
      expect(answer.verdict).to.equal('invalid')
    })

    it('says trial where the issuer has no public name', async () => {
      const local = await createForeignIssuer('http://localhost:3000')
      const answer = await report(await local.sign(local.unsigned()), {
        resolveOwn: async (address) => {
          if (address === local.did) return local.didDocument
          const purpose = (['revocation', 'suspension'] as const).find(
            (one) => address === local.listUrl(one),
          )
          return purpose && parseJsonObject(await local.statusList(purpose, []))
        },
      })
      expect(answer).to.include({ verdict: 'valid', trial: true })
      expect(check(answer, 'issuer')).to.include({ code: 'trial-issuer', source: 'this service' })
      expect(network.asked).to.deep.equal([])
    })

    /** Signs with the key of one issuer under whatever name. */
    async function signAs(unsigned: JsonObject, verificationMethod: string, by = issuer) {
      const { signCredential } = await import('../../src/credentials/sign.ts')
      return signCredential(
        unsigned,
        { ...by.signers.Ed25519, verificationMethod },
        '2025-03-01T10:00:00Z',
      )
    }
  })

  it('keeps documents of issuers for some minutes, and asks for the status each time', async () => {
    let now = today
    const checker = verification({ now: () => now })
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
