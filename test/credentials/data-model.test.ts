import { expect } from 'chai'
import fc from 'fast-check'
import {
  credentialProblems,
  presentationProblems,
} from '../../src/credentials/data-model/credential.ts'
import { resourceDigestProblems } from '../../src/credentials/data-model/related-resource.ts'
import { isJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'

const v2 = 'https://www.w3.org/ns/credentials/v2'
const v1 = 'https://www.w3.org/2018/credentials/v1'

const good: JsonObject = {
  '@context': [v2, 'https://example.org/context/1', { Term: 'https://example.org/#Term' }],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'https://example.org/#Kind'],
  name: [{ '@value': 'شارة', '@language': 'ar', '@direction': 'rtl' }, 'A badge'],
  issuer: { id: 'did:example:issuer', name: { '@value': 'Museum', '@language': 'en' } },
  validFrom: '2024-01-01T00:00:00.5-05:00',
  validUntil: '2024-01-01T05:00:01Z',
  credentialSubject: [{ id: 'did:example:one' }, { name: 'Two' }],
  credentialStatus: {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'message',
    statusListIndex: '12',
    statusListCredential: 'https://example.org/list',
    statusSize: 2,
    statusMessage: ['0x0', '0x1', '0x2', '0x3'].map((status) => ({ status, message: 'm' })),
  },
  credentialSchema: { id: 'https://example.org/schema', type: 'JsonSchema' },
  relatedResource: [{ id: v2, digestSRI: 'sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=' }],
  refreshService: { type: 'Refresh' },
  termsOfUse: [{ type: 'Terms', id: 'urn:terms' }],
  evidence: { type: ['Evidence'] },
  confidenceMethod: { type: 'Confidence' },
}

const pathsOf = (document: JsonObject) => credentialProblems(document).map(({ path }) => path)

