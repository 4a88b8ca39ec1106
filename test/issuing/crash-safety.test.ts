import { rm, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createSealing } from '../../src/organizations/sealing.ts'
import { bindingOf } from '../../src/organizations/signing-keys.ts'
import { signingKeyTable } from '../../src/organizations/tables.ts'
import type { Award } from '../../src/issuing/tables.ts'
import { generateKeyPair } from '../../src/credentials/keys.ts'
import { testSecrets } from '../support/service.ts'
import { day, expectRefusal, hour, minute, setStage, type Stage } from '../app/stage.ts'

/** An award as it lies there when the process ended before it was signed. */
function unsigned({ credential: _text, digest: _digest, ...award }: Award): Omit<Award, 'version'> {
  return { ...award, state: 'pending', delivery: 'none' }
}

describe('an award that was cut off', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const read = async (id: string) => {
    const award = await stage.service.services.issuing.byId(id)
    if (award === undefined) throw new Error('the award is gone')
    return award
  }

  it('is signed by the worker, byte for byte as it would have been', async () => {
    const signed = await stage.award(
      { name: 'Zoë', email: 'zoe@crash.example' },
      { narrative: 'Good.' },
    )
    await stage.meddle(signed.id, unsigned)
    expect(await stage.service.services.worker.runDue()).to.equal(0)
    stage.service.pass(2 * minute)
    await stage.service.services.worker.runDue()
    const again = await read(signed.id)
    expect(again.state).to.equal('issued')
    expect(again.credential).to.equal(signed.credential)
    expect(again.digest).to.equal(signed.digest)
  })

  it('can neither be revoked nor read as a credential before it is signed', async () => {
    const { id } = await stage.award({ name: 'Waiting' })
    await stage.meddle(id, unsigned)
    const { state, formats } = stage.service.services.issuing
    await expectRefusal(state.revoke(stage.operator, stage.museum, id, 'x'), 'award-not-issued')
    const waiting = await read(id)
    expect(() => formats.json(waiting)).to.throw('award-not-issued')
  })

  it('waits for the key to come back, and is signed then', async () => {
    const organizationId = await stage.organization('Locked out')
    const achievementId = await stage.publish(organizationId)
    const keys = stage.service.storage.open(signingKeyTable)
    const pair = await generateKeyPair('Ed25519')
    const lost = createSealing(new Map([['1', randomBytes(32)]]), (size) => randomBytes(size))
    const bound = bindingOf(organizationId, 'ed25519-1')
    const id = `${organizationId}/ed25519-1`
    await keys.insert({
      id,
      owner: organizationId,
      keyId: 'ed25519-1',
      algorithm: 'Ed25519',
      number: 1,
      state: 'active',
      publicJwk: pair.publicJwk,
      ...(pair.publicKeyMultibase === undefined
        ? {}
        : { publicKeyMultibase: pair.publicKeyMultibase }),
      sealed: lost.seal(pair.privatePkcs8, bound),
      createdAt: '2026-01-01T00:00:00Z',
    })
    const { issuing, worker } = stage.service.services
    const learner = { name: 'Kingfisher', language: 'en', ageBand: 'unknown' } as const
    const statement = { evidence: [], hashedIdentity: false }
    const told = await issuing.award(stage.operator, organizationId, {
      achievementId,
      learner,
      statement,
    })
    expect(told.state).to.equal('pending')
    const waiting = await issuing.list(stage.operator, organizationId, { state: 'pending' })
    expect(waiting.rows).to.have.length(1)

    for (let failure = 0; failure < 8; failure += 1) {
      stage.service.pass(2 * day)
      await worker.runDue()
    }
    const found = createSealing(testSecrets().keyEncryptionKeys, (size) => randomBytes(size))
    await keys.change(id, (key) => ({ ...key, sealed: found.seal(pair.privatePkcs8, bound) }))
    stage.service.pass(2 * day)
    await worker.runDue()
    const award = await read(waiting.rows[0]?.id ?? '')
    expect(award.state).to.equal('issued')
    expect(award.inputs).to.deep.equal(waiting.rows[0]?.inputs)
  })
})

