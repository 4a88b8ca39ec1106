import { expect } from 'chai'
import { parseJsonObject } from '../../src/credentials/json.ts'
import type { Award } from '../../src/issuing/tables.ts'
import { setStage, type Stage } from '../app/stage.ts'

describe('a refresh address', () => {
  let stage: Stage
  let first: Award
  let second: Award
  let address = ''
  before(async () => {
    stage = await setStage()
    first = await stage.award({ name: 'Ada' })
    second = await stage.service.services.issuing.correct(stage.operator, stage.museum, first.id, {
      reason: 'A typo.',
      statement: { evidence: [], hashedIdentity: false, narrative: 'Better.' },
    })
    const { refreshService } = parseJsonObject(first.credential ?? '')
    address = JSON.stringify(refreshService).match(/http[^"]+/)?.[0] ?? ''
  })
  after(() => stage.stop())

  const ask = (accept: string, more: RequestInit = {}) =>
    fetch(address, { ...more, headers: { accept } })

  it('stands in every copy, in 1EdTech’s way, and is no part of its other ids', () => {
    for (const { credential = '' } of [first, second]) {
      const { refreshService, '@context': contexts } = parseJsonObject(credential)
      expect(refreshService).to.deep.equal({ id: address, type: '1EdTechCredentialRefresh' })
      expect(contexts).to.have.length(3)
    }
    expect(address.split('/').at(-1)).to.match(/^[\w-]{22}$/)
    expect(address).not.to.contain(first.id).and.not.to.contain(first.credentialId)
  })

  it('answers the newest copy as it was signed, in the form that is asked for', async () => {
    const forms = [
      ['*/*', 'application/vc'],
      ['application/vc', 'application/vc'],
      ['application/vc+ld+json', 'application/vc+ld+json'],
      ['application/json', 'application/json'],
      ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/vc'],
    ] as const
    for (const [accept, type] of forms) {
      const answer = await ask(accept)
      expect(answer.status, accept).to.equal(200)
      expect(answer.headers.get('content-type')?.split(';')[0], accept).to.equal(type)
      expect(await answer.text()).to.equal(second.credential)
    }
    const token = await (await ask('text/plain')).text()
    const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    expect(parseJsonObject(claims)).to.deep.include({ validFrom: second.inputs.validFrom })
    expect((await ask('application/vc+jwt')).status).to.equal(406)
    expect((await ask('image/png')).status).to.equal(406)
  })

  it('is open to every origin, kept by nobody, and needs no cookie', async () => {
    const { headers } = await ask('application/vc')
    expect(headers.get('access-control-allow-origin')).to.equal('*')
    expect(headers.get('access-control-allow-credentials')).to.equal(null)
    expect(headers.get('cache-control')).to.equal('no-store')
    expect(headers.get('set-cookie')).to.equal(null)
    expect(headers.get('vary')).to.match(/accept/i)
    expect((await ask('*/*', { method: 'OPTIONS' })).status).to.equal(204)
  })

  it('still answers when the award is revoked: that is what the status is for', async () => {
    const { id } = await stage.award({ name: 'Bo' })
    const { issuing } = stage.service.services
    await issuing.state.revoke(stage.operator, stage.museum, id, 'A mistake.')
    const award = await issuing.byId(id)
    const answer = await fetch(`${stage.service.base}/refresh/${award?.refreshId ?? ''}`)
    expect(await answer.text()).to.equal(award?.credential)
  })

  describe('of a child', () => {
    let copy: Award
    const evidence = [{ url: 'https://work.example/photo', name: 'A photo of Ida' }]
    const status = async () =>
      (await fetch(`${stage.service.base}/refresh/${copy.refreshId ?? ''}`)).status
    const isOutdated = async () => {
      const { verification } = stage.service.services
      const { verdict, checks } = await verification.verifyPasted(copy.credential ?? '')
      const code = checks.find(({ name }) => name === 'refresh')?.code
      return { verdict, code }
    }

    before(async () => {
      const waiting = await stage.award({ name: 'Ida', ageBand: 'minor' }, { evidence })
      await stage.allow(waiting.learnerId, 'hold-badges')
      copy = (await stage.service.services.issuing.byId(waiting.id)) ?? waiting
    })

    it('answers the only copy there is: whoever asks has it already', async () => {
      expect(await status()).to.equal(200)
    })

    it('answers a corrected one with evidence only as long as a guardian lets that be shown', async () => {
      const { issuing, guardianship } = stage.service.services
      stage.service.pass(2000)
      await issuing.correct(stage.operator, stage.museum, copy.id, {
        reason: 'Another photo.',
        statement: { hashedIdentity: false, evidence: [...evidence, { narrative: 'Her garden.' }] },
      })
      stage.service.pass(2000)
      expect(await status()).to.equal(404)
      expect(await isOutdated()).to.deep.include({ code: 'refresh-not-reached' })
      await stage.allow(copy.learnerId, 'show-publicly', 'show-evidence')
      expect(await status()).to.equal(200)
      expect(await isOutdated()).to.deep.equal({ verdict: 'valid', code: 'newer-copy-used' })
      const { consents } = guardianship
      await consents.recordTakenBack(stage.operator, stage.museum, copy.learnerId, 'show-evidence')
      expect(await status()).to.equal(404)
      expect((await isOutdated()).verdict).not.to.equal('revoked')
    })

    it('answers one that leaves the evidence out', async () => {
      await stage.service.services.issuing.correct(stage.operator, stage.museum, copy.id, {
        reason: 'Without photos.',
        statement: { hashedIdentity: false, evidence: [] },
      })
      stage.service.pass(2000)
      expect(await status()).to.equal(200)
    })
  })

  it('is nothing by another name: of an award that is not signed, of a share, of a credential', async () => {
    const waiting = await stage.award({ name: 'Cy' })
    await stage.meddle(waiting.id, ({ credential: _text, digest: _digest, ...rest }) => ({
      ...rest,
      state: 'pending',
    }))
    const names = [
      waiting.refreshId ?? '',
      first.id,
      first.credentialId,
      'A'.repeat(22),
      '%00',
      'x',
    ]
    for (const name of names) {
      const answer = await fetch(`${stage.service.base}/refresh/${name}`)
      expect(answer.status, name).to.equal(404)
    }
  })

  it('is left out where an organization says so: such a badge needs two contexts only', async () => {
    const { organizations, issuing } = stage.service.services
    const organizationId = await stage.organization('Cautious')
    const achievementId = await stage.publish(organizationId)
    await organizations.change(stage.operator, organizationId, {
      name: 'Cautious',
      sector: 'library',
      email: 'hello@library.example',
      refreshService: 'left-out',
    })
    const award = await issuing.award(stage.operator, organizationId, {
      achievementId,
      learner: { name: 'Ada', language: 'en', ageBand: 'adult' },
      statement: { evidence: [], hashedIdentity: false },
    })
    const credential = parseJsonObject(award.credential ?? '')
    expect(credential).not.to.have.property('refreshService')
    expect(credential['@context']).to.have.length(2)
    expect(award.credential).to.contain('"statusPurpose":"refresh"')
  })
})