describe('the data model of any credential', () => {
  it('takes what uses every part of it', () => {
    expect(credentialProblems(good)).to.deep.equal([])
    expect(resourceDigestProblems(good)).to.deep.equal([])
  })

  const entry = good['credentialStatus']
  const status = (change: JsonObject): JsonObject => ({
    credentialStatus: { ...(isJsonObject(entry) ? entry : {}), ...change },
  })

  // Each breaks one sentence of VC Data Model 2.0, and is found exactly there.
  const broken: readonly [JsonObject | string, string][] = [
    ['@context', '/@context'],
    [{ '@context': v2 }, '/@context'],
    [{ '@context': ['https://example.org/context/1', v2] }, '/@context/0'],
    [{ '@context': [v2, 7] }, '/@context/1'],
    [{ '@context': [v2, 'https ://no-address'] }, '/@context/1'],
    [{ id: ['urn:one', 'urn:two'] }, '/id'],
    [{ id: null }, '/id'],
    [{ id: 'no address' }, '/id'],
    ['type', '/type'],
    [{ type: [] }, '/type'],
    [{ type: ['VerifiableCredential', 4] }, '/type'],
    [{ type: ['Kind'] }, '/type'],
    [{ name: { '@value': 'x', url: 'urn:x' } }, '/name'],
    [{ name: { '@language': 'en' } }, '/name'],
    [{ description: { '@value': 'x', '@direction': 'up' } }, '/description'],
    [{ description: { '@value': 'x', '@language': 'e_n' } }, '/description'],
    ['issuer', '/issuer'],
    [{ issuer: 'nobody' }, '/issuer'],
    [{ issuer: null }, '/issuer'],
    [{ issuer: { name: 'Museum' } }, '/issuer/id'],
    [{ issuer: { id: 'urn:x', name: { '@value': 'x', url: 'urn:y' } } }, '/issuer/name'],
    ['credentialSubject', '/credentialSubject'],
    [{ credentialSubject: [] }, '/credentialSubject'],
    [{ credentialSubject: 'did:example:one' }, '/credentialSubject'],
    [{ credentialSubject: [{ id: 'urn:x' }, {}] }, '/credentialSubject/1'],
    [{ credentialSubject: { id: ['urn:x', 'urn:y'] } }, '/credentialSubject/id'],
    [{ validFrom: '2024-01-01T00:00:00' }, '/validFrom'],
    [{ validFrom: 'yesterday' }, '/validFrom'],
    [{ validUntil: '2024-13-01T00:00:00Z' }, '/validUntil'],
    [{ validUntil: '2024-01-01T04:59:59Z' }, '/validUntil'],
    [{ credentialStatus: { id: 'urn:x' } }, '/credentialStatus/type'],
    [{ credentialStatus: { type: 2 } }, '/credentialStatus/type'],
    [status({ statusListIndex: 12 }), '/credentialStatus/statusListIndex'],
    [status({ statusListIndex: '-1' }), '/credentialStatus/statusListIndex'],
    [status({ statusPurpose: true }), '/credentialStatus/statusPurpose'],
    [status({ statusListCredential: 'list' }), '/credentialStatus/statusListCredential'],
    [status({ id: 'https://example.org/list' }), '/credentialStatus/id'],
    [status({ statusSize: 0 }), '/credentialStatus/statusSize'],
    [status({ statusMessage: [] }), '/credentialStatus/statusMessage'],
    [status({ statusReference: 'here' }), '/credentialStatus/statusReference'],
    [{ credentialSchema: { id: 'urn:x' } }, '/credentialSchema/type'],
    [{ credentialSchema: { type: 'JsonSchema' } }, '/credentialSchema/id'],
    [{ relatedResource: [v2] }, '/relatedResource/0'],
    [{ relatedResource: { digestSRI: 'sha384-x' } }, '/relatedResource/id'],
    [{ relatedResource: { id: v2 } }, '/relatedResource/digestSRI'],
    [
      { relatedResource: ['a', 'b'].map((digestSRI) => ({ id: v2, digestSRI })) },
      '/relatedResource/1/id',
    ],
    [{ refreshService: { id: 'urn:x' } }, '/refreshService/type'],
    [{ termsOfUse: [{ type: 'Terms' }, {}] }, '/termsOfUse/1/type'],
    [{ evidence: {} }, '/evidence/type'],
    [{ evidence: 'urn:x' }, '/evidence'],
    [{ proof: [] }, '/proof'],
    [{ proof: { created: 'x' } }, '/proof/type'],
  ]
  for (const [change, path] of broken) {
    const what = typeof change === 'string' ? `nothing at ${change}` : JSON.stringify(change)
    it(`finds ${what.slice(0, 90)}`, () => {
      const { [typeof change === 'string' ? change : '']: _left, ...rest } = good
      expect(pathsOf(typeof change === 'string' ? rest : { ...good, ...change })).to.deep.equal([
        path,
      ])
    })
  }

  it('knows the names of VC Data Model 1.1 by its first context', () => {
    const old: JsonObject = {
      '@context': [v1],
      type: ['VerifiableCredential'],
      issuer: 'did:example:issuer',
      issuanceDate: '2020-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:one' },
    }
    expect(pathsOf(old)).to.deep.equal([])
    const { issuanceDate: _left, ...undated } = old
    expect(pathsOf(undated)).to.deep.equal(['/issuanceDate'])
    expect(pathsOf({ ...old, expirationDate: '2019-01-01T00:00:00Z' })).to.deep.equal([
      '/expirationDate',
    ])
    expect(pathsOf({ ...old, credentialStatus: { type: 'Status' } })).to.deep.equal([
      '/credentialStatus/id',
    ])
  })

  it('refuses a digest of the base context that no published body has', () => {
    const digests = (digest: JsonObject) =>
      resourceDigestProblems({ relatedResource: { id: v2, ...digest } }).length
    const sha384 = 'NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg'
    expect(digests({ digestSRI: `sha384-${sha384}` })).to.equal(0)
    expect(digests({ digestMultibase: 'uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k' })).to.equal(0)
    expect(digests({ digestSRI: `sha256-${sha384}` })).to.equal(1)
    expect(digests({ digestMultibase: 'uM4RgWQc3RUDtjJCSgTJtTfvpZ7SPEg_LNO0ESlovQC0' })).to.equal(1)
    expect(
      resourceDigestProblems({ relatedResource: { id: 'urn:x', digestSRI: 'sha384-x' } }),
    ).to.deep.equal([])
  })

  it('judges presentations: their types, their holder, and that they hold objects', () => {
    const presentation: JsonObject = {
      '@context': [v2],
      type: 'VerifiablePresentation',
      holder: { id: 'did:example:holder' },
      verifiableCredential: [good],
    }
    const at = (change: JsonObject) =>
      presentationProblems({ ...presentation, ...change }).map(({ path }) => path)
    expect(at({})).to.deep.equal([])
    expect(at({ type: 'Presentation' })).to.deep.equal(['/type'])
    expect(at({ holder: 'nobody' })).to.deep.equal(['/holder'])
    expect(at({ holder: { name: 'Ada' } })).to.deep.equal(['/holder/id'])
    expect(at({ verifiableCredential: ['eyJ'] })).to.deep.equal(['/verifiableCredential/0'])
  })

  it('answers for whatever JSON there is, and never throws', () => {
    const names = fc.constantFrom(...Object.keys(good), '__proto__', 'proof', 'constructor')
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (document) => {
        const json: Json = JSON.parse(JSON.stringify(document)) as Json
        if (!isJsonObject(json)) return
        credentialProblems(json)
        presentationProblems(json)
        resourceDigestProblems(json)
      }),
    )
  })
})
