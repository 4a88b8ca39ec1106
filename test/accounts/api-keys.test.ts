import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { apiKeyTable } from '../../src/accounts/tables.ts'
import { day, expectRefusal, hour, setStage, type Stage } from '../app/stage.ts'

describe('API keys', () => {
  let stage: Stage
  let owner: Caller
  before(async () => {
    stage = await setStage()
    owner = await stage.person('owner@keys.example')
  })
  after(() => stage.stop())

  const keys = () => stage.service.services.accounts.apiKeys
  const call = async (secret: string, path: string, method = 'GET') => {
    const headers = { authorization: `Bearer ${secret}`, accept: 'application/json' }
    return (await fetch(stage.service.base + path, { method, headers, redirect: 'manual' })).status
  }

  it('a key speaks for its maker, with its scopes and no more', async () => {
    const caller = await keys().callerOf(await stage.key(owner, ['backpack:read', 'backpack:read']))
    expect(caller?.accountId).to.equal(owner.accountId)
    expect(caller?.scopes).to.deep.equal(new Set(['backpack:read']))
  })

  it('a key is over when its days are over', async () => {
    const secret = await stage.key(owner, ['backpack:read'])
    stage.service.pass(day - hour)
    expect(await keys().callerOf(secret)).not.to.equal(undefined)
    stage.service.pass(2 * hour)
    expect(await keys().callerOf(secret)).to.equal(undefined)
  })

  it('a revoked key is nobody, and only its maker can revoke it', async () => {
    const { key, secret } = await keys().create(owner, {
      name: 'K',
      scopes: ['backpack:read'],
      days: 1,
    })
    const other = await stage.person('other@keys.example')
    await expectRefusal(keys().revoke(other, key.id), 'not-found')
    expect(await keys().callerOf(secret)).not.to.equal(undefined)
    await keys().revoke(owner, key.id)
    expect(await keys().callerOf(secret)).to.equal(undefined)
  })

  it('a secret with any letter changed, cut or added is nobody', async () => {
    const secret = await stage.key(owner, ['backpack:read'])
    for (let place = 0; place < secret.length; place += 1) {
      const letter = secret[place] === 'A' ? 'E' : 'A'
      const changed = secret.slice(0, place) + letter + secret.slice(place + 1)
      expect(await keys().callerOf(changed), changed).to.equal(undefined)
    }
    for (const changed of [secret.slice(0, -1), `${secret}A`, '', 'wmk__', ` ${secret}`]) {
      expect(await keys().callerOf(changed)).to.equal(undefined)
    }
  })

  it('the secret is nowhere in the store', async () => {
    const { key, secret } = await keys().create(owner, {
      name: 'K',
      scopes: ['backpack:read'],
      days: 1,
    })
    const stored = await stage.service.storage.open(apiKeyTable).get(key.id)
    expect(JSON.stringify(stored)).not.to.contain(secret.slice(-43))
  })

  it('a key makes no keys', async () => {
    const caller = await keys().callerOf(await stage.key(owner, ['staff:write']))
    if (caller === undefined) throw new Error('the key is good')
    const wish = { name: 'K', scopes: ['backpack:read'], days: 1 } as const
    await expectRefusal(keys().create(caller, wish), 'not-allowed')
  })

  it('a key opens no page: neither its maker’s account nor their forms', async () => {
    const secret = await stage.key(owner, ['achievements:read'])
    for (const path of ['/account', '/backpack', '/console', '/account/api-keys/new']) {
      expect(await call(secret, path), path).to.equal(303)
    }
    for (const path of ['/account', '/sign-out-everywhere', '/account/api-keys/new']) {
      expect(await call(secret, path, 'POST'), path).to.equal(401)
    }
  })

  it('a key tied to an organization sees no other, whatever its maker may do there', async () => {
    const library = await stage.organization('Library')
    const tied = await stage.key(
      stage.operator,
      ['organizations:read', 'organizations:write'],
      library,
    )
    expect(await call(tied, `/api/v1/organizations/${library}`)).to.equal(200)
    expect(await call(tied, `/api/v1/organizations/${stage.museum}`)).to.equal(404)
    const list = await stage.service.api(tied).call('GET', '/api/v1/organizations')
    expect(JSON.stringify(list)).to.contain('Library').and.not.to.contain('Museum of Rivers')
    const body = { name: 'New', sector: 'museum', email: 'new@museum.example' }
    const refused = await stage.service
      .api(tied)
      .call('POST', '/api/v1/organizations', body)
      .catch((error: unknown) => String(error))
    expect(refused).to.contain('403')
  })

  it('a key tied to an organization opens no backpack and takes no badge', async () => {
    const award = await stage.award({ name: 'Kingfisher 3' })
    const { issuing, learners } = stage.service.services
    const code = await issuing.claimCode(stage.operator, stage.museum, award.id)
    const scopes = ['backpack:read', 'backpack:write', 'shares:write'] as const
    const api = stage.service.api(await stage.key(stage.operator, scopes, stage.museum))
    const refused = async (method: string, path: string, body?: unknown) =>
      expect(
        await api.call(method, path, body).catch((error: unknown) => String(error)),
      ).to.contain('403')
    await refused('GET', '/api/v1/backpack')
    await refused('POST', '/api/v1/claims', { code })
    expect((await learners.byId(award.learnerId))?.accountId).to.equal(undefined)
  })

  it('nobody writes into the log of an organization by tying a key to it', async () => {
    const stranger = stage.service.visitor()
    await stranger.submit('/sign-in', { email: 'stranger@keys.example' })
    await stranger.submit(
      await stage.service.linkMailedTo('stranger@keys.example', '/sign-in/'),
      {},
    )
    const { status } = await stranger.submit('/account/api-keys/new', {
      name: 'Graffiti',
      days: '1',
      'scopes[0]': 'audit:read',
      organizationId: stage.museum,
    })
    expect(status).to.equal(422)
    const { rows } = await stage.service.services.audit.list(stage.museum)
    expect(rows.map(({ act }) => act)).not.to.contain('api-key.created')
  })
})
