import { sign } from 'node:crypto'
import { expect } from 'chai'
import { documentLoader, knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { otherBody, otherOpenBadgesV3 } from '../../src/credentials/contexts/other-body.ts'
import { rememberingSuite } from '../../src/credentials/cryptosuite.ts'
import { jcs } from '../../src/credentials/cryptosuites/jcs.ts'
import { contextOfProof, hashOfProof } from '../../src/credentials/cryptosuites/rdfc.ts'
import { hash } from '../../src/credentials/cryptosuites/signature.ts'
import type { Canonize } from '../../src/credentials/cryptosuites/suite.ts'
import { parseJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'
import { base58Of } from '../../src/credentials/multibase.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import {
  checkDocumentProof,
  checkEmbeddedProof,
  type ExpectedProof,
  type FindKey,
} from '../../src/credentials/proof.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import {
  fullFacts,
  issuerDid,
  leastFacts,
  makeKey,
  type TestKey,
} from '../support/credential-facts.ts'
import { findAmong } from '../support/suites.ts'

const created = '2025-07-01T12:00:00Z'
const canonize: Canonize = (document, messageDigestAlgorithm) =>
  rememberingSuite().canonize(document, {
    documentLoader: documentLoader(knownContexts()),
    messageDigestAlgorithm,
    safe: true,
    base: null,
  })

/** Signs any document as the specifications say, without the libraries that refuse what is not a credential. */
async function proofOf(
  document: JsonObject,
  options: JsonObject,
  { signer }: TestKey,
): Promise<JsonObject> {
  const proof: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created,
    verificationMethod: signer.verificationMethod,
    proofPurpose: 'assertionMethod',
    ...options,
  }
  const hashes =
    proof['cryptosuite'] === 'eddsa-jcs-2022'
      ? [hash(jcs(proof), 'SHA-256'), hash(jcs(document), 'SHA-256')]
      : [
          await hashOfProof(contextOfProof(document), proof, canonize, 'SHA-256'),
          hash(await canonize(document, 'SHA-256'), 'SHA-256'),
        ]
  const signature = sign(null, Buffer.concat(hashes), signer.privateKey)
  return { ...proof, proofValue: base58Of(signature) }
}

