import { expect } from 'chai'
import { isJsonObject, listOf, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import { setStage, type Stage } from '../../app/stage.ts'
import { at } from '../../web/at.ts'
import { badge, call, type Answer } from './badge.ts'

describe('the VC-API of an organization', () => {
  let stage: Stage
  let key = ''
  let did = ''
  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    did = stage.service.services.identifiers.organizationDid(stage.museum)
    key = await stage.key(stage.operator, ['awards:write', 'credentials:verify'], stage.museum)
  })
  after(() => stage.stop())

  const post = (path: string, body: unknown, secret: string | undefined = key) =>
    call(stage.service.base, 'POST', path, { body, ...(secret === '' ? {} : { key: secret }) })
  const issue = (credential: Json, secret?: string) =>
    post('/credentials/issue', { credential }, secret)
  const verify = (verifiableCredential: Json | undefined, options = {}) =>
    post('/credentials/verify', { verifiableCredential, options })
  const issued = async (change: JsonObject = {}): Promise<JsonObject> => {
    const { status, body } = await issue(badge(did, change))
    expect(status, JSON.stringify(body)).to.equal(201)
    const { verifiableCredential } = body
    if (!isJsonObject(verifiableCredential)) throw new Error('no credential came back')
    return verifiableCredential
  }
  const pathsOf = ({ body }: Answer) => listOf(body['problems']).map((one) => at(one, 'path'))

  it('issues a badge in its own name, with a status of ours, into the issue log', async () => {
    const issuer = { id: did, type: ['Profile'], name: 'Ministry of Somebody Else' }
    const credential = await issued({ issuer })
    expect(at(credential, 'issuer', 'name')).to.equal('Museum of Rivers')
    expect(
      listOf(credential['credentialStatus']).map((one) => at(one, 'statusPurpose')),
    ).to.deep.equal(['revocation', 'suspension'])
    const { issueLog } = stage.service.services.organizations
    expect(await issueLog.find(JSON.stringify(credential))).to.include({ owner: stage.museum })
    const { status, body } = await verify(credential)
    expect(body).to.include({ verified: true })
    expect(status).to.equal(200)
    const report = await stage.service.api().call('POST', '/api/v1/verifications', { credential })
    expect(report['verdict']).to.equal('valid')
  })

  it('revokes what it issued, and takes a suspension back', async () => {
    const credential = await issued()
    const set = (statusPurpose: string, status?: boolean) =>
      post('/credentials/status', {
        credentialId: credential['id'],
        credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose },
        ...(status === undefined ? {} : { status }),
      })
    const verdict = async () => (await verify(credential)).status
    expect((await set('suspension')).status).to.equal(200)
    expect(await verdict()).to.equal(422)
    expect((await set('suspension', false)).status).to.equal(200)
    expect(await verdict()).to.equal(200)
    expect((await set('revocation')).status).to.equal(200)
    const { status, body } = await verify(credential)
    expect(status).to.equal(422)
    expect(JSON.stringify(body['checks'])).to.contain('"revoked"')
    expect((await set('revocation', false)).status).to.equal(409)
    // Only the proof was asked for, and that is good.
    expect((await verify(credential, { checks: ['proof'] })).status).to.equal(200)
  })

  it('gives an id and a beginning where none came, and says that a trial is one', async () => {
    const { id: _id, validFrom: _from, ...rest } = badge(did, { name: 'Tide Reader' })
    const { status, body } = await issue(rest)
    expect(status, JSON.stringify(body)).to.equal(201)
    expect(at(body, 'verifiableCredential', 'id')).to.match(/^urn:uuid:/)
    expect(at(body, 'verifiableCredential', 'name')).to.equal('Trial: Tide Reader')
    const { name: _name, ...nameless } = badge(did)
    expect(pathsOf(await issue(nameless)).map(String)).to.include('/credential/name')
  })

  it('writes down who issued and who revoked, without the words of either', async () => {
    const { audit } = stage.service.services
    const credential = await issued()
    const { rows } = await audit.list(stage.museum)
    const written = rows.filter(({ act }) => act.startsWith('credential.'))
    expect(written.map(({ act }) => act)).to.include.members([
      'credential.issued',
      'credential.status-changed',
    ])
    expect(new Set(written.map(({ actor }) => actor))).to.deep.equal(
      new Set([stage.operator.accountId]),
    )
    expect(JSON.stringify(written)).not.to.contain(String(at(credential, 'id')))
  })

  it('signs its lists again when its key is ended', async () => {
    const credential = await issued()
    const read = async () =>
      (
        await fetch(String(at(listOf(credential['credentialStatus'])[0], 'statusListCredential')))
      ).text()
    const before = await read()
    expect(await read()).to.equal(before)
    const { signingKeys } = stage.service.services.organizations
    await signingKeys.compromise(stage.operator.accountId, stage.museum, 'ed25519-1')
    expect(await read()).to.contain('#ed25519-2')
  })

  it('issues for no other issuer', async () => {
    const other = await stage.organization('Museum of Clouds')
    const { identifiers } = stage.service.services
    const foreign = [
      'did:web:elsewhere.example',
      'did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
      identifiers.serviceDid,
      identifiers.organizationDid(other),
      identifiers.organizationDid('nobody0000000000000000'),
      identifiers.organizationUrl(stage.museum),
    ]
    for (const issuer of foreign) {
      const { status, body } = await issue(badge(issuer))
      expect([status, body['code']], issuer).to.deep.equal([403, 'not-allowed'])
    }
  })

  it('says which of the options of issuing it does not take', async () => {
    for (const [options, path] of [
      [{ envelope: 'vc+jwt' }, '/options/envelope'],
      [{ cryptosuite: 'ecdsa-jcs-2019' }, '/options/cryptosuite'],
    ] as const) {
      const answer = await post('/credentials/issue', { credential: badge(did), options })
      expect(answer.status).to.equal(400)
      expect(pathsOf(answer)).to.deep.equal([path])
    }
  })

  it('issues nothing but badges, and no status or id of another hand', async () => {
    const { identifiers } = stage.service.services
    const refused: readonly [JsonObject, string][] = [
      [{ type: ['VerifiableCredential', 'DegreeCredential'] }, '/credential/type'],
      [{ salary: 3 }, '/credential/salary'],
      [{ credentialSubject: { id: 'did:example:one' } }, '/credential/credentialSubject/type'],
      [{ id: identifiers.credentialUrl('credential000000000001') }, '/credential/id'],
      [
        { '@context': ['https://www.w3.org/ns/credentials/v2', { name: 'https://x.example/#' }] },
        '/credential/@context',
      ],
      [
        { credentialStatus: [{ id: 'urn:x', type: 'BitstringStatusListEntry' }] },
        '/credential/credentialStatus',
      ],
      [{ validFrom: 'soon' }, '/credential/validFrom'],
    ]
    for (const [change, path] of refused) {
      const answer = await issue(badge(did, change))
      expect(answer.status, path).to.equal(400)
      expect(
        pathsOf(answer).some((one) => String(one).startsWith(path)),
        path,
      ).to.equal(true)
    }
  })

  it('asks for a key with the scope for it', async () => {
    const poor = await stage.key(stage.operator, ['awards:read'], stage.museum)
    const viewer = await stage.staff('viewer', 'viewer@museum.example')
    const viewers = await stage.key(viewer, ['awards:write'], stage.museum)
    const credential = badge(did)
    const answers = [
      await issue(credential, ''),
      await issue(credential, 'wmk_x'),
      await issue(credential, poor),
      await issue(credential, viewers),
      await post('/credentials/verify', { verifiableCredential: credential }, ''),
      await post('/credentials/verify', { verifiableCredential: credential }, poor),
      await post('/credentials/status', {}, poor),
    ]
    expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 403, 403, 401, 403, 403])
  })

  it('verifies credentials of any shape, and tells what is wrong', async () => {
    const credential = await issued()
    const codes = async (change: JsonObject) => {
      const { status, body } = await verify({ ...credential, ...change })
      expect(status).to.equal(422)
      expect(body['verified']).to.equal(false)
      return listOf(body['checks'])
        .filter((one) => at(one, 'result') === 'failed')
        .map((one) => at(one, 'code'))
    }
    expect(await codes({ name: 'Another name' })).to.deep.equal(['signature-invalid'])
    expect(await codes({ validUntil: '2020-01-01T00:00:00Z' })).to.deep.equal(['order'])
    const { proof, ...bare } = credential
    const unused = { ...(isJsonObject(proof) ? proof : {}), proofPurpose: 'authentication' }
    expect(await codes({ proof: unused })).to.deep.equal(['proof-purpose'])
    expect((await verify(bare)).status).to.equal(422)
  })

  it('answers whatever is malformed with 400 or 422, never with a fault', async () => {
    const deep = `{"verifiableCredential":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`
    const bodies = [
      undefined,
      '',
      '{',
      'null',
      '[]',
      '{"verifiableCredential":"text"}',
      '{"verifiableCredential":{"__proto__":{"x":1},"proof":{}}}',
      '{"verifiableCredential":{"@context":[{"@import":"https://x.example"}],"type":"VerifiableCredential"}}',
      deep,
    ]
    for (const path of ['/credentials/issue', '/credentials/verify', '/credentials/status']) {
      for (const body of bodies) {
        const raw = body?.replace(
          'verifiableCredential',
          path.endsWith('issue') ? 'credential' : 'verifiableCredential',
        )
        const { status } = await call(stage.service.base, 'POST', path, {
          key,
          ...(raw === undefined ? {} : { raw }),
        })
        expect([400, 403, 422], `${path} ${String(body).slice(0, 60)}`).to.include(status)
      }
    }
  })

  it('has no open tenant unless the configuration opens one', async () => {
    for (const [method, path] of [
      ['POST', '/open-tenant/credentials/issue'],
      ['POST', '/open-tenant/credentials/verify'],
      ['GET', '/open-tenant/issuers'],
      ['GET', '/open-tenant/status/ed25519/1/revocation'],
      ['GET', '/open-tenant/identifiers/did:example:x'],
    ] as const) {
      const body = method === 'POST' ? { body: { credential: badge(did) } } : {}
      expect((await call(stage.service.base, method, path, body)).status, path).to.equal(404)
    }
  })

  it('resolves did:key and its own names for everybody, and others only for who may have them fetched', async () => {
    const resolve = (name: string, secret?: string) =>
      call(stage.service.base, 'GET', `/identifiers/${encodeURIComponent(name)}`, {
        ...(secret === undefined ? {} : { key: secret }),
      })
    const own = await resolve(did)
    expect([own.status, at(own.body, 'didDocument', 'id')]).to.deep.equal([200, did])
    const method = await resolve(`${did}#ed25519-2`)
    expect(at(method.body, 'didDocument', 'type')).to.equal('Multikey')
    const missing = await resolve(`${did}#nothing`)
    expect([missing.status, at(missing.body, 'didDereferencingMetadata', 'error')]).to.deep.equal([
      404,
      'notFound',
    ])
    for (const secret of [undefined, key]) {
      const { status, body } = await resolve('did:web:nowhere.invalid', secret)
      expect([status, at(body, 'didResolutionMetadata', 'error')]).to.deep.equal([404, 'notFound'])
    }
  })
})
