import { createPrivateKey } from 'node:crypto'
import { expect } from 'chai'
import { documentLoader, knownContexts } from '../../../src/credentials/contexts/contexts.ts'
import { rememberingSuite } from '../../../src/credentials/cryptosuite.ts'
import { contextOfProof, hashOfProof } from '../../../src/credentials/cryptosuites/rdfc.ts'
import { hash } from '../../../src/credentials/cryptosuites/signature.ts'
import type { Canonize } from '../../../src/credentials/cryptosuites/suite.ts'
import { parseJsonObject } from '../../../src/credentials/json.ts'
import { checkEmbeddedProof } from '../../../src/credentials/proof.ts'
import { signCredential } from '../../../src/credentials/sign.ts'
import { guideKey, guideProof, guideProofHash, guideVectors } from './open-badges-vectors.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

const canonize: Canonize = (document, messageDigestAlgorithm) =>
  rememberingSuite().canonize(document, {
    documentLoader: documentLoader(knownContexts()),
    messageDigestAlgorithm,
    safe: true,
    base: null,
  })

const signer = {
  algorithm: 'Ed25519',
  verificationMethod: guideProof.verificationMethod,
  keyUrl: guideProof.verificationMethod,
  privateKey: createPrivateKey({
    key: {
      kty: 'OKP',
      crv: 'Ed25519',
      x: Buffer.from(guideKey.publicHex, 'hex').toString('base64url'),
      d: Buffer.from(guideKey.seedHex, 'hex').toString('base64url'),
    },
    format: 'jwk',
  }),
} as const

const findKey = (id: string) =>
  Promise.resolve({
    id,
    controller: 'https://example.edu/issuers/565049',
    publicKeyMultibase: guideKey.publicKeyMultibase,
  })

describe('the signed examples of the Open Badges 3.0 and CLR 2.0 guides', () => {
  for (const [name, { unsigned, proofValue, documentHash }] of Object.entries(guideVectors)) {
    it(`${name} has the published hashes`, async () => {
      const proof = await hashOfProof(contextOfProof(unsigned), guideProof, canonize, 'SHA-256')
      expect(hex(proof)).to.equal(guideProofHash)
      if (documentHash === undefined) return
      expect(hex(hash(await canonize(unsigned, 'SHA-256'), 'SHA-256'))).to.equal(documentHash)
    })

    it(`${name} is signed by us as it was published, letter for letter`, async () => {
      const signed = parseJsonObject(await signCredential(unsigned, signer, guideProof.created))
      expect(signed['proof']).to.deep.equal({ ...guideProof, proofValue })
    })

    it(`${name} is good as it was published, and not with a word changed`, async () => {
      const proof = { ...guideProof, proofValue }
      expect(await checkEmbeddedProof({ ...unsigned, proof }, findKey)).to.include({
        code: 'proof-good',
      })
      const changed = { ...unsigned, proof, validFrom: '2010-01-01T00:00:01Z' }
      expect(await checkEmbeddedProof(changed, findKey)).to.include({ code: 'signature-invalid' })
    })
  }
})
