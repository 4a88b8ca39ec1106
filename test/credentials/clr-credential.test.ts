import { expect } from 'chai'
import fc from 'fast-check'
import { clrCredential, spliceCredentials } from '../../src/credentials/clr-credential.ts'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { signJwt } from '../../src/credentials/jwt.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof } from '../../src/credentials/proof.ts'
import { issuedClrProblems } from '../../src/credentials/schema.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import { issuerDid, leastFacts, makeKey, type TestKey } from '../support/credential-facts.ts'

const validFrom = '2025-07-01T12:00:00Z'

describe('a transcript that we issue', () => {
  let key: TestKey
  let badge: string
  let token: string
  before(async () => {
    key = await makeKey('Ed25519')
    const unsigned = openBadgeCredential(leastFacts())
    badge = await signCredential(unsigned, key.signer, validFrom)
    token = signJwt(unsigned, key.signer)
  })

  const transcriptOf = (credentials: readonly string[]) =>
    clrCredential({
      id: 'urn:uuid:8f1d3ab0-3c2a-4f4e-9a57-0d3c58a4d7a1',
      name: 'Record',
      description: 'Assembled by its holder.',
      issuer: { id: issuerDid, name: 'Service' },
      validFrom,
      subject: 'urn:uuid:9f1d3ab0-3c2a-4f4e-9a57-0d3c58a4d7a1',
      credentials,
    })
  const signed = async (credentials: readonly string[]) =>
    spliceCredentials(
      await signCredential(transcriptOf(credentials), key.signer, validFrom),
      credentials,
    )
  const isGood = async (text: string) => {
    const findKey = (id: string) =>
      Promise.resolve({ id, controller: issuerDid, publicJwk: key.publicJwk })
    return (await checkEmbeddedProof(parseJsonObject(text), findKey)).code
  }

  it('holds what was signed letter for letter, however its issuer wrote it, and its proof is good', async () => {
    const escaped = badge.replace('Explorador', '\\u0045xplorador')
    const spaced = JSON.stringify(JSON.parse(badge), null, 2)
    for (const credentials of [
      [badge],
      [escaped, badge],
      [spaced, token, escaped],
      [spaced, spaced],
    ]) {
      const text = await signed(credentials)
      for (const one of credentials) expect(text).to.include(one)
      expect(await isGood(text)).to.equal('proof-good')
    }
  })

  it('is the same document with other white space inside, whatever white space', async () => {
    const spaces = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(fc.array(spaces, { minLength: 1, maxLength: 5 }), async (some) => {
        let turn = 0
        const spaced = badge.replaceAll(
          /(?<=[,{[])(?=["{[])/g,
          () => some[turn++ % some.length] ?? '',
        )
        const unsigned = transcriptOf([spaced])
        const text = spliceCredentials(JSON.stringify(unsigned), [spaced])
        expect(text).to.include(spaced)
        expect(parseJsonObject(text)).to.deep.equal(unsigned)
      }),
      { numRuns: 50 },
    )
  })

  it('can be in nothing but the form that we state', () => {
    expect(issuedClrProblems(transcriptOf([badge, token]))).to.deep.equal([])
    const unsigned = JSON.stringify(openBadgeCredential(leastFacts()))
    expect(() => transcriptOf([unsigned])).to.throw('verifiableCredential')
    expect(() => transcriptOf([])).to.throw('verifiableCredential')
    const transcript: JsonObject = { ...transcriptOf([badge]), partial: false }
    expect(issuedClrProblems(transcript)).not.to.deep.equal([])
  })
})
