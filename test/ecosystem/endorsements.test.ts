import { expect } from 'chai'
import { textOf } from '../../scripts/demo/api.ts'
import type { Caller } from '../../src/caller.ts'
import { isJsonObject, listOf, parseJsonObject, type Json } from '../../src/credentials/json.ts'
import { issuedEndorsementProblems } from '../../src/credentials/schema.ts'
import type { Endorsement } from '../../src/ecosystem/tables.ts'
import { expectRefusal, setStage, type Stage } from '../app/stage.ts'

function member(value: Json | undefined, ...names: string[]): Json | undefined {
  return names.reduce<Json | undefined>(
    (inner, name) => (isJsonObject(inner) ? inner[name] : listOf(inner)[Number(name)]),
    value,
  )
}

describe('endorsements', () => {
  let stage: Stage
  let college: string
  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    college = await stage.organization('College by the Sea')
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const endorsements = () => services().endorsements
  const endorse = (comment = 'Asks for *real* field work.', caller = stage.operator) =>
    endorsements().endorse(caller, college, {
      endorsed: { achievementId: stage.achievementId },
      comment,
    })
  const answer = ({ id }: Endorsement, said: 'accepted' | 'declined') =>
    endorsements().answer(stage.operator, stage.museum, id, said)
  const awarded = async () => {
    const { credential = '' } = await stage.award({ name: 'Ada' })
    return { text: credential, credential: parseJsonObject(credential) }
  }
  const inAchievement = (credential: Json) =>
    listOf(member(credential, 'credentialSubject', 'achievement', 'endorsement'))

  it('an endorsement is an EndorsementCredential of the organization that gives it', async () => {
    const { identifiers } = services()
    const { id, credential } = await endorse()
    const signed = parseJsonObject(credential)
    const { proof, ...unsigned } = signed
    expect(issuedEndorsementProblems(unsigned)).to.deep.equal([])
    expect(member(proof, 'cryptosuite')).to.equal('eddsa-rdfc-2022')
    expect(signed['id']).to.equal(identifiers.endorsementUrl(id))
    expect(member(signed, 'issuer', 'id')).to.equal(identifiers.organizationDid(college))
    expect(signed['credentialSubject']).to.deep.equal({
      id: identifiers.achievementUrl(stage.achievementId, 1),
      type: ['EndorsementSubject'],
      endorsementComment: 'Asks for *real* field work.',
    })
    expect((await services().organizations.issueLog.find(credential))?.owner).to.equal(college)
  })

  it('everybody may read it at its address, letter for letter, and its status list too', async () => {
    const { credential } = await endorse()
    const signed = parseJsonObject(credential)
    const served = await fetch(textOf(signed, 'id'))
    expect(served.headers.get('access-control-allow-origin')).to.equal('*')
    expect(await served.text()).to.equal(credential)
    const entry = member(signed, 'credentialStatus', '0')
    const list = textOf(isJsonObject(entry) ? entry : {}, 'statusListCredential')
    expect((await fetch(list)).status).to.equal(200)
    for (const other of [list.replace('revocation', 'suspension'), list.replace('/1/', '/01/')]) {
      expect((await fetch(other)).status, other).to.equal(404)
    }
  })

  it('it endorses a profile, a credential or anything with a URI, by the id that credentials use', async () => {
    const { identifiers } = services()
    const award = await stage.award({ name: 'Ada' })
    const endorsedOf = async (endorsed: Parameters<typeof give>[0]) =>
      (await give(endorsed)).endorsed
    const profile = identifiers.organizationDid(stage.museum)
    expect(await endorsedOf({ organizationId: stage.museum })).to.equal(profile)
    expect(await endorsedOf({ id: identifiers.organizationUrl(stage.museum) })).to.equal(profile)
    const credential = identifiers.credentialUrl(award.credentialId)
    expect(await endorsedOf({ credentialId: award.credentialId })).to.equal(credential)
    expect(await endorsedOf({ id: credential })).to.equal(credential)
    expect(await endorsedOf({ id: 'https://elsewhere.example/a' })).to.equal(
      'https://elsewhere.example/a',
    )
  })

  const give = (endorsed: Parameters<ReturnType<typeof endorsements>['endorse']>[2]['endorsed']) =>
    endorsements().endorse(stage.operator, college, { endorsed, comment: 'Good.' })

  it('what is said of a learner’s credential is not for everybody', async () => {
    const award = await stage.award({ name: 'Ada' })
    const { id } = await give({ credentialId: award.credentialId })
    expect((await fetch(services().identifiers.endorsementUrl(id))).status).to.equal(404)
  })

  it('nobody endorses themselves, nor what is not there or cannot be endorsed', async () => {
    const { identifiers } = services()
    const own = await stage.publish(college, 'Own badge')
    await expectRefusal(give({ organizationId: college }), 'invalid-request')
    await expectRefusal(give({ achievementId: own }), 'invalid-request')
    await expectRefusal(give({ id: identifiers.imageUrl('a'.repeat(22)) }), 'invalid-request')
    await expectRefusal(give({ id: identifiers.serviceDid }), 'invalid-request')
    await expectRefusal(give({ id: `${identifiers.base}/nothing/here` }), 'invalid-request')
    await expectRefusal(give({ achievementId: 'a'.repeat(22) }), 'not-found')
    await expectRefusal(give({ credentialId: 'a'.repeat(22) }), 'not-found')
  })

  it('what its owner accepted goes into what is awarded from then on, as it was signed', async () => {
    const given = await endorse('Accepted one.')
    expect(inAchievement((await awarded()).credential)).to.deep.equal([])
    await answer(given, 'accepted')
    const { credential } = await awarded()
    expect(inAchievement(credential)).to.deep.equal([parseJsonObject(given.credential)])
    await answer(given, 'declined')
    expect(inAchievement((await awarded()).credential)).to.deep.equal([])
  })

  it('accepted endorsements of the organization stand on the issuer, two by one endorser too', async () => {
    const given = [
      await give({ organizationId: stage.museum }),
      await give({ organizationId: stage.museum }),
    ]
    for (const one of given) await answer(one, 'accepted')
    const { credential } = await awarded()
    const texts = listOf(member(credential, 'issuer', 'endorsement')).map((one) =>
      member(one, 'id'),
    )
    expect(texts).to.have.members(given.map(({ id }) => services().identifiers.endorsementUrl(id)))
    for (const one of given) await answer(one, 'declined')
  })

  it('what was revoked goes into nothing new, and its list says so', async () => {
    const given = await endorse('To be revoked.')
    await answer(given, 'accepted')
    await endorsements().revoke(stage.operator, college, given.id, 'Changed our mind.')
    await expectRefusal(
      endorsements().revoke(stage.operator, college, given.id, 'Again.'),
      'already-revoked',
    )
    expect(inAchievement((await awarded()).credential)).to.deep.equal([])
  })

  it('only the owner answers, and only the endorser revokes', async () => {
    const { id } = await endorse()
    const stranger: Caller = await stage.person('stranger@endorsements.example')
    const awarder = await stage.staff('awarder', 'awarder@endorsements.example')
    const accept = (caller: Caller, organizationId: string) =>
      endorsements().answer(caller, organizationId, id, 'accepted')
    await expectRefusal(accept(stage.operator, college), 'not-found')
    await expectRefusal(accept(stranger, stage.museum), 'not-found')
    await expectRefusal(accept(awarder, stage.museum), 'not-allowed')
    await expectRefusal(endorsements().revoke(stage.operator, stage.museum, id, 'No.'), 'not-found')
    await expectRefusal(
      endorsements().endorse(stranger, college, {
        endorsed: { achievementId: stage.achievementId },
        comment: 'Me too.',
      }),
      'not-found',
    )
  })

  describe('through the API', () => {
    const path = (organizationId: string, rest = '') =>
      `/api/v1/organizations/${organizationId}${rest}`
    const body = () => ({ endorsed: { achievementId: stage.achievementId }, comment: 'Good.' })
    const status = async (method: string, address: string, key?: string, sent?: object) => {
      const response = await fetch(stage.service.base + address, {
        method,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          'content-type': 'application/json',
        },
        ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
      })
      return response.status
    }

    it('endorse, list, read, accept, decline and revoke', async () => {
      const key = await stage.key(stage.operator, ['endorsements:read', 'endorsements:write'])
      const api = stage.service.api(key)
      const made = await api.call('POST', path(college, '/endorsements'), body())
      const id = textOf(made, 'id')
      expect(made).to.include({ state: 'issued', answer: 'waiting', endorsedKind: 'achievement' })
      const one = path(college, `/endorsements/${id}`)
      expect(textOf(await api.call('GET', one), 'credential')).to.equal(textOf(made, 'credential'))
      const published = await fetch(textOf(made, 'url'))
      expect(published.headers.get('content-type')).to.equal('application/vc')
      const given = await api.call('GET', path(college, '/endorsements'))
      const got = await api.call('GET', path(stage.museum, '/received-endorsements'))
      for (const list of [given, got]) expect(JSON.stringify(list)).to.include(id)
      const at = path(stage.museum, `/received-endorsements/${id}`)
      expect(await api.call('POST', `${at}/acceptance`)).to.include({ answer: 'accepted' })
      expect(await api.call('POST', `${at}/declination`)).to.include({ answer: 'declined' })
      expect(await api.call('POST', `${one}/revocation`, { reason: 'Over.' })).to.include({
        state: 'revoked',
        stateReason: 'Over.',
      })
    })

    it('no caller, a wrong caller and a bad body are each refused', async () => {
      const address = path(college, '/endorsements')
      const stranger = await stage.key(await stage.person('other@endorsements.example'), [
        'endorsements:write',
      ])
      const key = await stage.key(stage.operator, ['endorsements:write'])
      const narrow = await stage.key(stage.operator, ['endorsements:read'])
      expect(await status('POST', address, undefined, body())).to.equal(401)
      expect(await status('POST', address, stranger, body())).to.equal(404)
      expect(await status('POST', address, narrow, body())).to.equal(403)
      for (const bad of [
        {},
        { ...body(), comment: ' ' },
        { ...body(), more: 1 },
        { comment: 'x', endorsed: {} },
        { comment: 'x', endorsed: { id: 'no uri' } },
      ]) {
        expect(await status('POST', address, key, bad), JSON.stringify(bad)).to.equal(400)
      }
      expect(await status('GET', path(college, '/received-endorsements'))).to.equal(401)
    })
  })
})
