import { expect } from 'chai'
import { isJsonObject, listOf, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import { startTestService, type TestService } from '../../support/service.ts'
import { at } from '../../web/at.ts'
import { call } from './badge.ts'

const v2 = 'https://www.w3.org/ns/credentials/v2'
const examples = 'https://www.w3.org/ns/credentials/examples/v2'

describe('the open tenant of the VC-API', () => {
  let service: TestService
  let dids: readonly string[] = []
  before(async function () {
    this.timeout(60_000)
    service = await startTestService('sqlite', { openTenant: true })
    const { body } = await call(service.base, 'GET', '/open-tenant/issuers')
    dids = listOf(body['issuers']).map((one) => String(at(one, 'did')))
  })
  after(() => service.stop())

  const post = (path: string, body: unknown) =>
    call(service.base, 'POST', `/open-tenant${path}`, { body })
  const any = (issuer: Json, change: JsonObject = {}): JsonObject => ({
    '@context': [v2, examples],
    type: ['VerifiableCredential', 'ExampleAlumniCredential'],
    issuer,
    credentialSubject: { id: 'did:example:alice', alumniOf: { name: 'Example University' } },
    ...change,
  })
  const issued = async (credential: JsonObject, options: JsonObject = {}) => {
    const { status, body } = await post('/credentials/issue', { credential, options })
    expect(status, JSON.stringify(body)).to.equal(201)
    return objectIn(body, 'verifiableCredential')
  }
  const verified = async (verifiableCredential: JsonObject, options: JsonObject = {}) =>
    (await post('/credentials/verify', { verifiableCredential, options })).status
  const didOf = (prefix: string) => dids.find((did) => did.startsWith(`did:key:${prefix}`)) ?? ''
  const allChecks = { checks: ['proof', 'issuer', 'validity', 'credentialStatus'] }

  it('signs whatever keeps the data model, by each of its keys and suites, and verifies it', async () => {
    const suites: readonly [string, string][] = [
      ['z6Mk', 'eddsa-rdfc-2022'],
      ['z6Mk', 'eddsa-jcs-2022'],
      ['zDna', 'ecdsa-rdfc-2019'],
      ['z82L', 'ecdsa-rdfc-2019'],
      ['zDna', 'ecdsa-jcs-2019'],
      ['zDna', 'ecdsa-sd-2023'],
    ]
    for (const [key, cryptosuite] of suites) {
      const credential = await issued(any(didOf(key)), { cryptosuite })
      expect(at(credential, 'proof', 'cryptosuite')).to.equal(cryptosuite)
      expect(await verified(credential, allChecks), cryptosuite).to.equal(200)
      expect(await verified({ ...credential, type: 'VerifiableCredential' })).to.equal(422)
    }
  })

  it('is not deceived about the end of a credential that stands inside itself', async () => {
    const id = 'urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90'
    const dates = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }
    const credentialSubject = { id, alumniOf: { name: 'Example University' } }
    const signed = await issued(any(didOf('z6Mk'), { id, ...dates, credentialSubject }))
    expect(await verified(signed, { checks: ['proof'] })).to.equal(200)
    expect(await verified(signed)).to.equal(422)
    const { validUntil, ...rest } = signed
    // Of the one thing with this id the signature says the same: its type, which brings the term, and its end.
    const moved = { ...credentialSubject, type: 'VerifiableCredential', validUntil: validUntil! }
    expect(await verified({ ...rest, credentialSubject: moved })).to.equal(422)
  })

  it('issues in the names of VC Data Model 1.1 too', async () => {
    const credential = await issued({
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiableCredential'],
      issuer: didOf('z6Mk'),
      issuanceDate: '2020-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:alice' },
    })
    expect(await verified(credential, allChecks)).to.equal(200)
  })

  it('shows what was chosen of a credential that was signed for selection', async () => {
    const options = { cryptosuite: 'ecdsa-sd-2023', mandatoryPointers: ['/issuer'] }
    const verifiableCredential = await issued(any(didOf('zDna')), options)
    const derive = (selectivePointers: readonly string[]) =>
      post('/credentials/derive', { verifiableCredential, options: { selectivePointers } })
    const { status, body } = await derive(['/credentialSubject/id'])
    expect(status).to.equal(201)
    const shown = objectIn(body, 'verifiableCredential')
    expect(at(shown, 'credentialSubject')).to.deep.equal({ id: 'did:example:alice' })
    expect(await verified(shown, allChecks)).to.equal(200)
    expect((await derive(['/nothing'])).status).to.equal(400)
    const plain = await issued(any(didOf('z6Mk')))
    const refused = await post('/credentials/derive', {
      verifiableCredential: plain,
      options: { selectivePointers: ['/credentialSubject/id'] },
    })
    expect(refused.status).to.equal(400)
  })

  it('puts a credential into an envelope, and reads it only as one', async () => {
    const envelope = await issued(any(didOf('zDna')), { envelope: 'vc+jwt' })
    expect(envelope['type']).to.deep.equal(['EnvelopedVerifiableCredential'])
    expect(await verified(envelope, allChecks)).to.equal(200)
    const token = String(at(envelope, 'id')).split(',')[1] ?? ''
    for (const change of [
      { '@context': [] },
      { '@context': examples },
      { type: 'VerifiableCredential' },
      { id: token },
      { id: `data:application/vc+jwt,${token.slice(0, -4)}AAAA` },
    ]) {
      expect(await verified({ ...envelope, ...change }), JSON.stringify(change)).to.equal(422)
    }
  })

  it('adds a status where it is asked for, and changes it', async () => {
    const id = `urn:uuid:${crypto.randomUUID()}`
    const credential = await issued(any(didOf('z82L'), { id }), {
      credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
    })
    const [entry, ...more] = listOf(credential['credentialStatus'])
    expect(more).to.deep.equal([])
    const list = await fetch(String(at(entry, 'statusListCredential')))
    expect(list.headers.get('content-type')).to.equal('application/vc')
    expect(list.headers.get('access-control-allow-origin')).to.equal('*')
    expect(await verified(credential)).to.equal(200)
    const change = { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' }
    const set = (credentialId: string) =>
      post('/credentials/status', { credentialId, credentialStatus: change })
    expect((await set('urn:none')).status).to.equal(404)
    expect((await set(id)).status).to.equal(200)
    expect(await verified(credential)).to.equal(422)
    expect(await verified(credential, { checks: ['proof'] })).to.equal(200)
  })

  it('refuses an issuer that it holds no key of, and terms that mean nothing', async () => {
    const issue = (credential: JsonObject, options: JsonObject = {}) =>
      post('/credentials/issue', { credential, options })
    const did = didOf('z6Mk')
    expect((await issue(any('did:example:somebody'))).status).to.equal(403)
    for (const change of [
      { '@context': [v2] },
      { '@context': [v2, 'https://example.org/unknown'] },
      { '@context': [v2, { '@import': 'https://example.org/import' }] },
      { issuer: 'nobody' },
      { credentialStatus: { type: 'BitstringStatusListEntry', statusListIndex: true } },
      { relatedResource: [{ id: v2, digestSRI: 'sha384-x' }] },
    ]) {
      expect((await issue(any(did, change))).status, JSON.stringify(change)).to.equal(400)
    }
    expect((await issue(any(did), { cryptosuite: 'ecdsa-rdfc-2019' })).status).to.equal(400)
    expect((await issue(any(did), { cryptosuite: 'none' })).status).to.equal(400)
  })

  it('fetches nothing for anybody', async () => {
    const path = `/identifiers/${encodeURIComponent('did:web:badges.example.org')}`
    const { status, body } = await call(service.base, 'GET', `/open-tenant${path}`)
    expect([status, at(body, 'didResolutionMetadata', 'error')]).to.deep.equal([404, 'notFound'])
    const foreign = { ...(await issued(any(didOf('z6Mk')))), issuer: 'did:web:localhost' }
    expect(await verified(foreign, allChecks)).to.equal(422)
  })

  it('speaks for no organization', async () => {
    const { body } = await call(service.base, 'GET', '/api/openapi.json')
    const paths = Object.keys(objectIn(body, 'paths'))
    expect(paths.filter((path) => path.startsWith('/open-tenant/'))).to.have.length.above(5)
    const issuer = service.services.identifiers.serviceDid
    expect((await post('/credentials/issue', { credential: any(issuer) })).status).to.equal(403)
  })
})

function objectIn(body: JsonObject, name: string): JsonObject {
  const value = body[name]
  if (!isJsonObject(value)) throw new Error(`${name} is missing in the answer`)
  return value
}
