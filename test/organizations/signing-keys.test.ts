import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createSealing } from '../../src/organizations/sealing.ts'
import { checkIdentifierBase, checkSealing } from '../../src/organizations/start-checks.ts'
import { settingTable, signingKeyTable } from '../../src/organizations/tables.ts'
import { setStage, type Stage } from '../app/stage.ts'

const random = (size: number) => randomBytes(size)

describe('sealing', () => {
  const first = createSealing(new Map([['1', randomBytes(32)]]), random)
  const secret = Buffer.from('the private half')

  it('what was sealed opens with the same key for the same owner', () => {
    expect(Buffer.from(first.open(first.seal(secret, 'a|1'), 'a|1'))).to.deep.equal(secret)
    expect(JSON.stringify(first.seal(secret, 'a|1'))).not.to.contain(secret.toString('base64'))
  })

  it('another key, another owner or another key’s id opens nothing', () => {
    const other = createSealing(new Map([['1', randomBytes(32)]]), random)
    const sealed = first.seal(secret, 'a|1')
    expect(() => other.open(sealed, 'a|1')).to.throw()
    expect(() => first.open(sealed, 'b|1')).to.throw()
    expect(() => first.open(sealed, 'a|2')).to.throw()
  })

  it('a change of any part opens nothing, a shorter tag neither', () => {
    const sealed = first.seal(secret, 'a|1')
    for (const part of ['iv', 'tag', 'text'] as const) {
      const bytes = Buffer.from(sealed[part], 'base64')
      bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
      const changed = { ...sealed, [part]: bytes.toString('base64') }
      expect(() => first.open(changed, 'a|1'), part).to.throw()
    }
    const short = Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64')
    expect(() => first.open({ ...sealed, tag: short }, 'a|1')).to.throw()
  })

  it('the newest key seals, by number and not by letters, and older ones still open', () => {
    const keys = new Map([
      ['9', randomBytes(32)],
      ['10', randomBytes(32)],
    ])
    const both = createSealing(keys, random)
    const nine = createSealing(new Map([...keys].slice(0, 1)), random)
    expect(both.newest).to.equal('10')
    expect(Buffer.from(both.open(nine.seal(secret, 'a'), 'a'))).to.deep.equal(secret)
    expect(() => nine.open(both.seal(secret, 'a'), 'a')).to.throw('10 is not configured')
  })
})

describe('signing keys', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const keys = () => stage.service.services.organizations.signingKeys
  const verdict = async (credential: string) => {
    const file = Buffer.from(credential).toString('base64')
    return (await stage.service.api().call('POST', '/api/v1/verifications', { file }))['verdict']
  }
  const documentOf = async (organizationId: string) =>
    (await fetch(`${stage.service.base}/organizations/${organizationId}/did.json`)).text()

  it('two first uses in the same moment make one key', async () => {
    const organizationId = await stage.organization('Race')
    const signers = await Promise.all(
      Array.from({ length: 8 }, () => keys().signer(organizationId, 'Ed25519')),
    )
    expect(new Set(signers.map(({ verificationMethod }) => verificationMethod)).size).to.equal(1)
    expect(await keys().list(organizationId)).to.have.length(1)
  })

  it('a retired key has no private half, stays in the document, and what it signed stays good', async () => {
    const { credential = '' } = await stage.award({ name: 'Before' })
    await keys().retire('service', stage.museum, 'ed25519-1')
    const key = await keys().find(stage.museum, 'ed25519-1')
    expect(key?.sealed).to.equal(undefined)
    expect(await documentOf(stage.museum)).to.contain('#ed25519-1')
    expect(await verdict(credential)).to.equal('valid')
    const after = await stage.award({ name: 'After' })
    expect(after.credential).to.contain('#ed25519-2')
    expect(await verdict(after.credential ?? '')).to.equal('valid')
  })

  it('a compromised key leaves the document for good; what it signed is good only where the issue log holds it', async () => {
    const { credential = '' } = await stage.award({ name: 'Stolen' })
    const keyId = /#(ed25519-\d)/.exec(credential)?.[1] ?? ''
    await keys().compromise('service', stage.museum, keyId)
    expect(await documentOf(stage.museum)).not.to.contain(`#${keyId}`)
    expect(await verdict(credential)).to.equal('valid')
    // What a thief signs looks alike, but is in no log: not even one letter of it may differ.
    expect(await verdict(` ${credential.replace('Trial: ', 'Trial : ')}`)).not.to.equal('valid')
    const answer = await fetch(`${stage.service.base}/organizations/${stage.museum}/keys/${keyId}`)
    expect(answer.status).to.equal(410)
    await keys().retire('service', stage.museum, keyId)
    expect(await documentOf(stage.museum)).not.to.contain(`#${keyId}`)
  })

  it('no private half leaves by any public document', async () => {
    const base = `${stage.service.base}/organizations/${stage.museum}`
    for (const address of [`${base}/did.json`, `${base}/.well-known/jwks.json`]) {
      const text = await (await fetch(address)).text()
      expect(text).to.contain('"n"')
      expect(text).not.to.match(/"(d|p|q|dp|dq|qi|sealed)"/)
    }
  })

  it('the service’s own name is no organization’s', async () => {
    for (const rest of ['did.json', '.well-known/jwks.json', 'keys/ed25519-1']) {
      const answer = await fetch(`${stage.service.base}/organizations/service/${rest}`)
      expect(answer.status, rest).to.equal(404)
    }
  })

  it('a sealed key that was moved to another organization does not open', async () => {
    const table = stage.service.storage.open(signingKeyTable)
    const [from, to] = [await stage.organization('From'), await stage.organization('To')]
    await keys().signer(from, 'Ed25519')
    const stolen = await keys().find(from, 'ed25519-1')
    if (stolen === undefined) throw new Error('there is a key')
    await table.insert({ ...stolen, id: `${to}/ed25519-1`, owner: to })
    const answer = await keys()
      .signer(to, 'Ed25519')
      .catch((error: unknown) => error)
    expect(answer).to.be.instanceOf(Error)
  })
})

describe('the checks at the start', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  it('another key-encryption key is met at the start', async () => {
    const settings = stage.service.storage.open(settingTable)
    const other = createSealing(new Map([['1', randomBytes(32)]]), random)
    const answer = await checkSealing(settings, other).catch((error: unknown) => error)
    expect(answer).to.be.instanceOf(Error)
    const renamed = createSealing(new Map([['2', randomBytes(32)]]), random)
    const missing = await checkSealing(settings, renamed).catch((error: unknown) => String(error))
    expect(missing).to.contain('key-encryption key 1 is not configured')
  })

  it('another base is refused once there is an organization, and the message names both', async () => {
    const settings = stage.service.storage.open(settingTable)
    await checkIdentifierBase(settings, stage.service.base)
    const answer: unknown = await checkIdentifierBase(settings, 'https://new.example').catch(
      (error: unknown) => error,
    )
    expect(answer).to.include({ code: 'identifier-base-frozen' })
    expect(JSON.stringify(answer)).to.contain(stage.service.base).and.contain('https://new.example')
  })
})