describe('the mail of an award', () => {
  let stage: Stage
  beforeEach(async () => void (stage = await setStage()))
  afterEach(() => stage.stop())

  const worker = () => stage.service.services.worker
  const untilNothingIsDue = async () => {
    while ((await worker().runDue()) > 0);
  }
  const deliveryOf = async (id: string) => (await stage.service.services.issuing.byId(id))?.delivery
  const acts = async () =>
    (await stage.service.services.audit.list(stage.museum)).rows.map(({ act }) => act)
  const toZoe = { name: 'Zoë', email: 'zoe@mails.example' }

  it('is sent once, however often the worker looks', async () => {
    const { id } = await stage.award(toZoe)
    await worker().runDue()
    expect(await deliveryOf(id)).to.equal('sent')
    stage.service.pass(20 * day)
    await untilNothingIsDue()
    await worker().runDue()
    expect(await stage.mails()).to.have.length(1)
  })

  it('is sent once though two workers look in the same moment', async () => {
    await stage.award(toZoe)
    const { issuing, world } = stage.service.services
    const options = { now: world.now, report: () => undefined }
    await Promise.all([0, 1, 2].flatMap(() => issuing.duties.map((perform) => perform(options))))
    expect(await stage.mails()).to.have.length(1)
  })

  it('is tried again ever later, then given up for staff to see, and can be asked for again', async () => {
    await writeFile(stage.service.outbox, 'in the way of the folder')
    const { id } = await stage.award(toZoe)
    const waits = [0, 1, 4, 16, 64, 256].map((minutes) => minutes * minute)
    for (const wait of waits) {
      if (wait > 0) {
        stage.service.pass(wait / 2)
        expect(await worker().runDue(), 'too early').to.equal(0)
        expect(await deliveryOf(id)).to.equal('due')
        stage.service.pass(wait / 2 + 5000)
      }
      await worker().runDue()
    }
    expect(await deliveryOf(id)).to.equal('given-up')
    expect(await acts())
      .to.contain('award.mail-given-up')
      .and.not.to.contain('award.mail-sent')
    await rm(stage.service.outbox)
    await stage.service.services.issuing.mailAgain(stage.operator, stage.museum, id)
    await worker().runDue()
    expect(await deliveryOf(id)).to.equal('sent')
  })

  it('is not sent when the award was revoked meanwhile, and nobody says that it was', async () => {
    const { id } = await stage.award(toZoe)
    await stage.service.services.issuing.state.revoke(stage.operator, stage.museum, id, 'Oops.')
    await worker().runDue()
    expect(await stage.mails()).to.have.length(0)
    expect(await deliveryOf(id)).to.equal('none')
    expect(await acts()).not.to.contain('award.mail-sent')
  })

  it('cannot be used to flood a mailbox', async () => {
    const { id } = await stage.award(toZoe)
    await worker().runDue()
    const again = () => stage.service.services.issuing.mailAgain(stage.operator, stage.museum, id)
    await expectRefusal(again(), 'too-many-requests')
    stage.service.pass(hour)
    await again()
    await again()
    await worker().runDue()
    await expectRefusal(again(), 'too-many-requests')
    expect(await stage.mails()).to.have.length(2)
  })

  it('holds no claim link for somebody who has the badge already', async () => {
    await stage.award(toZoe)
    const visitor = stage.service.visitor()
    await visitor.submit(await stage.service.linkMailedTo(toZoe.email, '/claim/'), {})
    const second = await stage.award(toZoe)
    expect(second.claimKind).to.equal('linked')
    await worker().runDue()
    const mails = await stage.mails()
    expect(mails).to.have.length(2)
    expect(mails.at(-1)).not.to.contain('/claim/')
  })
})
