import { expect } from 'chai'
import { idOf, isJsonObject, parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { achievementIdOf } from '../support/endorsing.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { unsignedTranscript } from '../support/transcript.ts'
import { checkNamed, verificationOver, without } from '../support/verification.ts'

describe('a transcript', () => {
  let archive: ForeignIssuer
  let museum: ForeignIssuer
  let college: ForeignIssuer
  let network: FakeNetwork
  let badges: JsonObject[]
  before(async () => {
    archive = await createForeignIssuer('https://archive.example.net')
    museum = await createForeignIssuer()
    college = await createForeignIssuer('https://college.example.net')
    const signed = [museum.sign(museum.unsigned()), college.sign(college.unsigned())]
    badges = (await Promise.all(signed)).map((text) => parseJsonObject(text))
  })
  beforeEach(async () => {
    network = fakeNetwork()
    for (const issuer of [archive, museum, college]) await issuer.serve(network)
  })

  const verify = (text: string) => verificationOver(network).verifyPasted(text)
  const of = async (
    inside: Parameters<typeof unsignedTranscript>[1],
    more: Parameters<typeof unsignedTranscript>[2] = {},
  ) => verify(await archive.sign(unsignedTranscript(archive, inside, more)))
  const firstId = () => achievementIdOf(badges[0] ?? {})

  it('is verified itself, and each credential inside by itself, in order', async () => {
    const report = await of(badges)
    expect(report).to.include({ kind: 'transcript', verdict: 'valid' })
    expect(report.credential.name).to.equal('Transcript of Ada')
    expect(checkNamed(report, 'structure')?.code).to.equal('learner-record')
    expect(checkNamed(report, 'credentials')).to.deep.include({
      result: 'passed',
      code: 'all-inside-good',
      values: { good: 2, total: 2 },
    })
    expect(report.credentials?.map(({ kind, verdict }) => `${kind} ${verdict}`)).to.deep.equal([
      'badge valid',
      'badge valid',
    ])
    expect(report.credentials?.map(({ credential }) => credential.issuer?.id)).to.deep.equal([
      museum.did,
      college.did,
    ])
  })

  it('holds JWTs, bare and in an envelope, and may be one itself', async () => {
    const token = museum.jwt(without(museum.unsigned(), 'credentialStatus'))
    const enveloped = {
      '@context': 'https://www.w3.org/ns/credentials/v2',
      id: `data:application/vc+jwt,${token}`,
      type: 'EnvelopedVerifiableCredential',
    }
    const report = await verify(archive.jwt(unsignedTranscript(archive, [enveloped, token])))
    expect(report).to.include({ kind: 'transcript', verdict: 'valid', format: 'jwt' })
    expect(report.credentials?.map(({ verdict, format }) => `${verdict} ${format}`)).to.deep.equal([
      'valid jwt',
      'valid jwt',
    ])
  })

  it('says of a badge inside that it has the address of somebody else, where one was asked about', async () => {
    const identifier = 'ada@example.org'
    const entry = (identityHash: string): JsonObject => ({
      type: 'IdentityObject',
      hashed: false,
      identityType: 'emailAddress',
      identityHash,
    })
    const badgeOf = async (...identifiers: JsonObject[]) => {
      const unsigned = museum.unsigned()
      const subject = without(unsigned['credentialSubject'] as JsonObject, 'identifier')
      const named = identifiers.length === 0 ? {} : { identifier: identifiers }
      const credentialSubject = { ...subject, ...named }
      return parseJsonObject(await museum.sign({ ...unsigned, credentialSubject }))
    }
    const inside = [
      await badgeOf(entry(identifier)),
      await badgeOf(entry('bob@example.org')),
      await badgeOf(),
    ]
    const subject = { identifier: [entry(identifier)] }
    const credential = await archive.sign(unsignedTranscript(archive, inside, { subject }))
    const askedFor = async (recipient: { identifier: string } | { id: string }) => {
      const report = await verificationOver(network).verifyBody({ credential, recipient })
      return [report, ...(report.credentials ?? [])].map((one) => {
        const { code } = checkNamed(one, 'recipient') ?? {}
        return `${one.verdict} ${code}`
      })
    }
    expect(await askedFor({ identifier })).to.deep.equal([
      'valid recipient-matches',
      'valid recipient-matches',
      'another-recipient recipient-differs',
      'valid undefined',
    ])
    // A learner has another id with each issuer, so ids inside tell nothing.
    const id = 'urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90'
    expect((await askedFor({ id })).slice(1)).to.deep.equal(Array(3).fill('valid undefined'))
  })

  it('stays good when one inside is not: that one is told by itself', async () => {
    network.served.set(
      college.listUrl('revocation'),
      await college.statusList('revocation', [94_567]),
    )
    const report = await of(badges)
    expect(report.verdict).to.equal('valid')
    expect(report.credentials?.map(({ verdict }) => verdict)).to.deep.equal(['valid', 'revoked'])
    expect(checkNamed(report, 'credentials')).to.deep.include({
      result: 'failed',
      code: 'some-inside-not-good',
      values: { good: 1, total: 2 },
    })
  })

  it('is not genuine when anything in it was changed, inside too', async () => {
    const signed = parseJsonObject(await archive.sign(unsignedTranscript(archive, badges)))
    const changed = { ...signed, name: 'Transcript of somebody else' }
    expect((await verify(JSON.stringify(changed))).verdict).to.equal('invalid')
    const subject = isJsonObject(signed['credentialSubject']) ? signed['credentialSubject'] : {}
    const fewer = { ...subject, verifiableCredential: badges.slice(1) }
    const hidden = await verify(JSON.stringify({ ...signed, credentialSubject: fewer }))
    expect(hidden.verdict).to.equal('invalid')
    expect(checkNamed(hidden, 'proof')?.code).to.equal('signature-invalid')
  })

  it('has dates of its own', async () => {
    const members = { validUntil: '2025-04-01T00:00:00Z' }
    expect((await of(badges, { members })).verdict).to.equal('expired')
  })

  it('shows an unsigned badge inside as carried: neither good nor a forgery', async () => {
    const unsigned = without(college.unsigned(), 'credentialStatus')
    const report = await of([...badges.slice(0, 1), unsigned])
    expect(report.verdict).to.equal('valid')
    const [, carried] = report.credentials ?? []
    expect(carried?.verdict).to.equal('could-not-check')
    expect(carried?.checks.find(({ name }) => name === 'proof')).to.deep.include({
      result: 'unknown',
      code: 'carried-unsigned',
    })
    expect(carried?.credential.proven).to.equal(false)
    expect(checkNamed(report, 'credentials')?.values).to.deep.equal({ good: 1, total: 2 })
  })

  it('leaves a doubt where unsigned badges inside could have exchanged what they say', async () => {
    const [one, other] = [museum, college].map((issuer) =>
      without(issuer.unsigned(), 'credentialStatus'),
    )
    const report = await of([one ?? {}, other ?? {}])
    expect(report.verdict).to.equal('could-not-check')
    expect(checkNamed(report, 'structure')?.code).to.equal('id-said-twice-inside')
  })

  it('tells what inside is no credential, and asks nobody for what stands there as an address', async () => {
    const report = await of(['https://college.example.net/credentials/1', ...badges.slice(0, 1)])
    expect(report.verdict).to.equal('valid')
    expect(report.credentials?.map(({ verdict }) => verdict)).to.deep.equal([
      'could-not-check',
      'valid',
    ])
    expect(report.credentials?.[0]?.checks[0]?.code).to.equal('inside-unreadable')
    expect(network.asked).not.to.include('https://college.example.net/credentials/1')
  })

  it('inside another is looked at as one credential: no deeper', async () => {
    const inner = parseJsonObject(await archive.sign(unsignedTranscript(archive, badges)))
    const report = await of([inner], { members: { id: 'urn:uuid:outer' } })
    expect(report.credentials?.map(({ kind, credentials }) => [kind, credentials])).to.deep.equal([
      ['transcript', undefined],
    ])
  })

  describe('with associations', () => {
    const association = (changes: JsonObject = {}) => ({
      type: 'Association',
      associationType: 'isChildOf',
      sourceId: firstId(),
      targetId: 'urn:uuid:whole',
      ...changes,
    })
    const achievement = {
      id: 'urn:uuid:whole',
      type: ['Achievement'],
      name: 'Whole',
      description: 'All of it.',
      criteria: { narrative: 'Everything.' },
    }
    const checked = async (...association: JsonObject[]) => {
      const report = await of(badges, { subject: { achievement: [achievement], association } })
      const { result, code, values } = checkNamed(report, 'associations') ?? {}
      return { verdict: report.verdict, result, code, values }
    }

    it('says that each leads somewhere: to achievements of its own or inside, or to credentials', async () => {
      const id = idOf(badges[1]) ?? ''
      expect(await checked(association(), association({ sourceId: id }))).to.deep.equal({
        verdict: 'valid',
        result: 'passed',
        code: 'associations-good',
        values: { count: 2 },
      })
    })

    const broken: readonly (readonly [JsonObject, string, string])[] = [
      [{ targetId: 'urn:uuid:nothing' }, 'association-names-nothing', 'targetId'],
      [{ sourceId: 'https://other.example/a' }, 'association-names-nothing', 'sourceId'],
      [{ associationType: 'isCousinOf' }, 'association-type-not-known', 'associationType'],
      [{ targetId: null }, 'association-malformed', 'targetId'],
    ]
    for (const [changes, code, member] of broken) {
      it(`tells ${code} at ${member}, and the signature stays good`, async () => {
        const found = await checked(association(), association(changes))
        expect(found).to.deep.include({ result: 'failed', code })
        expect(found.values).to.deep.equal({ path: `/credentialSubject/association/1/${member}` })
      })
    }
  })

  it('asks for one list and one issuer once, however many badges name them, and looks at fifty', async function () {
    this.timeout(120_000)
    const token = museum.jwt(museum.unsigned())
    const report = await verify(
      archive.jwt(
        unsignedTranscript(
          archive,
          Array.from({ length: 52 }, () => token),
        ),
      ),
    )
    expect(report.verdict).to.equal('valid')
    expect(report.credentials).to.have.length(50)
    expect(checkNamed(report, 'credentials')).to.deep.include({
      result: 'unknown',
      code: 'too-many-inside',
      values: { good: 50, total: 52 },
    })
    expect(network.asked.length).to.be.lessThan(10)
  })
})
