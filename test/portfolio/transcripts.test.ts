import { expect } from 'chai'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import type { Caller } from '../../src/caller.ts'
import { documentLoader, knownContexts } from '../../src/credentials/contexts/contexts.ts'
import {
  idOf,
  isJsonObject,
  listOf,
  parseJsonObject,
  type JsonObject,
} from '../../src/credentials/json.ts'
import { issuedClrProblems } from '../../src/credentials/schema.ts'
import type { Award } from '../../src/issuing/tables.ts'
import { expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { checkNamed } from '../support/verification.ts'

describe('a transcript of what one holds', () => {
  let stage: Stage
  let owner: Caller
  let awards: Award[]
  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    owner = await stage.person('owner@transcripts.example')
    awards = [await stage.held(owner), await stage.held(owner, 'minor', 'Child')]
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const assemble = (ids: readonly string[] | 'all' = 'all', format: 'json' | 'jwt' = 'json') =>
    services().transcripts.assemble(owner, ids, format)
  const inside = (transcript: JsonObject) => {
    const subject = transcript['credentialSubject']
    return listOf(isJsonObject(subject) ? subject['verifiableCredential'] : undefined)
  }
  const verify = (text: string) => services().verification.verifyPasted(text)

  it('is signed by the service, says who assembled it, and keeps our statement of the model', async () => {
    const { proof, ...unsigned } = parseJsonObject(await assemble())
    expect(issuedClrProblems(unsigned)).to.deep.equal([])
    expect(isJsonObject(proof)).to.equal(true)
    expect(idOf(unsigned['issuer'])).to.equal(services().identifiers.serviceDid)
    expect(unsigned['name']).to.equal('Trial: Record of learning, assembled by its holder')
    expect(unsigned['description']).to.include('The holder chose these badges')
  })

  for (const format of ['json', 'jwt'] as const) {
    it(`as ${format} verifies, and each badge inside by itself, letter for letter as it was signed`, async () => {
      const text = await assemble('all', format)
      const plain =
        format === 'json' ? text : Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()
      for (const { credential = '' } of awards) expect(plain).to.include(credential)
      const report = await verify(text)
      expect(report.verdict).to.equal('valid')
      expect(checkNamed(report, 'credentials')).to.deep.include({
        code: 'all-inside-good',
        values: { good: 2, total: 2 },
      })
    })
  }

  it('verifies with the stock library by the DID document of the service', async () => {
    const document = await services().documents.didDocument('service')
    const methods = listOf(document['verificationMethod']).filter(isJsonObject)
    const documents = new Map<string, object>([
      [idOf(document) ?? '', document],
      ...methods.map((method): [string, object] => [
        idOf(method) ?? '',
        { '@context': 'https://w3id.org/security/multikey/v1', ...method },
      ]),
    ])
    const verdict = async (credential: JsonObject) =>
      verifyCredential({
        credential,
        suite: new DataIntegrityProof({ cryptosuite }),
        documentLoader: documentLoader(knownContexts(), documents),
        checkStatus: () => Promise.resolve({ verified: true }),
        now: services().world.now(),
      })
    const transcript = parseJsonObject(await assemble())
    const good = await verdict(structuredClone(transcript))
    expect(good.verified, String(good.error)).to.equal(true)
    expect((await verdict({ ...transcript, name: 'Other' })).verified).to.equal(false)
  })

  it('holds the chosen ones in their order, and has an id of its own each time', async () => {
    const [first, second] = awards.map(({ id }) => id)
    const chosen = parseJsonObject(await assemble([second ?? '', first ?? '', second ?? '']))
    expect(inside(chosen).map(idOf)).to.deep.equal(
      [awards[1], awards[0]].map((award) =>
        services().identifiers.credentialUrl(award?.credentialId ?? ''),
      ),
    )
    const other = parseJsonObject(await assemble([first ?? '']))
    expect(idOf(other))
      .to.match(/^urn:uuid:/)
      .and.not.equal(idOf(chosen))
    expect(inside(other)).to.have.length(1)
  })

  it('tells what was revoked inside', async () => {
    const revoked = await stage.held(owner)
    await services().issuing.state.revoke(stage.operator, stage.museum, revoked.id, 'A mistake.')
    const report = await verify(await assemble([revoked.id]))
    expect(report.verdict).to.equal('valid')
    expect(report.credentials?.map(({ verdict }) => verdict)).to.deep.equal(['revoked'])
  })

  it('is for whoever holds what is inside, and of something', async () => {
    const { transcripts } = services()
    const other = await stage.person('other@transcripts.example')
    const ids = awards.map(({ id }) => id)
    await expectRefusal(transcripts.assemble(other, ids, 'json'), 'not-found')
    await expectRefusal(transcripts.assemble(stage.operator, ids, 'json'), 'not-found')
    await expectRefusal(transcripts.assemble(other, 'all', 'json'), 'conflict')
    const tied = { ...owner, organizationId: stage.museum }
    await expectRefusal(transcripts.assemble(tied, ids, 'json'), 'not-allowed')
  })

  describe('through the API', () => {
    const post = async (body: object, key?: string) => {
      const response = await fetch(`${stage.service.base}/api/v1/transcripts`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(body),
      })
      const type = response.headers.get('content-type')
      return { status: response.status, type, text: await response.text() }
    }

    it('answers the transcript itself, in either form', async () => {
      const key = await stage.key(owner, ['backpack:read'])
      const json = await post({ awardIds: [awards[0]?.id] }, key)
      expect(json).to.include({ status: 201, type: 'application/vc' })
      expect(json.text).to.include(awards[0]?.credential)
      const jwt = await post({ format: 'jwt' }, key)
      expect(jwt).to.include({ status: 201, type: 'text/plain; charset=utf-8' })
      expect((await verify(jwt.text)).verdict).to.equal('valid')
    })

    it('refuses no caller, a wrong caller and a bad body', async () => {
      const key = await stage.key(owner, ['backpack:read'])
      const narrow = await stage.key(owner, ['shares:write'])
      const other = await stage.key(await stage.person('third@transcripts.example'), [
        'backpack:read',
      ])
      const body = { awardIds: [awards[0]?.id] }
      expect((await post(body)).status).to.equal(401)
      expect((await post(body, narrow)).status).to.equal(403)
      expect((await post(body, other)).status).to.equal(404)
      for (const bad of [{ awardIds: [] }, { awardIds: ['x'] }, { format: 'pdf' }, { more: 1 }]) {
        expect((await post(bad, key)).status, JSON.stringify(bad)).to.equal(400)
      }
    })
  })

  it('is a button in the backpack, which needs a session', async () => {
    const address = `${stage.service.base}/backpack/transcript.json`
    expect((await fetch(address)).status).to.equal(401)
    const key = await stage.key(owner, ['backpack:read'])
    const one = awards[0]?.id ?? ''
    const answer = await fetch(`${address}?award=${one}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(answer.headers.get('content-disposition')).to.include('transcript.json')
    expect(inside(parseJsonObject(await answer.text()))).to.have.length(1)
  })
})
