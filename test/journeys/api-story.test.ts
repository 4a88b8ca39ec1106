import { expect } from 'chai'
import { textOf } from '../../scripts/demo/api.ts'
import { scopes } from '../../src/caller.ts'
import { pdfWith, qrPicture } from '../support/carriers.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('the main story through the API', (engine) => {
  let service: TestService
  let ownerKey: string
  let organizationId: string

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    ownerKey = await people.makeKey(await people.setUp(service), scopes)
    const made = await service.api(ownerKey).call('POST', '/api/v1/organizations', {
      name: 'Biblioteca Central',
      sector: 'library',
      email: 'insignias@biblioteca.example',
    })
    organizationId = textOf(made, 'id')
  })
  after(() => service.stop())

  const path = (rest: string) => `/api/v1/organizations/${organizationId}${rest}`

  const publish = async () => {
    const achievement = await service.api(ownerKey).call('POST', path('/achievements'), {
      name: 'Narradora de datos',
      description: 'Cuenta una historia con datos.',
      criteria: 'Reúne datos y **defiende** tu explicación.',
      achievementType: 'Badge',
      language: 'es',
      tags: [],
      alignments: [],
    })
    const id = textOf(achievement, 'id')
    await service.api(ownerKey).call('POST', path(`/achievements/${id}/publication`))
    return id
  }

  it('award, claim by code, share, verify, suspend, reinstate and revoke', async () => {
    const api = service.api(ownerKey)
    const achievementId = await publish()
    const award = await api.call('POST', path('/awards'), {
      achievementId,
      learner: { name: '山田 花子', ageBand: 'adult' },
    })
    const learner = service.api(
      await people.makeKey(await people.signIn(service, 'hanako@learners.example'), scopes),
    )
    const held = await learner.call('POST', '/api/v1/claims', { code: textOf(award, 'claimCode') })
    const heldPath = `/api/v1/backpack/${textOf(held, 'id')}`
    const endsAt = `${new Date(Date.now() + 864e6).toISOString().slice(0, 19)}Z`
    const share = await learner.call('POST', `${heldPath}/shares`, { endsAt, nameForm: 'initials' })
    const address = textOf(share, 'url')
    const verdict = async () =>
      (await service.api().call('POST', '/api/v1/verifications', { address }))['verdict']

    expect(await verdict()).to.equal('valid')
    const one = path(`/awards/${textOf(award, 'id')}`)
    await api.call('POST', `${one}/suspension`, { reason: 'A question.' })
    expect(await verdict()).to.equal('suspended')
    await api.call('DELETE', `${one}/suspension`)
    expect(await verdict()).to.equal('valid')
    await api.call('POST', `${one}/revocation`, { reason: 'A mistake.' })
    expect(await verdict()).to.equal('revoked')
    await learner.call('DELETE', `/api/v1/shares/${textOf(share, 'token')}`)
    const closed = await fetch(`${address}.json`)
    expect(closed.status).to.equal(410)
  })

  it('what is printed or mailed is verified as well: a code that leads to a share, a badge in a PDF', async () => {
    const api = service.api(ownerKey)
    const award = await api.call('POST', path('/awards'), {
      achievementId: await publish(),
      learner: { name: 'Ida', ageBand: 'adult' },
    })
    const learner = service.api(
      await people.makeKey(await people.signIn(service, 'ida@learners.example'), scopes),
    )
    const held = await learner.call('POST', '/api/v1/claims', { code: textOf(award, 'claimCode') })
    const heldPath = `/api/v1/backpack/${textOf(held, 'id')}`
    const endsAt = `${new Date(Date.now() + 864e6).toISOString().slice(0, 19)}Z`
    const share = await learner.call('POST', `${heldPath}/shares`, { endsAt, nameForm: 'initials' })
    const address = textOf(share, 'url')
    const json = await (await fetch(`${address}.json`)).text()
    const files: [string, Uint8Array][] = [
      ['qr', await qrPicture(address)],
      ['pdf', await pdfWith(['A letter.', json])],
    ]
    for (const [format, bytes] of files) {
      const file = Buffer.from(bytes).toString('base64')
      const report = await service.api().call('POST', '/api/v1/verifications', { file })
      expect(report).to.include({ verdict: 'valid', format })
    }
    await learner.call('DELETE', `/api/v1/shares/${textOf(share, 'token')}`)
    const closed = await call(undefined, 'POST', '/api/v1/verifications', {
      file: Buffer.from(await qrPicture(address)).toString('base64'),
    })
    expect(closed.status).to.equal(400)
    expect(await closed.text()).to.contain('share-closed')
  })

  it('a retired signing key leaves old badges good; of one that somebody else may hold, what we logged', async () => {
    const api = service.api(ownerKey)
    const achievementId = await publish()
    const make = async () => {
      const award = await api.call('POST', path('/awards'), {
        achievementId,
        learner: { name: 'Ida' },
      })
      return (await service.services.issuing.byId(textOf(award, 'id')))?.credential ?? ''
    }
    const verdict = async (credential: string) =>
      (await service.api().call('POST', '/api/v1/verifications', { credential }))['verdict']
    const before = await make()
    await api.call('POST', path('/keys/ed25519-1/retirement'))
    const after = await make()
    expect(after).to.contain('#ed25519-2')
    expect([await verdict(before), await verdict(after)]).to.deep.equal(['valid', 'valid'])
    await api.call('POST', path('/keys/ed25519-1/compromise'))
    // The issuer no longer says whose signature it was: only what the issue log holds is still good.
    expect(await verdict(before)).to.equal('valid')
    const forged = before.replace('"Trial: Narradora', '"Trial: Maestra')
    expect(await verdict(forged)).not.to.equal('valid')
    expect(JSON.stringify(await api.call('GET', path('/keys')))).to.contain('"compromised"')
  })

  it('a key does only what its scopes allow', async () => {
    const reader = await people.makeKey(await people.signIn(service, 'robin@ecosystem.example'), [
      'achievements:read',
    ])
    const allowed = await call(reader, 'GET', path('/achievements'))
    const refused = await call(reader, 'POST', path('/achievements'), {})
    const other = await call(reader, 'GET', path('/awards'))
    expect([allowed.status, refused.status, other.status]).to.deep.equal([200, 403, 403])
  })

  it('nobody, a wrong key and somebody else are told apart', async () => {
    const stranger = await people.makeKey(
      await people.signIn(service, 'st@learners.example'),
      scopes,
    )
    const answers = [
      await call(undefined, 'GET', path('/awards')),
      await call('wmk_x', 'GET', path('/awards')),
      await call(stranger, 'GET', path('/awards')),
    ]
    expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 404])
  })

  it('a bad body is answered member by member and nothing is stored', async () => {
    const answer = await call(ownerKey, 'POST', path('/awards'), {
      achievementId: 'x',
      learner: { name: '', email: 'no' },
      surprise: 1,
    })
    const problem: unknown = await answer.json()
    expect(answer.status).to.equal(400)
    expect(JSON.stringify(problem)).to.contain('/achievementId').and.contain('/surprise')
  })

  it('a draft cannot be awarded', async () => {
    const draft = await service.api(ownerKey).call('POST', path('/achievements'), {
      name: 'Draft',
      description: 'Not yet.',
      criteria: 'Not yet.',
      achievementType: 'Badge',
      language: 'en',
      tags: [],
      alignments: [],
    })
    const answer = await call(ownerKey, 'POST', path('/awards'), {
      achievementId: textOf(draft, 'id'),
      learner: { name: 'Somebody' },
    })
    expect(answer.status).to.equal(409)
  })

  it('the DID document, keys, Profile, achievement and status lists are there for everybody', async () => {
    const achievementId = await publish()
    const award = await service.api(ownerKey).call('POST', path('/awards'), {
      achievementId,
      learner: { name: 'Somebody' },
    })
    const stored = await service.services.issuing.byId(textOf(award, 'id'))
    const credential: unknown = JSON.parse(stored?.credential ?? '{}')
    const named = JSON.stringify(credential).match(/http:\/\/localhost:\d+\/[^"#]+/g) ?? []
    const addresses = [
      ...new Set(named.filter((address) => !address.includes('/credentials/'))),
      `${service.base}/organizations/${organizationId}/did.json`,
      `${service.base}/organizations/${organizationId}`,
      `${service.base}/organizations/${organizationId}/.well-known/jwks.json`,
      `${service.base}/.well-known/did.json`,
      `${service.base}/.well-known/jwks.json`,
    ]
    expect(addresses.length).to.be.greaterThan(7)
    for (const address of addresses) {
      const response = await fetch(address, { headers: { accept: 'application/json, */*' } })
      expect(response.status, address).to.equal(200)
      expect(response.headers.get('access-control-allow-origin'), address).to.equal('*')
    }
  })

  const call = (key: string | undefined, method: string, where: string, body?: unknown) =>
    fetch(service.base + where, {
      method,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        'content-type': 'application/json',
        accept: 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
})