describe('the proof of any document', () => {
  let key: TestKey
  let other: TestKey
  let find: FindKey
  before(async () => {
    key = await makeKey('Ed25519')
    other = await makeKey('Ed25519', 2)
    find = findAmong([key, other])
  })

  describe('that is a presentation', () => {
    const presentation: JsonObject = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: issuerDid,
    }
    const occasion = { challenge: 'c-1', domain: ['a.example', 'b.example'] }
    const present = async (options: JsonObject) => ({
      ...presentation,
      proof: await proofOf(
        presentation,
        { proofPurpose: 'authentication', ...occasion, ...options },
        key,
      ),
    })
    const codeOf = async (document: JsonObject, expected: Partial<ExpectedProof> = {}) =>
      (
        await checkDocumentProof(document, {
          findKey: find,
          controller: issuerDid,
          purpose: 'authentication',
          ...occasion,
          ...expected,
        })
      ).code

    for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022']) {
      it(`is good with ${cryptosuite} for its purpose, occasion and audience alone`, async () => {
        const document = await present({ cryptosuite })
        expect(await codeOf(document)).to.equal('proof-good')
        expect(await codeOf(document, { purpose: 'assertionMethod' })).to.equal('proof-purpose')
        expect(await codeOf(document, { challenge: 'c-2' })).to.equal('proof-challenge')
        expect(await codeOf(document, { domain: 'a.example' })).to.equal('proof-domain')
        expect(await codeOf(document, { domain: ['a.example', 'c.example'] })).to.equal(
          'proof-domain',
        )
        expect(await codeOf(document, { domain: ['b.example', 'a.example'] })).to.equal(
          'proof-good',
        )
        expect(await codeOf(document, { controller: 'did:web:a.example' })).to.equal(
          'key-not-of-issuer',
        )
        expect(await codeOf(document, { controller: undefined })).to.equal('key-not-of-issuer')
        const single = await present({ cryptosuite, domain: 'a.example' })
        expect(await codeOf(single, { domain: ['a.example'] })).to.equal('proof-good')
        expect(await codeOf(single, { domain: 'a.example' })).to.equal('proof-good')
        expect(await codeOf(single)).to.equal('proof-domain')
        const { domain: _d, challenge: _c, ...bare } = document.proof
        expect(await codeOf({ ...presentation, proof: bare })).to.equal('proof-challenge')
      })
    }

    it('is not good where the occasion was exchanged', async () => {
      const document = await present({})
      const moved = { ...document, proof: { ...document.proof, challenge: 'c-2' } }
      expect(await codeOf(moved, { challenge: 'c-2' })).to.equal('signature-invalid')
    })
  })

  it('may have times without an offset, which are UTC then', async () => {
    const unsigned = openBadgeCredential(leastFacts())
    const options = { created: '2025-07-01T12:00:00', expires: '2035-07-01T12:00:00.5' }
    const proof = await proofOf(unsigned, options, key)
    const answer = await checkEmbeddedProof({ ...unsigned, proof }, find)
    expect(answer).to.deep.include({
      code: 'proof-good',
      created: '2025-07-01T12:00:00Z',
      expires: '2035-07-01T12:00:00.5Z',
    })
    for (const time of [
      '2025-07-01',
      '2025-13-01T00:00:00Z',
      'now',
      5,
      null,
      '2025-07-01T12:00:00+1',
    ]) {
      const changed = { ...unsigned, proof: { ...proof, expires: time } }
      expect((await checkEmbeddedProof(changed, find)).code, String(time)).to.equal('proof-time')
    }
  })

  it('is read in the words of its document, whatever context it brings', async () => {
    const unsigned = openBadgeCredential(leastFacts())
    const proof = await proofOf(unsigned, { expires: '2025-08-01T00:00:00Z' }, key)
    const { expires, ...rest } = proof
    const context = [
      ...(unsigned['@context'] as Json[]),
      {
        end: {
          '@id': 'https://w3id.org/security#expiration',
          '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
        },
      },
    ]
    const hiding = { ...rest, '@context': context, end: expires! }
    const codeOf = async (one: JsonObject) =>
      (await checkEmbeddedProof({ ...unsigned, proof: one }, find)).code
    expect(await codeOf(proof)).to.equal('proof-good')
    expect(await codeOf(hiding)).to.equal('terms-aliased')
    expect(await codeOf({ ...rest, 'https://w3id.org/security#expiration': expires! })).to.equal(
      'terms-aliased',
    )
    expect(await codeOf({ ...proof, '@context': unsigned['@context']! })).to.equal('proof-good')
    const unrelated = { ...proof, '@context': { own: 'https://a.example/own' }, own: 'x' }
    expect(await codeOf(unrelated)).to.equal('terms-not-covered')
  })

  it('of the JCS suites holds for the contexts that were signed, and those only', async () => {
    const unsigned = openBadgeCredential(leastFacts())
    const text = await signCredential(unsigned, key.signer, created, undefined, {
      cryptosuite: 'eddsa-jcs-2022',
    })
    const signed = parseJsonObject(text)
    const context = signed['@context'] as Json[]
    const codeOf = async (changed: Json[] | string) =>
      (await checkEmbeddedProof({ ...signed, '@context': changed }, find)).code
    expect(await codeOf([...context, 'https://w3id.org/security/data-integrity/v2'])).to.equal(
      'proof-good',
    )
    expect(await codeOf(context.slice(0, 1))).to.equal('signature-invalid')
    expect(await codeOf([...context].reverse())).to.equal('signature-invalid')
    expect(await codeOf([context[0]!, 'https://w3id.org/security/data-integrity/v2'])).to.equal(
      'signature-invalid',
    )
  })

  it('is good by either body of the newest context of Open Badges', async () => {
    const token = 'eyJhbGciOiJub25lIn0.e30.AAAA'
    const unsigned: JsonObject = {
      ...openBadgeCredential(fullFacts()),
      endorsementJwt: [token],
    }
    const named: JsonObject = parseJsonObject(
      JSON.stringify(unsigned).replace(
        'context-3.0.3.json',
        'context-3.0.3.json#with-endorsement-jwt',
      ),
    )
    // As a platform signs it that has the other body under the same name.
    const contexts = new Map(knownContexts()).set(otherOpenBadgesV3, otherBody())
    const signed = parseJsonObject(await signCredential(named, key.signer, created, contexts))
    const received = { ...signed, '@context': unsigned['@context']! }
    expect((await checkEmbeddedProof(received, find)).code).to.equal('proof-good')
    const changed = { ...received, endorsementJwt: [`${token}A`] }
    expect((await checkEmbeddedProof(changed, find)).code).to.equal('signature-invalid')
    expect((await checkEmbeddedProof({ ...received, colour: 'blue' }, find)).code).to.equal(
      'terms-not-covered',
    )
  })
})

