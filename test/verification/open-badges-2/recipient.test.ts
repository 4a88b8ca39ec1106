import { createHash } from 'node:crypto'
import { expect } from 'chai'
import type { KnownRecipient } from '../../../schemas/requests/verification.ts'
import type { JsonObject } from '../../../src/credentials/json.ts'
import { fakeNetwork } from '../../support/foreign-issuer.ts'
import { createOlderIssuer } from '../../support/older-issuer.ts'
import { checkNamed, verificationOver } from '../../support/verification.ts'

describe('Whose a badge of Open Badges 2.0 is', () => {
  const outcome = async (recipient: JsonObject, known?: KnownRecipient) => {
    const issuer = createOlderIssuer()
    const network = fakeNetwork()
    issuer.serve(network)
    const assertion = issuer.assertion({ recipient })
    network.served.set(issuer.ids.assertion, assertion)
    const report = await verificationOver(network).verifyPasted(JSON.stringify(assertion), known)
    return `${report.verdict} ${checkNamed(report, 'recipient')?.code ?? 'not asked'}`
  }
  const digest = createHash('sha256').update('mia@example.orgsea salt').digest('hex')
  const hashed = { type: 'email', hashed: true, identity: `sha256$${digest}`, salt: 'sea salt' }

  it('is told by its hashed or plain address, and never green for somebody else', async () => {
    const mia = { identifier: 'Mia@example.org' }
    const leo = { identifier: 'leo@example.org' }
    expect(await outcome(hashed)).to.equal('valid not asked')
    expect(await outcome(hashed, mia)).to.equal('valid recipient-matches')
    expect(await outcome(hashed, leo)).to.equal('another-recipient recipient-differs')
    const plain = { type: 'email', hashed: false, identity: 'mia@example.org' }
    expect(await outcome(plain, mia)).to.equal('valid recipient-matches')
    expect(await outcome(plain, leo)).to.equal('another-recipient recipient-differs')
    expect(await outcome(plain, { id: 'urn:uuid:1' })).to.equal(
      'could-not-check recipient-cannot-be-told',
    )
  })
})
