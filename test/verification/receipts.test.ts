import { expect } from 'chai'
import { createHash } from 'node:crypto'
import type { JsonObject } from '../../src/credentials/json.ts'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import type { Signer } from '../../src/credentials/keys.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import { createReceipts } from '../../src/verification/receipts/receipts.ts'
import { createForeignIssuer, fakeNetwork, type ForeignIssuer } from '../support/foreign-issuer.ts'
import { verificationOver } from '../support/verification.ts'

const at = '2025-06-15T12:00:00Z'

describe('a receipt of a check', () => {
  const network = fakeNetwork()
  const verification = verificationOver(network)
  let issuer: ForeignIssuer
  let badge: string

  before(async () => {
    issuer = await createForeignIssuer()
    await issuer.serve(network)
    badge = await issuer.sign(issuer.unsigned())
  })

  /** Of somebody who checks: here the other platform plays that part, too. */
  const receiptsBy = (id: string, signer: Signer) =>
    createReceipts({
      writer: { id, name: 'Checks', url: 'https://badges.elsewhere.org' },
      newUuid: () => '6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90',
      sign: (unsigned) =>
        signCredential(unsigned, signer, at, knownContexts(), { cryptosuite: 'eddsa-jcs-2022' }),
    })
  const receiptOf = async (text: string) => {
    const receipts = receiptsBy(issuer.did, issuer.signers.Ed25519)
    return receipts.of(await verification.verifyPasted(text))
  }
  const look = async (text: string) => {
    const looked = await verification.look({ bytes: Buffer.from(text) })
    if (looked.kind !== 'receipt') throw new Error('it was not taken for a receipt')
    return looked.receipt
  }

  it('says what was found of which text and when, and who says so', async () => {
    const receipt = await look(await receiptOf(badge))
    expect(receipt.verdict).to.equal('genuine')
    expect(receipt.by).to.deep.equal({ id: issuer.did, name: 'Checks', trial: false })
    expect(receipt.content?.digest).to.equal(createHash('sha256').update(badge).digest('hex'))
    expect(receipt.content).to.include({ verdict: 'valid', verifiedAt: at, kind: 'badge' })
    expect(receipt.content?.name).to.equal('Tide pool ecologist')
    expect(receipt.content?.checks.map(({ name }) => name)).to.include.members(['proof', 'status'])
  })

  it('stays good however it is laid out, and is not when a word in it is another', async () => {
    const text = await receiptOf(badge)
    expect(text).to.contain('\n  "')
    expect((await look(JSON.stringify(JSON.parse(text)))).verdict).to.equal('genuine')
    for (const [was, is] of [
      ['"verdict": "valid"', '"verdict": "revoked"'],
      ['Tide pool', 'Deep sea'],
      ['"name": "Checks"', '"name": "Harvard"'],
      [at, '2026-01-01T00:00:00Z'],
    ] as const) {
      expect((await look(text.replace(was, is))).verdict, is).to.equal('altered')
    }
  })

  it('tells nothing of who earned the badge, nor of whom was asked for', async () => {
    const named = { identifier: 'planted@family.example' }
    const report = await verification.verifyPasted(badge, named)
    const text = await receiptsBy(issuer.did, issuer.signers.Ed25519).of(report)
    expect(text).to.contain('"recipient"')
    for (const secret of ['planted', 'urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90#', 'c0ffee']) {
      expect(text).not.to.contain(secret)
    }
  })

  it('of a name that is only a key, or of nobody who can be found, is not called genuine', async () => {
    const multikey = issuer.keys.Ed25519.publicKeyMultibase ?? ''
    const did = `did:key:${multikey}`
    const signer = { ...issuer.signers.Ed25519, verificationMethod: `${did}#${multikey}` }
    const report = await verification.verifyPasted(badge)
    expect((await look(await receiptsBy(did, signer).of(report))).verdict).to.equal(
      'could-not-check',
    )
    const text = await receiptOf(badge)
    const elsewhere = verificationOver(fakeNetwork())
    const looked = await elsewhere.look({ pasted: text })
    expect(looked.kind === 'receipt' && looked.receipt.verdict).to.equal('could-not-check')
  })

  it('can be given of a badge whose name is cut in the middle of a sign', async () => {
    const long: JsonObject = { ...issuer.unsigned(), name: `${'a'.repeat(499)}🦀` }
    const { credential, ...report } = await verification.verifyPasted(JSON.stringify(long))
    const { achievement: _none, ...named } = credential
    const unnamed = { ...report, credential: named }
    const text = await receiptsBy(issuer.did, issuer.signers.Ed25519).of(unnamed)
    expect((await look(text)).content?.name).to.equal(`${'a'.repeat(499)}\ufffd`)
  })
})
