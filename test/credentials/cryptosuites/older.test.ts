import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { expect } from 'chai'
import {
  credentialsV1,
  documentLoader,
  knownContexts,
} from '../../../src/credentials/contexts/contexts.ts'
import { parseJsonObject, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import { signBytes } from '../../../src/credentials/keys.ts'
import { openBadgeCredential } from '../../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof, type FindKey } from '../../../src/credentials/proof.ts'
import {
  leastFacts,
  issuerDid,
  makeKey,
  without,
  type TestKey,
} from '../../support/credential-facts.ts'
import { findAmong } from '../../support/suites.ts'

const created = '2023-07-01T12:00:00Z'
const suite2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
const badges301 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json'

describe('what other platforms issued before VC 2.0', () => {
  let key: TestKey
  before(async () => void (key = await makeKey('Ed25519')))

  const find: FindKey = (id) => findAmong([key])(id)
  const codeOf = async (document: JsonObject, findKey = find) =>
    (await checkEmbeddedProof(document, findKey)).code
  const signer = () => ({
    id: key.signer.verificationMethod,
    algorithm: 'Ed25519',
    sign: ({ data }: { data: Uint8Array }) => Promise.resolve(signBytes(key.signer, data)),
  })
  const unsigned = (...more: string[]): JsonObject => ({
    ...without(
      openBadgeCredential(leastFacts()),
      'validFrom',
      'validUntil',
      'awardedDate',
      'credentialStatus',
    ),
    '@context': [credentialsV1, badges301, ...more],
    issuanceDate: created,
    expirationDate: '2033-07-01T12:00:00Z',
  })
  const issued = async (credential: JsonObject, suite: object) =>
    parseJsonObject(
      JSON.stringify(
        await issue({ credential, suite, documentLoader: documentLoader(knownContexts()) }),
      ),
    )

  describe('with Ed25519Signature2020', () => {
    let signed: JsonObject
    let proof: JsonObject
    before(async () => {
      const suite = new Ed25519Signature2020({ signer: signer(), date: created })
      signed = await issued(unsigned(suite2020), suite)
      proof = signed['proof'] as JsonObject
    })
    const withProof = (changes: JsonObject) => ({ ...signed, proof: { ...proof, ...changes } })

    it('is good as the stock library signs it', async () => {
      expect(await checkEmbeddedProof(signed, find)).to.deep.include({
        code: 'proof-good',
        cryptosuite: 'Ed25519Signature2020',
        created,
      })
    })

    it('fails broken in any of these ways', async () => {
      const value = proof['proofValue'] as string
      expect(await codeOf({ ...signed, name: 'Another' })).to.equal('signature-invalid')
      expect(await codeOf(withProof({ created: '2023-07-02T12:00:00Z' }))).to.equal(
        'signature-invalid',
      )
      expect(await codeOf(withProof({ proofPurpose: 'authentication' }))).to.equal('proof-purpose')
      expect(await codeOf(withProof({ proofValue: value.slice(0, -2) }))).to.equal(
        'proof-malformed',
      )
      expect(await codeOf(withProof({ proofValue: `u${value.slice(1)}` }))).to.equal(
        'proof-malformed',
      )
      expect(await codeOf(withProof({ type: 'Ed25519Signature2018' }))).to.equal(
        'suite-not-supported',
      )
      const p256 = await makeKey('P-256')
      const another: FindKey = (id) =>
        Promise.resolve({
          id,
          controller: issuerDid,
          publicKeyMultibase: p256.listed.publicKeyMultibase!,
        })
      expect(await codeOf(signed, another)).to.equal('key-type')
      // Without the context of its suite it says nothing.
      const context = (signed['@context'] as Json[]).filter((one) => one !== suite2020)
      expect(await codeOf({ ...signed, '@context': context })).to.equal('terms-not-covered')
    })
  })

  it('is good with eddsa-rdfc-2022 under either context of Data Integrity, and under none', async () => {
    const versions = ['v1', 'v2'].map((one) => `https://w3id.org/security/data-integrity/${one}`)
    for (const context of [...versions, undefined]) {
      const suite = new DataIntegrityProof({
        cryptosuite: eddsaRdfc2022,
        signer: signer(),
        date: created,
        legacyContext: context?.endsWith('v1') === true,
      })
      const credential = unsigned(...(context === undefined ? [] : [context]))
      expect(await codeOf(await issued(credential, suite)), context).to.equal('proof-good')
    }
  })
})
