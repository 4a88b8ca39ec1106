import { expect } from 'chai'
import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { envelopedCredential } from '../../src/credentials/envelope.ts'
import { signVcJwt } from '../../src/credentials/jwt.ts'
import type { Signer } from '../../src/credentials/keys.ts'
import { deriveCredential, signCredential } from '../../src/credentials/sign.ts'
import type { Verification } from '../../src/verification/verification.ts'
import { without } from '../support/credential-facts.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { suitesWithKeys } from '../support/suites.ts'
import { checkNamed, verificationOver } from '../support/verification.ts'

const created = '2025-03-01T10:00:00Z'

describe('A badge of another platform', () => {
  let issuer: ForeignIssuer
  let stranger: ForeignIssuer
  let network: FakeNetwork
  let verification: Verification
  before(async () => {
    issuer = await createForeignIssuer()
    network = fakeNetwork()
    await issuer.serve(network)
    stranger = await createForeignIssuer('https://badges.strange.org')
    await stranger.serve(network)
    verification = verificationOver(network)
  })

  const sign = (
    unsigned: JsonObject,
    signer: Signer,
    cryptosuite: (typeof suitesWithKeys)[number][0],
  ) =>
    signCredential(unsigned, signer, created, undefined, {
      cryptosuite,
      mandatoryPointers: ['/issuer', '/credentialSubject/achievement'],
    })
  const codeOf = (report: VerificationReport, name: string) =>
    report.checks.find((check) => check.name === name)?.code
  const proofOf = async (text: string) => {
    const report = await verification.verifyPasted(text)
    return [report.verdict, checkNamed(report, 'proof')?.code]
  }

  for (const [cryptosuite, algorithm] of suitesWithKeys) {
    it(`is good with ${cryptosuite} and ${algorithm}, as long as its issuer lists the key`, async () => {
      const text = await sign(issuer.unsigned(), issuer.signers[algorithm], cryptosuite)
      expect(await proofOf(text)).to.deep.equal(['valid', 'signed-by-issuer'])
      const changed = JSON.stringify({ ...parseJsonObject(text), name: 'Another' })
      expect(await proofOf(changed)).to.deep.equal(['invalid', 'signature-invalid'])

      const forged = await sign(issuer.unsigned(), stranger.signers[algorithm], cryptosuite)
      expect(await proofOf(forged)).to.deep.equal(['invalid', 'key-not-listed-by-issuer'])
    })

    it(`may be issued by a did:key with ${cryptosuite} and ${algorithm}`, async () => {
      const multibase = issuer.keys[algorithm].publicKeyMultibase ?? ''
      const did = `did:key:${multibase}`
      const signer = { ...issuer.signers[algorithm], verificationMethod: `${did}#${multibase}` }
      const unsigned = without(issuer.unsigned(), 'credentialStatus')
      const text = await sign({ ...unsigned, issuer: did }, signer, cryptosuite)
      expect((await proofOf(text))[1]).to.equal('signed-by-issuer')
      // The name of another key, or of none, under the same DID.
      const other = 'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
      for (const verificationMethod of [`${did}#${other}`, did]) {
        const renamed = await sign(
          { ...unsigned, issuer: did },
          { ...signer, verificationMethod },
          cryptosuite,
        )
        expect((await proofOf(renamed))[0], verificationMethod).not.to.equal('valid')
      }
    })
  }

  it('is good where its holder shows a part of it, and not where the status was taken out', async () => {
    const unsigned = issuer.unsigned()
    const base = await signCredential(unsigned, issuer.signers['P-256'], created, undefined, {
      cryptosuite: 'ecdsa-sd-2023',
      mandatoryPointers: [
        '/issuer',
        '/name',
        '/validFrom',
        '/validUntil',
        '/credentialStatus',
        '/credentialSubject/id',
        '/credentialSubject/achievement',
      ],
    })
    const shown = await deriveCredential(parseJsonObject(base), ['/evidence/0'])
    expect(shown).not.to.contain('limpets')
    expect(await proofOf(shown)).to.deep.equal(['valid', 'signed-by-issuer'])
    const free = JSON.stringify(without(parseJsonObject(shown), 'credentialStatus'))
    expect(await proofOf(free)).to.deep.equal(['invalid', 'signature-invalid'])
  })

  for (const algorithm of ['Ed25519', 'P-256', 'P-384', 'RS256'] as const) {
    it(`is good as a VC-JWT of either profile with ${algorithm}, enveloped as well`, async () => {
      const ofOpenBadges = issuer.jwt(issuer.unsigned(), algorithm)
      const ofW3c = signVcJwt(issuer.unsigned(), issuer.signers[algorithm])
      const enveloped = JSON.stringify(envelopedCredential(ofW3c))
      for (const text of [ofOpenBadges, ofW3c, enveloped]) {
        expect(await proofOf(text)).to.deep.equal(['valid', 'signed-by-issuer'])
      }
    })
  }

  describe('of which its holder may choose what to show', () => {
    const shown = ['/name', '/validFrom', '/credentialSubject/id', '/credentialSubject/achievement']
    const told = async (
      mandatory: readonly string[],
      unsigned = issuer.unsigned(),
      selected: readonly string[] = shown,
    ) => {
      const signer = issuer.signers['P-256']
      const base = await signCredential(unsigned, signer, created, undefined, {
        cryptosuite: 'ecdsa-sd-2023',
        mandatoryPointers: ['/issuer', ...mandatory],
      })
      const report = await verification.verifyPasted(
        await deriveCredential(parseJsonObject(base), selected),
      )
      return [report.verdict, codeOf(report, 'validity'), codeOf(report, 'status')]
    }

    it('is never good without its end and its status, where its issuer has left those to the holder', async () => {
      const ended = issuer.unsigned({ validUntil: '2025-04-01T00:00:00Z' })
      for (const unsigned of [issuer.unsigned(), ended]) {
        expect(await told([], unsigned)).to.deep.equal([
          'could-not-check',
          'end-may-be-left-out',
          'status-may-be-left-out',
        ])
      }
      const both = [...shown, '/validUntil', '/credentialStatus']
      expect(await told([], issuer.unsigned(), both)).to.deep.equal([
        'valid',
        'within-dates',
        'status-good',
      ])
    })

    it('is good without an end where its issuer always shows when it begins', async () => {
      const mandatory = ['/validFrom', '/credentialStatus']
      expect(await told(mandatory, without(issuer.unsigned(), 'validUntil'))).to.deep.equal([
        'valid',
        'no-end',
        'status-good',
      ])
    })

    it('has no status by a list of which something may have been left out', async () => {
      const list = parseJsonObject(await issuer.statusList('revocation', []))
      const signer = issuer.signers['P-256']
      const text = await signCredential(without(list, 'proof'), signer, created, undefined, {
        cryptosuite: 'ecdsa-sd-2023',
        mandatoryPointers: ['/issuer'],
      })
      const old = await deriveCredential(parseJsonObject(text), ['/type', '/credentialSubject'])
      network.served.set(issuer.listUrl('revocation'), old)
      const report = await verification.verifyPasted(await issuer.sign(issuer.unsigned()))
      expect([report.verdict, codeOf(report, 'status')]).to.deep.equal([
        'could-not-check',
        'status-list-not-shown-genuine',
      ])
      await issuer.serve(network)
    })
  })

  for (const [cryptosuite, algorithm] of suitesWithKeys.filter(([suite]) =>
    suite.includes('jcs'),
  )) {
    it(`is judged by the contexts that were signed with ${cryptosuite} and ${algorithm}, whatever was added behind them`, async () => {
      const contexts = issuer.unsigned()['@context'] as string[]
      const told = async (signed: readonly string[], shown: readonly string[]) => {
        const unsigned = issuer.unsigned({ '@context': [...signed] })
        const text = await sign(unsigned, issuer.signers[algorithm], cryptosuite)
        const credential = { ...parseJsonObject(text), '@context': [...shown] }
        const report = await verification.verifyBody({ credential })
        return [report.verdict, ...['structure', 'proof'].map((name) => codeOf(report, name))]
      }
      const more = [...contexts, 'https://w3id.org/security/data-integrity/v2']
      expect(await told(contexts, more)).to.deep.equal(['valid', 'open-badge', 'signed-by-issuer'])
      // The issuer signed words, and not that they are those of Open Badges.
      expect(await told(contexts.slice(0, 1), contexts)).to.deep.equal([
        'invalid',
        'open-badges-context-missing',
        'signed-by-issuer',
      ])
    })
  }

  it('is never good where its holder calls the end or the status by another name', async () => {
    const signed = parseJsonObject(
      await issuer.sign(issuer.unsigned({ validUntil: '2025-04-01T00:00:00Z' })),
    )
    expect((await proofOf(JSON.stringify(signed)))[0]).not.to.equal('valid')
    const ended = {
      '@value': '2025-04-01T00:00:00Z',
      '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
    }
    const hidden = {
      ...without(signed, 'validUntil'),
      'https://www.w3.org/2018/credentials#validUntil': ended,
    }
    expect(await proofOf(JSON.stringify(hidden))).to.deep.equal([
      'could-not-check',
      'terms-aliased',
    ])
  })
})
