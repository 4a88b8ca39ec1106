import { createPrivateKey } from 'node:crypto'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { expect } from 'chai'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { parseJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof, type FindKey } from '../../src/credentials/proof.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import { encodeStatusList, statusListCredential } from '../../src/credentials/status-list.ts'
import {
  fullFacts,
  identifiers,
  issuerDid,
  leastFacts,
  makeKey,
  organizationId,
  type TestKey,
} from '../support/credential-facts.ts'
import { stockVerdict } from '../support/stock-verifier.ts'

const created = '2025-07-01T12:00:00Z'

describe('embedded proofs', () => {
  let key: TestKey
  let rsa: TestKey
  let text: string
  let signed: JsonObject
  let findKey: FindKey

  before(async () => {
    key = await makeKey('Ed25519')
    rsa = await makeKey('RS256')
    text = await signCredential(openBadgeCredential(fullFacts()), key.signer, created)
    signed = parseJsonObject(text)
    findKey = (id) => Promise.resolve({ id, controller: issuerDid, ...multibaseOf(key) })
  })

  const multibaseOf = ({ listed }: TestKey) =>
    listed.publicKeyMultibase === undefined ? {} : { publicKeyMultibase: listed.publicKeyMultibase }
  const codeOf = async (credential: JsonObject, find = findKey) =>
    (await checkEmbeddedProof(credential, find)).code
  const withProof = (change: JsonObject) => ({
    ...signed,
    proof: { ...(signed['proof'] as JsonObject), ...change },
  })

  describe('that we make', () => {
    it('pass our own check, with what the proof says of itself', async () => {
      expect(await checkEmbeddedProof(signed, findKey)).to.deep.equal({
        result: 'passed',
        code: 'proof-good',
        keyId: `${issuerDid}#ed25519-1`,
        cryptosuite: 'eddsa-rdfc-2022',
        created,
      })
    })

    it('verify with the stock library, by our DID document', async () => {
      for (const facts of [
        fullFacts(),
        leastFacts(),
        { ...leastFacts(), refreshService: 'https://a.example/r' },
      ]) {
        const credential = parseJsonObject(
          await signCredential(openBadgeCredential(facts), key.signer, created),
        )
        const verdict = await stockVerdict(credential, [key.listed, rsa.listed], created)
        expect(verdict.verified, String(verdict.error)).to.equal(true)
      }
    })

    it('do not verify with the stock library once the key is out of the document', async () => {
      const other = await makeKey('Ed25519', 2)
      expect((await stockVerdict(signed, [other.listed], created)).verified).to.equal(false)
      expect(
        (await stockVerdict({ ...signed, name: 'x' }, [key.listed], created)).verified,
      ).to.equal(false)
    })

    it('are the same text for the same input, and leave the input alone', async () => {
      const unsigned = openBadgeCredential(fullFacts())
      expect(await signCredential(unsigned, key.signer, created)).to.equal(text)
      expect(unsigned).to.deep.equal(openBadgeCredential(fullFacts()))
    })

    it('secure status lists too', async () => {
      const list = statusListCredential({
        id: identifiers.statusListUrl(organizationId, 1, 'revocation'),
        issuer: issuerDid,
        purpose: 'revocation',
        encodedList: encodeStatusList([1]),
        validFrom: created,
        validUntil: '2025-07-02T12:00:00Z',
      })
      const credential = parseJsonObject(await signCredential(list, key.signer, created))
      expect(await codeOf(credential)).to.equal('proof-good')
      expect((await stockVerdict(credential, [key.listed], created)).verified).to.equal(true)
    })

    it('are not made twice, nor with a key of another kind, nor over a term without meaning', async () => {
      const refused = async (unsigned: JsonObject, by = key) => {
        try {
          return await signCredential(unsigned, by.signer, created)
        } catch {
          return 'refused'
        }
      }
      const unsigned = openBadgeCredential(leastFacts())
      expect(await refused(signed)).to.equal('refused')
      expect(await refused(unsigned, rsa)).to.equal('refused')
      expect(await refused({ ...unsigned, colour: 'blue' })).to.equal('refused')
      expect(await refused({ ...unsigned, name: '\ud83c' })).to.equal('refused')
      expect(await refused({ ...unsigned, '@context': ['https://a.example'] })).to.equal('refused')
      expect(await refused(unsigned)).not.to.equal('refused')
    })
  })

  describe('whose credential was changed', () => {
    /** Every place that holds a single value. */
    function leaves(value: Json, path: (string | number)[] = []): (string | number)[][] {
      if (typeof value !== 'object' || value === null) return [path]
      return Object.entries(value).flatMap(([name, inner]) =>
        leaves(inner, [...path, Array.isArray(value) ? Number(name) : name]),
      )
    }
    function edit(
      path: readonly (string | number)[],
      change: (value: Json | undefined) => Json | undefined,
    ): JsonObject {
      const copy = structuredClone(signed)
      let at: Record<string | number, Json> = copy
      for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, Json>
      const last = path.at(-1)!
      const value = change(at[last])
      if (value !== undefined) at[last] = value
      else if (Array.isArray(at)) at.splice(Number(last), 1)
      else Reflect.deleteProperty(at, last)
      return copy
    }

    it('fail for every single value that is changed', async () => {
      for (const path of leaves(signed)) {
        const change = (value: Json | undefined) =>
          typeof value === 'string' ? `${value}x` : !value
        const answer = await checkEmbeddedProof(edit(path, change), findKey)
        expect(answer.result, path.join('/')).not.to.equal('passed')
      }
    }).timeout(120_000)

    it('fail for every single value that is taken away', async () => {
      for (const path of leaves(signed)) {
        const answer = await checkEmbeddedProof(
          edit(path, () => undefined),
          findKey,
        )
        expect(answer.result, path.join('/')).not.to.equal('passed')
      }
    }).timeout(120_000)

    it('fail for a member that is added, whether the contexts know it or not', async () => {
      const added = [
        { colour: 'blue' },
        { awardedDate2: created },
        { termsOfUse: { type: 'https://a.example/T' } },
      ]
      for (const one of added)
        expect((await checkEmbeddedProof({ ...signed, ...one }, findKey)).result).to.equal('failed')
      expect(await codeOf({ ...signed, colour: 'blue' })).to.equal('terms-not-covered')
    })

    it('stay good when members are in another order, or sets are', async () => {
      const reversed = (value: Json): Json => {
        if (typeof value !== 'object' || value === null) return value
        if (Array.isArray(value)) return value.map(reversed)
        return Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([name, inner]) => [name, reversed(inner)]),
        )
      }
      expect(await codeOf(reversed(signed) as JsonObject)).to.equal('proof-good')
      const evidence = [...(signed['evidence'] as Json[])].reverse()
      expect(await codeOf({ ...signed, evidence })).to.equal('proof-good')
    })
  })

  describe('of any origin', () => {
    it('are unknown where the key could not be had', async () => {
      const answer = await checkEmbeddedProof(signed, () => Promise.resolve(undefined))
      expect([answer.result, answer.code]).to.deep.equal(['unknown', 'key-unavailable'])
    })

    it('fail with a key of somebody else, even where the signature is good', async () => {
      const stranger: FindKey = (id) =>
        Promise.resolve({ id, controller: 'did:web:evil.example', ...multibaseOf(key) })
      expect(await codeOf(signed, stranger)).to.equal('key-not-of-issuer')
    })

    it('fail with another key, or one of another kind', async () => {
      const other = await makeKey('Ed25519', 2)
      const found =
        (facts: object): FindKey =>
        (id) =>
          Promise.resolve({ id, controller: issuerDid, ...facts })
      expect(await codeOf(signed, found(multibaseOf(other)))).to.equal('signature-invalid')
      expect(await codeOf(signed, found({ publicJwk: rsa.publicJwk }))).to.equal('key-type')
      expect(
        await codeOf(
          signed,
          found({ publicKeyMultibase: 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169' }),
        ),
      ).to.equal('key-type')
      expect(
        await codeOf(signed, found({ publicJwk: { kty: 'OKP', crv: 'Ed25519', x: '!' } })),
      ).not.to.equal('proof-good')
      expect(await codeOf(signed, found({ publicJwk: key.publicJwk }))).to.equal('proof-good')
      expect(await codeOf(signed, found({}))).to.equal('key-type')
    })

    it('must be there, once at the least and not too often', async () => {
      const { proof, ...unsigned } = signed
      expect(await codeOf(unsigned)).to.equal('proof-missing')
      expect(await codeOf({ ...unsigned, proof: [] })).to.equal('proof-missing')
      expect(await codeOf({ ...unsigned, proof: [proof!] })).to.equal('proof-good')
      expect(
        await codeOf({ ...unsigned, proof: Array.from({ length: 11 }, () => proof!) }),
      ).to.equal('proofs-too-many')
    })

    it('must be for asserting, well-formed and timed well', async () => {
      expect(await codeOf(withProof({ proofPurpose: 'authentication' }))).to.equal('proof-purpose')
      expect(await codeOf(withProof({ proofValue: 'abc' }))).to.equal('proof-malformed')
      expect(await codeOf(withProof({ proofValue: `z${'1'.repeat(64)}` }))).to.equal(
        'signature-invalid',
      )
      expect(await codeOf(withProof({ verificationMethod: null }))).to.equal('proof-malformed')
      expect(await codeOf(withProof({ created: 'yesterday' }))).to.equal('proof-time')
      expect(await codeOf({ ...signed, proof: 'z123' })).to.equal('proof-malformed')
    })

    it('are named unknown where we cannot check their suite', async () => {
      const suites = { 'bbs-2023': 'suite-not-supported', 'own-2030': 'suite-unknown' }
      for (const [cryptosuite, code] of Object.entries(suites)) {
        const answer = await checkEmbeddedProof(withProof({ cryptosuite }), findKey)
        expect([answer.result, answer.code, answer.cryptosuite]).to.deep.equal([
          'unknown',
          code,
          cryptosuite,
        ])
      }
      expect(await codeOf(withProof({ type: 'Ed25519Signature2018' }))).to.equal(
        'suite-not-supported',
      )
      expect(await codeOf(withProof({ type: 'OwnSignature2030' }))).to.equal('suite-unknown')
    })

    it('suffice when one of several is good; otherwise a failure outweighs what is unknown', async () => {
      const good = signed['proof']!
      const [bad, foreign] = [
        withProof({ created: '2025-01-01T00:00:00Z' }).proof,
        withProof({ cryptosuite: 'bbs-2023' }).proof,
      ]
      expect(await codeOf({ ...signed, proof: [foreign, bad, good] })).to.equal('proof-good')
      expect(await codeOf({ ...signed, proof: [foreign, bad] })).to.equal('signature-invalid')
      expect(await codeOf({ ...signed, proof: [foreign] })).to.equal('suite-not-supported')
    })

    it('never reach the JSON-LD library with a dangerous document', async () => {
      const context = signed['@context'] as Json[]
      expect(
        await codeOf({ ...signed, '@context': [...context, { '@import': 'https://a.example' }] }),
      ).to.equal('context-import')
      expect(await codeOf(withProof({ '@context': { '@import': 'https://a.example' } }))).to.equal(
        'context-import',
      )
      expect(
        await codeOf({ ...signed, '@context': [...context, 'https://a.example/v1'] }),
      ).to.equal('context-unknown')
      const poisoned: unknown = JSON.parse(
        text.replace('"evidence":', '"__proto__":{"a":1},"evidence":'),
      )
      expect(await codeOf(poisoned as JsonObject)).to.equal('forbidden-member')
      // After all of these an honest credential is still good in this process.
      expect(await codeOf(signed)).to.equal('proof-good')
    })
  })

  describe('of the specification', () => {
    // VC-DI-EdDSA §B.1, with the keys that are published there for testing.
    const publicKeyMultibase = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
    const secretKeyMultibase = 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq'
    const verificationMethod = `did:key:${publicKeyMultibase}#${publicKeyMultibase}`
    const proofValue =
      'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme'
    const unsigned: JsonObject = {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://www.w3.org/ns/credentials/examples/v2',
      ],
      id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
      type: ['VerifiableCredential', 'AlumniCredential'],
      name: 'Alumni Credential',
      description: 'A minimum viable example of an Alumni Credential.',
      issuer: 'https://vc.example/issuers/5678',
      validFrom: '2023-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
    }
    const contexts = new Map(knownContexts()).set('https://www.w3.org/ns/credentials/examples/v2', {
      '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
    })
    const findVectorKey: FindKey = (id) =>
      Promise.resolve({ id, controller: 'https://vc.example/issuers/5678', publicKeyMultibase })

    it('are made by us letter for letter', async () => {
      const keyPair = await Ed25519Multikey.from({ publicKeyMultibase, secretKeyMultibase })
      const jwk = await Ed25519Multikey.toJwk({ keyPair, secretKey: true })
      const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
      const signer = {
        algorithm: 'Ed25519',
        verificationMethod,
        keyUrl: verificationMethod,
        privateKey,
      } as const
      const made = parseJsonObject(
        await signCredential(unsigned, signer, '2023-02-24T23:36:38Z', contexts),
      )
      expect(made['proof']).to.deep.equal({
        type: 'DataIntegrityProof',
        cryptosuite: 'eddsa-rdfc-2022',
        created: '2023-02-24T23:36:38Z',
        verificationMethod,
        proofPurpose: 'assertionMethod',
        proofValue,
      })
      expect((await checkEmbeddedProof(made, findVectorKey, contexts)).code).to.equal('proof-good')
      expect((await checkEmbeddedProof(made, findVectorKey)).code).to.equal('context-unknown')
    })
  })
})
