import { expect } from 'chai'
import { parseJsonObject } from '../../src/credentials/json.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { checkNamed, verificationOver, without } from '../support/verification.ts'

describe('The issue log, for a key that left its issuer', () => {
  let issuer: ForeignIssuer
  let network: FakeNetwork
  let text: string
  let withoutKey: (...members: string[]) => void
  before(async () => {
    issuer = await createForeignIssuer()
    network = fakeNetwork()
    await issuer.serve(network)
    const address = [...network.served.keys()].find((one) => one.endsWith('did.json')) ?? ''
    withoutKey = (...members) => {
      const emptied = Object.fromEntries(members.map((name) => [name, []]))
      network.served.set(address, { ...issuer.didDocument, ...emptied })
    }
    withoutKey('assertionMethod')
    text = await issuer.sign(without(issuer.unsigned(), 'credentialStatus'))
  })

  const proofOf = async (given: string, logged?: string, net = network) => {
    const asked: string[] = []
    const inIssueLog = async (one: string) => {
      asked.push(one)
      return one === logged
    }
    const verification = verificationOver(net, logged === undefined ? {} : { inIssueLog })
    const report = await verification.verifyPasted(given)
    const proof = checkNamed(report, 'proof')
    return { said: `${report.verdict} ${proof?.result} ${proof?.code}`, asked, proof, report }
  }

  it('makes good what was issued, letter for letter', async () => {
    const { said, proof, report } = await proofOf(` ${text}\n`, text)
    expect(said).to.equal('valid passed in-issue-log')
    expect(proof?.source).to.equal('this service')
    expect(report.credential.proven).to.equal(true)
    withoutKey('assertionMethod', 'verificationMethod')
    expect((await proofOf(text)).said).to.equal('could-not-check unknown key-unavailable')
    expect((await proofOf(text, text)).said).to.equal(said)
    const token = issuer.jwt(without(issuer.unsigned(), 'credentialStatus'))
    network.served.delete(issuer.signers.RS256.keyUrl)
    expect((await proofOf(token)).said).to.equal('could-not-check unknown key-unavailable')
    expect((await proofOf(token, token)).said).to.equal('valid passed in-issue-log')
  })

  it('makes nothing good that was not issued, or is written otherwise', async () => {
    withoutKey('assertionMethod')
    const refused = 'invalid failed key-not-listed-by-issuer'
    expect((await proofOf(text)).said).to.equal(refused)
    expect((await proofOf(text, 'something else')).said).to.equal(refused)
    const spaced = JSON.stringify(parseJsonObject(text), null, 1)
    expect((await proofOf(spaced, text)).said).to.equal(refused)
  })

  it('is asked about nothing but the key', async () => {
    const served = fakeNetwork()
    await issuer.serve(served)
    const good = await proofOf(text, text, served)
    expect(good.said).to.equal('valid passed signed-by-issuer')
    const changed = text.replace('Counted limpets', 'Counted whales')
    const bad = await proofOf(changed, changed, served)
    expect(bad.said).to.equal('invalid failed signature-invalid')
    expect([...good.asked, ...bad.asked]).to.deep.equal([])
  })

  it('does not stand in for an issuer who could not be found', async () => {
    expect((await proofOf(text, text, fakeNetwork())).said).to.equal(
      'could-not-check passed in-issue-log',
    )
  })
})
