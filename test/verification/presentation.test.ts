import { expect } from 'chai'
import { parseJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { createHolder, type Holder } from '../support/holder.ts'
import { checkNamed, verificationOver } from '../support/verification.ts'

describe('a presentation', () => {
  let museum: ForeignIssuer
  let holder: Holder
  let network: FakeNetwork
  let badge: JsonObject
  let token: string
  before(async () => {
    museum = await createForeignIssuer()
    holder = await createHolder()
    badge = parseJsonObject(await museum.sign(museum.unsigned()))
    token = museum.jwt(museum.unsigned())
  })
  beforeEach(async () => {
    network = fakeNetwork()
    await museum.serve(network)
  })

  const occasion = { challenge: 'n0nce-31', domain: 'https://college.example' }
  const verify = (credential: JsonObject | string, asked: Partial<typeof occasion> = {}) =>
    verificationOver(network).verifyBody({ credential, ...asked })
  const told = async (credential: JsonObject | string, asked: Partial<typeof occasion> = {}) => {
    const report = await verify(credential, asked)
    const { result, code } = checkNamed(report, 'presentation') ?? {}
    return { kind: report.kind, verdict: report.verdict, shown: `${result} ${code}` }
  }
  const enveloped = () => ({
    '@context': 'https://www.w3.org/ns/credentials/v2',
    id: `data:application/vc+jwt,${token}`,
    type: 'EnvelopedVerifiableCredential',
  })
  const good = { kind: 'presentation', verdict: 'valid', shown: 'passed shown-by-holder' }

  it('signed by its holder for this occasion is good, and each credential in it is verified', async () => {
    const presentation = holder.presentation([badge, enveloped()])
    const report = await verify(await holder.present(presentation, occasion), occasion)
    expect(report).to.include({ kind: 'presentation', verdict: 'valid', holder: holder.did })
    expect(
      report.checks.map(({ name, result, code }) => `${name} ${result} ${code}`),
    ).to.deep.equal([
      'structure passed presentation',
      'presentation passed shown-by-holder',
      'credentials passed all-inside-good',
    ])
    expect(report.credentials?.map(({ verdict, format }) => `${verdict} ${format}`)).to.deep.equal([
      'valid json',
      'valid jwt',
    ])
  })

  it('as a JWT and in an envelope is good too, with one credential or several', async () => {
    for (const inside of [[badge], [enveloped(), token]] as Json[][]) {
      const jwt = holder.jwt(holder.presentation(inside), {
        nonce: occasion.challenge,
        aud: occasion.domain,
        iss: holder.did,
      })
      expect(await told(jwt, occasion)).to.deep.equal(good)
      const envelope = {
        '@context': 'https://www.w3.org/ns/credentials/v2',
        type: 'EnvelopedVerifiablePresentation',
        id: `data:application/vp+jwt,${jwt}`,
      }
      expect(await told(envelope, occasion)).to.deep.equal(good)
    }
  })

  it('of VC 1.1 as a JWT nests what it presents', async () => {
    const { holder: _holder, ...vp } = holder.presentation([token, token])
    const jwt = holder.jwt({}, { vp, iss: holder.did, nonce: 'a' }, { typ: 'JWT' })
    expect(await told(jwt, { challenge: 'a' })).to.deep.equal(good)
  })

  const refused: readonly (readonly [string, JsonObject, string])[] = [
    ['for another occasion', { challenge: 'other' }, 'proof-challenge'],
    ['for another verifier', { domain: 'https://other.example' }, 'proof-domain'],
    ['for no occasion at all', {}, 'proof-challenge'],
    ['as a credential is signed', { proofPurpose: 'assertionMethod' }, 'proof-purpose'],
    ['with a proof that is over', { expires: '2025-06-15T11:59:30Z' }, 'proof-expired'],
    ['with a proof that ends on no day', { expires: '2025-02-30T00:00:00Z' }, 'proof-time'],
    ['with a proof that ends at no hour', { expires: '2025-06-14T24:00:00Z' }, 'proof-time'],
  ]
  for (const [title, changes, code] of refused) {
    it(`signed ${title} is not good, whatever is inside`, async () => {
      const options = title.includes('no occasion') ? {} : { ...occasion, ...changes }
      const signed = await holder.present(holder.presentation([badge]), options)
      expect(await told(signed, occasion)).to.deep.equal({
        kind: 'presentation',
        verdict: 'invalid',
        shown: `failed ${code}`,
      })
      const { credentials } = await verify(signed, occasion)
      expect(credentials?.map(({ verdict }) => verdict)).to.deep.equal(['valid'])
    })
  }

  it('as a JWT for another occasion or verifier is not good', async () => {
    const jwt = (claims: JsonObject) => holder.jwt(holder.presentation([badge]), claims)
    const { challenge: nonce, domain: aud } = occasion
    const shown = async (claims: JsonObject) => (await told(jwt(claims), occasion)).shown
    expect(await shown({ nonce: 'x', aud })).to.equal('failed proof-challenge')
    expect(await shown({ nonce, aud: 'https://x.example' })).to.equal('failed proof-domain')
    expect(await shown({ nonce, aud, exp: 1_700_000_000 })).to.equal('failed proof-expired')
    expect(await shown({ nonce, aud, exp: '1700000000' })).to.equal('failed proof-time')
    expect(await shown({ nonce, aud, nbf: 600_000_000_000 })).to.equal('failed proof-not-yet-valid')
    expect(await shown({ nonce, aud, iss: museum.did })).to.equal('failed jwt-claims-differ')
    expect(await shown({ nonce, aud: [aud, 'https://x.example'] })).to.equal(
      'passed shown-by-holder',
    )
  })

  it('that was changed, or signed by somebody else than its holder, is not good', async () => {
    const signed = await holder.present(holder.presentation([badge]))
    const more = { ...signed, verifiableCredential: [badge, badge] }
    expect((await told(more)).shown).to.equal('failed signature-invalid')
    const other = await createHolder()
    const foreign = await other.present(holder.presentation([badge]))
    expect((await told(foreign)).shown).to.equal('failed key-not-listed-by-holder')
    expect((await told(other.jwt(holder.presentation([badge])))).shown).to.equal(
      'failed key-not-listed-by-holder',
    )
  })

  it('by a key that its holder lists for something else is not good', async () => {
    const presentation = holder.presentation([badge], { holder: museum.did })
    const signed = await holder.present(presentation, {
      verificationMethod: museum.signers.Ed25519.verificationMethod,
    })
    expect((await told(signed)).verdict).to.equal('invalid')
  })

  it('that names no holder is shown by whoever controls the key', async () => {
    const { holder: _holder, ...nameless } = holder.presentation([badge])
    expect(await told(await holder.present(nameless))).to.deep.equal(good)
  })

  it('that is unsigned is as good as what is inside, and no answer to a challenge', async () => {
    const { proof: _proof, ...unsigned } = badge
    const shown = 'not-applicable presentation-unsigned'
    const kind = 'presentation'
    const of = (...inside: Json[]) => told(holder.presentation(inside))
    expect(await of(badge, token)).to.deep.equal({ kind, verdict: 'valid', shown })
    expect(await of(badge, unsigned)).to.deep.equal({ kind, verdict: 'invalid', shown })
    for (const asked of [holder.presentation([badge]), badge]) {
      expect(await told(asked, { challenge: 'a' })).to.deep.equal({
        kind,
        verdict: 'invalid',
        shown: 'failed presentation-unsigned',
      })
    }
  })

  it('is no better than what is inside, whoever signed that they show it', async () => {
    const { proof: _proof, ...unsigned } = badge
    for (const [inside, verdict] of [
      [[badge, { ...badge, name: 'Doctor of Tides' }], 'invalid'],
      [[badge, unsigned], 'invalid'],
      [Array<Json>(51).fill(enveloped()), 'could-not-check'],
      [[], 'could-not-check'],
    ] as const) {
      for (const shown of [
        holder.presentation(inside),
        await holder.present(holder.presentation(inside)),
        holder.jwt(holder.presentation(inside)),
      ]) {
        expect((await told(shown)).verdict).to.equal(verdict)
      }
    }
  })

  it('is asked whose each badge in it is, as a badge by itself is', async () => {
    const asked = async (identifier: string, credential: JsonObject | string) => {
      const recipient = { identifier }
      const report = await verificationOver(network).verifyBody({ credential, recipient })
      const inside = report.credentials?.map((one) =>
        one.checks.flatMap(({ name, code }) => (name === 'recipient' ? [code] : [])),
      )
      return [report.verdict, ...(inside?.flat() ?? [])]
    }
    const mine = { type: 'IdentityObject', hashed: false, identityType: 'emailAddress' }
    const adas = parseJsonObject(
      await museum.sign(
        museum.unsigned({
          credentialSubject: {
            ...(museum.unsigned()['credentialSubject'] as JsonObject),
            identifier: [{ ...mine, identityHash: 'ada@example.org' }],
          },
        }),
      ),
    )
    const presentation = holder.presentation([adas, adas])
    for (const shown of [presentation, await holder.present(presentation)]) {
      expect(await asked('ada@example.org', shown)).to.deep.equal([
        'valid',
        'recipient-matches',
        'recipient-matches',
      ])
      expect(await asked('mallory@example.org', shown)).to.deep.equal([
        'another-recipient',
        'recipient-differs',
        'recipient-differs',
      ])
    }
  })

  it('tells where a badge was earned under another DID than that of who shows it', async () => {
    const of = async (id: string, by: Holder) => {
      const subject = museum.unsigned()['credentialSubject'] as JsonObject
      const text = await museum.sign(museum.unsigned({ credentialSubject: { ...subject, id } }))
      const report = await verify(await by.present(by.presentation([parseJsonObject(text)])))
      const whose = report.credentials?.[0]?.checks.find(({ name }) => name === 'recipient')
      return `${report.verdict} ${whose?.code}`
    }
    const mallory = await createHolder()
    expect(await of(holder.did, holder)).to.equal('valid shown-by-earner')
    expect(await of(holder.did, mallory)).to.equal('could-not-check shown-by-another')
    expect(await of('urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90', holder)).to.equal(
      'valid undefined',
    )
  })

  it('is told to be malformed where it is no presentation of the data model', async () => {
    for (const changes of [{ '@context': ['https://a.example'] }, { holder: 'nobody' }]) {
      const report = await verify(holder.presentation([badge, badge], changes))
      expect(report.verdict).to.equal('invalid')
      expect(checkNamed(report, 'structure')?.code).to.equal('presentation-malformed')
    }
  })

  it('with nothing inside says so', async () => {
    const report = await verify(await holder.present(holder.presentation([])))
    expect(checkNamed(report, 'credentials')?.code).to.equal('nothing-inside')
  })

  it('of a holder who cannot be reached leaves a doubt', async () => {
    const presentation = holder.presentation([badge], { holder: 'https://wallet.example/me' })
    const signed = await holder.present(presentation)
    expect(await told(signed)).to.deep.equal({
      kind: 'presentation',
      verdict: 'could-not-check',
      shown: 'unknown holder-not-reached',
    })
  })
})
