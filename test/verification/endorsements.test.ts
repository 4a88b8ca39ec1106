import { expect } from 'chai'
import type { EndorsementReport } from '../../schemas/requests/verification.ts'
import { isJsonObject, parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { signJwt } from '../../src/credentials/jwt.ts'
import {
  achievementIdOf,
  endorsedBadge,
  signedEndorsement,
  unsignedEndorsement,
} from '../support/endorsing.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { checkNamed, verificationOver, without } from '../support/verification.ts'

describe('the endorsements inside a badge', () => {
  let issuer: ForeignIssuer
  let endorser: ForeignIssuer
  let network: FakeNetwork
  let achievement: string
  before(async () => {
    issuer = await createForeignIssuer()
    endorser = await createForeignIssuer('https://ministry.example.net')
    achievement = achievementIdOf(issuer.unsigned())
  })
  beforeEach(async () => {
    network = fakeNetwork()
    await issuer.serve(network)
    await endorser.serve(network)
  })

  const plain = () => without(issuer.unsigned(), 'credentialStatus')
  const verify = (text: string) => verificationOver(network).verifyPasted(text)
  const withOn = async (on: Parameters<typeof endorsedBadge>[1]) =>
    verify(await issuer.sign(endorsedBadge(plain(), on)))
  const codesOf = (endorsement: EndorsementReport | undefined) =>
    endorsement?.checks
      .filter(({ result }) => result === 'failed' || result === 'unknown')
      .map(({ name, code }) => `${name} ${code}`)
  const only = async (endorsement: JsonObject) => {
    const report = await withOn({ achievement: { endorsement: [endorsement] } })
    const [found] = report.endorsements ?? []
    return { badge: report.verdict, endorsement: found?.verdict, codes: codesOf(found), report }
  }

  it('are each verified and told: on the achievement, the issuer and the badge itself', async () => {
    const report = await withOn({
      achievement: { endorsement: [await signedEndorsement(endorser, achievement)] },
      issuer: { endorsement: [await signedEndorsement(endorser, issuer.did)] },
      credential: { endorsement: await signedEndorsement(endorser, achievement) },
    })
    expect(report.verdict).to.equal('valid')
    expect(checkNamed(report, 'endorsements')).to.deep.include({
      result: 'passed',
      code: 'endorsements-good',
      values: { good: 3, total: 3 },
    })
    expect(report.endorsements?.map(({ of, verdict }) => `${of} ${verdict}`)).to.deep.equal([
      'credential valid',
      'achievement valid',
      'issuer valid',
    ])
    expect(report.endorsements?.[1]).to.deep.include({
      endorser: { id: endorser.did, name: 'Ministry of Tides' },
      comment: 'We take it for *admission*.',
    })
  })

  it('are told as JWTs too', async () => {
    const token = signJwt(unsignedEndorsement(endorser, achievement), endorser.signers.RS256)
    const badge = endorsedBadge(plain(), { achievement: { endorsementJwt: [token] } })
    const report = await verify(issuer.jwt(badge))
    expect(report.verdict).to.equal('valid')
    expect(report.endorsements?.map(({ verdict }) => verdict)).to.deep.equal(['valid'])
  })

  it('are not asked for where there are none', async () => {
    const report = await verify(await issuer.sign(plain()))
    expect(checkNamed(report, 'endorsements')).to.equal(undefined)
    expect(report.endorsements).to.equal(undefined)
  })

  it('that were changed are shown as not genuine, and the badge stays good', async () => {
    const signed = await signedEndorsement(endorser, achievement)
    const subject = isJsonObject(signed['credentialSubject']) ? signed['credentialSubject'] : {}
    const changed = { ...signed, credentialSubject: { ...subject, endorsementComment: 'Best!' } }
    const { badge, endorsement, codes, report } = await only(changed)
    expect({ badge, endorsement }).to.deep.equal({ badge: 'valid', endorsement: 'invalid' })
    expect(codes).to.deep.equal(['proof signature-invalid'])
    expect(checkNamed(report, 'endorsements')).to.deep.include({
      result: 'failed',
      code: 'endorsements-not-all-good',
      values: { good: 0, total: 1 },
    })
  })

  const broken: readonly (readonly [string, JsonObject, string, string])[] = [
    ['have ended', { validUntil: '2025-04-01T00:00:00Z' }, 'expired', 'validity expired'],
    [
      'have not begun',
      { validFrom: '2026-01-01T00:00:00Z' },
      'not-yet-valid',
      'validity not-yet-valid',
    ],
    [
      'are no endorsements',
      { type: ['VerifiableCredential'] },
      'invalid',
      'structure not-an-endorsement',
    ],
  ]
  for (const [title, changes, verdict, code] of broken) {
    it(`that ${title} are shown as such, and the badge stays good`, async () => {
      const { badge, endorsement, codes } = await only(
        await signedEndorsement(endorser, achievement, changes),
      )
      expect({ badge, endorsement }).to.deep.equal({ badge: 'valid', endorsement: verdict })
      expect(codes?.[0]).to.equal(code)
    })
  }

  it('that speak for something else do not speak for this', async () => {
    const { endorsement, codes } = await only(
      await signedEndorsement(endorser, 'https://other.example/achievement'),
    )
    expect(endorsement).to.equal('invalid')
    expect(codes).to.deep.equal(['structure endorses-something-else'])
  })

  it('that were revoked, or whose endorser cannot be reached, are shown so', async () => {
    const list = endorser.listUrl('revocation')
    const credentialStatus = {
      id: `${list}#7`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '7',
      statusListCredential: list,
    }
    const signed = await signedEndorsement(endorser, achievement, { credentialStatus })
    expect((await only(signed)).endorsement).to.equal('valid')
    network.served.set(list, await endorser.statusList('revocation', [7]))
    expect((await only(signed)).endorsement).to.equal('revoked')
    network.served.clear()
    await issuer.serve(network)
    expect(await only(signed)).to.include({ badge: 'valid', endorsement: 'could-not-check' })
  })

  it('that are badges with endorsements inside lead no deeper', async () => {
    const innermost = await signedEndorsement(endorser, achievement)
    const inner = parseJsonObject(
      await endorser.sign(
        endorsedBadge(without(endorser.unsigned(), 'credentialStatus'), {
          achievement: { endorsement: [innermost] },
        }),
      ),
    )
    const { endorsement, codes } = await only(inner)
    expect(endorsement).to.equal('invalid')
    expect(codes?.[0]).to.equal('structure not-an-endorsement')
  })

  it('are looked at to a number of ten, within a bounded number of look-ups', async () => {
    const many = await Promise.all(
      Array.from({ length: 12 }, (_, place) =>
        signedEndorsement(endorser, achievement, { id: `urn:uuid:endorsement-${place}` }),
      ),
    )
    const report = await withOn({ achievement: { endorsement: many } })
    expect(report.verdict).to.equal('valid')
    expect(report.endorsements).to.have.length(10)
    expect(checkNamed(report, 'endorsements')).to.deep.include({
      result: 'unknown',
      code: 'endorsements-too-many',
      values: { good: 10, total: 12 },
    })
    expect(network.asked.length).to.be.lessThan(5)
  })

  it('from many endorsers use up the look-ups of the one verification', async () => {
    const many = Array.from({ length: 10 }, (_, place) => ({
      ...unsignedEndorsement(endorser, achievement, { id: `urn:uuid:endorsement-${place}` }),
      issuer: { id: `https://endorser${place}.example/`, type: ['Profile'], name: 'Somebody' },
      proof: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' },
    }))
    const report = await withOn({ achievement: { endorsement: many } })
    expect(report.verdict).to.equal('valid')
    expect(network.asked.length).to.be.lessThan(10)
  })

  it('hide no exchange: what stands unproven under one id with something of the badge leaves a doubt', async () => {
    const signed = await signedEndorsement(endorser, achievement, {
      issuer: { id: issuer.did, type: ['Profile'], name: 'Another name' },
    })
    const report = await withOn({ achievement: { endorsement: [signed] } })
    expect(report.verdict).to.equal('could-not-check')
    expect(checkNamed(report, 'structure')?.code).to.equal('id-said-twice-inside')
  })

  it('an endorsement that comes alone is verified by itself', async () => {
    const report = await verify(JSON.stringify(await signedEndorsement(endorser, achievement)))
    expect(report).to.include({ kind: 'endorsement', verdict: 'valid' })
    expect(report.credential.name).to.equal('Endorsement')
  })
})