describe('a chain of proofs', () => {
  const ids = {
    first: 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544',
    second: 'urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54',
  }
  const unsigned = openBadgeCredential(leastFacts())
  let key: TestKey
  let other: TestKey
  before(async () => {
    key = await makeKey('Ed25519')
    other = await makeKey('Ed25519', 2)
  })

  /** Only the last one counts here: the key of those before is nobody's. */
  const codeOf = async (proofs: readonly JsonObject[], keys = [key, other]) => {
    const findKey: FindKey = (id) => findAmong([key])(id)
    const findEarlierKey: FindKey = (id) => findAmong(keys)(id)
    const { code } = await checkDocumentProof(
      { ...unsigned, proof: [...proofs] },
      { findKey, findEarlierKey, controller: issuerDid, purpose: 'assertionMethod' },
    )
    return code
  }
  const later = (earlier: readonly JsonObject[], options: JsonObject, by = key) =>
    proofOf(earlier.length === 0 ? unsigned : { ...unsigned, proof: [...earlier] }, options, by)

  it('is good where every proof in it is, named singly or in a list', async () => {
    const first = await later([], { id: ids.first }, other)
    const second = await later([], { id: ids.second }, other)
    const single = await later([first], { previousProof: ids.first })
    const both = await later([first, second], { previousProof: [ids.first, ids.second] })
    expect(await codeOf([first, single])).to.equal('proof-good')
    expect(await codeOf([single, first])).to.equal('proof-good')
    expect(await codeOf([first, second, both])).to.equal('proof-good')
  })

  it('is good in three steps, and not when the first of them is not', async () => {
    const first = await later([], { id: ids.first }, other)
    const second = await later([first], { id: ids.second, previousProof: ids.first }, other)
    const third = await later([second], { previousProof: ids.second })
    expect(await codeOf([first, second, third])).to.equal('proof-good')
    const broken = { ...first, created: '2025-07-01T12:00:01Z' }
    expect(await codeOf([broken, second, third])).to.equal('proof-chain-broken')
    expect(await codeOf([second, third])).to.equal('proof-chain-broken')
  })

  it('ends with the first of its proofs that does', async () => {
    const first = await later([], { id: ids.first, expires: '2026-01-01T00:00:00+02:00' }, other)
    const single = await later([first], {
      previousProof: ids.first,
      expires: '2026-01-01T00:00:00Z',
    })
    const answer = await checkDocumentProof(
      { ...unsigned, proof: [first, single] },
      { findKey: findAmong([key, other]), controller: issuerDid, purpose: 'assertionMethod' },
    )
    expect(answer.code).to.equal('proof-good')
    const onlyLast = await checkDocumentProof(
      { ...unsigned, proof: [single, first] },
      {
        findKey: findAmong([key]),
        findEarlierKey: findAmong([other]),
        controller: issuerDid,
        purpose: 'assertionMethod',
      },
    )
    expect(onlyLast).to.deep.include({
      code: 'proof-good',
      expires: '2026-01-01T00:00:00+02:00',
    })
  })

  it('is broken where an earlier proof is missing, there twice, changed, or not named by a text', async () => {
    const first = await later([], { id: ids.first }, other)
    const single = await later([first], { previousProof: ids.first })
    const inList = await later([first], { previousProof: [ids.first, ids.second] })
    expect(await codeOf([single])).to.equal('proof-chain-broken')
    expect(await codeOf([first, inList])).to.equal('proof-chain-broken')
    expect(await codeOf([first, first, single])).to.equal('proof-chain-broken')
    expect(await codeOf([{ ...first, proofValue: `z${'2'.repeat(87)}` }, single])).to.equal(
      'proof-chain-broken',
    )
    for (const previousProof of [456_321, null, [], [null], {}, '']) {
      const proof = await later([], { cryptosuite: 'eddsa-jcs-2022', previousProof })
      expect(await codeOf([first, proof]), JSON.stringify(previousProof)).to.equal(
        'proof-chain-broken',
      )
    }
  })

  it('is broken where it leads back to itself', async () => {
    const to = (id: string, previousProof: string) => ({ id, previousProof })
    const self = await later([], to(ids.first, ids.first))
    expect(await codeOf([self])).to.equal('proof-chain-broken')
    const [one, two] = [
      await later([], to(ids.first, ids.second)),
      await later([], to(ids.second, ids.first)),
    ]
    expect(await codeOf([one, two])).to.equal('proof-chain-broken')
  })

  it('does not count without the proof that it says it builds on', async () => {
    const first = await later([], { id: ids.first }, other)
    // Signed over the document alone, though it names the first.
    const detached = await later([], { previousProof: ids.first })
    expect(await codeOf([first, detached])).to.equal('signature-invalid')
    const single = await later([first], { previousProof: ids.first })
    const { previousProof: _named, ...cut } = single
    expect(await codeOf([first, cut])).to.equal('signature-invalid')
  })

  it('is unknown where the key of an earlier proof could not be had', async () => {
    const first = await later([], { id: ids.first }, other)
    const single = await later([first], { previousProof: ids.first })
    expect(await codeOf([first, single], [key])).to.equal('key-unavailable')
  })
})
