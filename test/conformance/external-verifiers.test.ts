import { expect } from 'chai'
import sharp from 'sharp'
import { bakePng } from '../../src/credentials/baking/png.ts'
import { bakeSvg } from '../../src/credentials/baking/svg.ts'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { parseJsonObject } from '../../src/credentials/json.ts'
import {
  createForeignIssuer,
  statusIndex,
  today,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import {
  hasIndependentVerifier,
  unbakeIndependently,
  verifyIndependently,
  verifyJwtWithJose,
  verifyWithDigitalBazaar,
  verifyWithVerifierCore,
  type Documents,
} from '../support/external-verifiers.ts'
import { without } from '../support/verification.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'

describe('Software that we did not write', function () {
  this.timeout(60_000)
  let issuer: ForeignIssuer
  let text: string
  let changed: string
  let stranger: ForeignIssuer
  before(async () => {
    issuer = await createForeignIssuer()
    stranger = await createForeignIssuer()
    // verifier-core has no clock to hold still: this badge and its lists have no end.
    text = await issuer.sign(without(issuer.unsigned(), 'validUntil'))
    changed = text.replace('Tide pool ecologist', 'Tide pool professor')
  })

  const lists = async (revoked: readonly number[] = []): Promise<Documents> => {
    const endless = { validUntil: '2999-01-01T00:00:00Z' }
    const revocation = await issuer.statusList('revocation', revoked, endless)
    const suspension = await issuer.statusList('suspension', [], endless)
    return {
      [issuer.listUrl('revocation')]: parseJsonObject(revocation),
      [issuer.listUrl('suspension')]: parseJsonObject(suspension),
    }
  }

  describe('@digitalbazaar/vc as it comes', () => {
    it('finds our credential good', async () => {
      const answer = await verifyWithDigitalBazaar(text, issuer.didDocument, knownContexts(), today)
      expect(answer).to.deep.equal({ verified: true, said: 'verified' })
    })

    it('finds our status list good', async () => {
      const list = await issuer.statusList('revocation', [statusIndex])
      const answer = await verifyWithDigitalBazaar(list, issuer.didDocument, knownContexts(), today)
      expect(answer).to.deep.equal({ verified: true, said: 'verified' })
    })

    it('finds a changed one bad, and a good one under another’s keys', async () => {
      const contexts = knownContexts()
      const bad = await verifyWithDigitalBazaar(changed, issuer.didDocument, contexts, today)
      expect(bad.verified).to.equal(false)
      const other = await verifyWithDigitalBazaar(text, stranger.didDocument, contexts, today)
      expect(other.verified).to.equal(false)
    })
  })

  describe('verifier-core of the Digital Credentials Consortium', () => {
    it('finds our credential good, its status included', async () => {
      const answer = await verifyWithVerifierCore(text, issuer.didDocument, await lists())
      expect(answer.verified, answer.said).to.equal(true)
    })

    it('finds it revoked once it is', async () => {
      const answer = await verifyWithVerifierCore(
        text,
        issuer.didDocument,
        await lists([statusIndex]),
      )
      expect(answer.verified).to.equal(false)
      expect(answer.said).to.contain('"revocation_status","valid":false')
      expect(answer.said).to.contain('"valid_signature","valid":true')
    })

    it('finds a changed one bad', async () => {
      const answer = await verifyWithVerifierCore(changed, issuer.didDocument, await lists())
      expect(answer.verified).to.equal(false)
      expect(answer.said).to.contain('signature is not valid')
    })
  })

  describe('PyLD and the Python package cryptography', () => {
    before(function () {
      if (!hasIndependentVerifier()) this.skip()
    })

    it('find our credential good', async () => {
      const answer = await verifyIndependently(text, issuer.didDocument, knownContexts())
      expect(answer.verified, answer.said).to.equal(true)
    })

    it('find our status list good', async () => {
      const list = await issuer.statusList('suspension', [1, 2, 3])
      const answer = await verifyIndependently(list, issuer.didDocument, knownContexts())
      expect(answer.verified, answer.said).to.equal(true)
    })

    it('find a changed one bad, and a good one under another’s keys', async () => {
      const bad = await verifyIndependently(changed, issuer.didDocument, knownContexts())
      expect(bad).to.deep.include({ verified: false })
      expect(bad.said).to.contain('the signature does not fit')
      const other = await verifyIndependently(text, stranger.didDocument, knownContexts())
      expect(other.said).to.contain('the signature does not fit')
    })

    it('find a key bad that the issuer does not list', async () => {
      const retired = { ...issuer.didDocument, assertionMethod: [] }
      const answer = await verifyIndependently(text, retired, knownContexts())
      expect(answer.said).to.contain('does not list this key')
    })

    it('take the exact text out of our PNG and our SVG', async () => {
      const png = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#048' } })
        .png()
        .toBuffer()
      for (const credential of [text, issuer.jwt(issuer.unsigned())]) {
        expect(await unbakeIndependently(bakePng(png, credential))).to.equal(credential)
        expect(await unbakeIndependently(bakeSvg(Buffer.from(svg), credential))).to.equal(
          credential,
        )
      }
    })
  })

  describe('jose', () => {
    for (const algorithm of ['RS256', 'Ed25519'] as const) {
      it(`finds our VC-JWT signed with ${algorithm} good, by the published key set`, async () => {
        const token = issuer.jwt(issuer.unsigned(), algorithm)
        const claims = await verifyJwtWithJose(token, issuer.jwks, {
          issuer: issuer.did,
          currentDate: today,
        })
        expect(claims).to.include({ iss: issuer.did, jti: issuer.unsigned()['id'] })
        expect(claims.nbf).to.equal(Date.parse('2025-03-01T10:00:00Z') / 1000)
        expect(claims.exp).to.equal(Date.parse('2027-03-01T10:00:00Z') / 1000)
        expect(claims['credentialSubject']).to.have.property('achievement')
      })
    }

    it('finds a changed one bad', async () => {
      const [header, , signature] = issuer.jwt(issuer.unsigned()).split('.')
      const other = issuer.jwt(issuer.unsigned({ name: 'Professor' })).split('.')[1]
      const forged = [header, other, signature].join('.')
      let code = 'accepted'
      try {
        await verifyJwtWithJose(forged, issuer.jwks, { issuer: issuer.did, currentDate: today })
      } catch (error) {
        code = error instanceof Error && 'code' in error ? String(error.code) : 'other'
      }
      expect(code).to.equal('ERR_JWS_SIGNATURE_VERIFICATION_FAILED')
    })
  })
})
