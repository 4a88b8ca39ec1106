import { createPrivateKey } from 'node:crypto'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { expect } from 'chai'
import { documentLoader, knownContexts } from '../../../src/credentials/contexts/contexts.ts'
import { rememberingSuite } from '../../../src/credentials/cryptosuite.ts'
import { jcs } from '../../../src/credentials/cryptosuites/jcs.ts'
import { contextOfProof, hashOfProof } from '../../../src/credentials/cryptosuites/rdfc.ts'
import { hash } from '../../../src/credentials/cryptosuites/signature.ts'
import type { Canonize, Digest } from '../../../src/credentials/cryptosuites/suite.ts'
import { idOf, parseJsonObject, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import {
  checkDocumentProof,
  checkEmbeddedProof,
  type FindKey,
} from '../../../src/credentials/proof.ts'
import { deriveCredential, proofSuites, signCredential } from '../../../src/credentials/sign.ts'
import {
  alumni,
  chain,
  ed25519Key,
  employment,
  selective,
  signature2020,
  signatures,
} from './vectors.ts'

const citizenship = 'https://w3id.org/citizenship/v4rc1'
const dateTime = 'http://www.w3.org/2001/XMLSchema#dateTime'

/** What the examples name and we do not know: the words that they use of it, as their canonical forms show them. */
const contexts = new Map(knownContexts())
  .set('https://www.w3.org/ns/credentials/examples/v2', {
    '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' },
  })
  .set(citizenship, {
    '@context': {
      '@vocab': 'https://w3id.org/citizenship#',
      id: '@id',
      type: '@type',
      image: { '@id': 'https://schema.org/image', '@type': '@id' },
      Person: 'https://schema.org/Person',
      ...Object.fromEntries(
        ['givenName', 'additionalName', 'familyName', 'gender', 'identifier'].map((name) => [
          name,
          `https://schema.org/${name}`,
        ]),
      ),
      birthDate: { '@id': 'https://schema.org/birthDate', '@type': dateTime },
      residentSince: { '@id': 'https://w3id.org/citizenship#residentSince', '@type': dateTime },
    },
  })

const documents = { alumni, employment }
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const canonize: Canonize = (document, messageDigestAlgorithm) =>
  rememberingSuite().canonize(document, {
    documentLoader: documentLoader(contexts),
    messageDigestAlgorithm,
    safe: true,
    base: null,
  })

/** Every did:key is whatever the credential says: the examples' issuers are other names than their keys. */
const keyOf =
  (controller: string | undefined): FindKey =>
  (id) => {
    const publicKeyMultibase = id.split('#')[1] ?? ''
    return Promise.resolve({ id, controller: controller ?? '', publicKeyMultibase })
  }
const codeOf = async (document: JsonObject) => {
  const issuer = idOf(document['issuer'])
  return (await checkEmbeddedProof(document, keyOf(issuer), contexts)).code
}

describe('the examples of the specifications', () => {
  for (const { document, proof, documentHash, proofHash } of signatures) {
    const name = proof.cryptosuite
    const unsigned = documents[document]
    const digest: Digest = documentHash.length === 64 ? 'SHA-256' : 'SHA-384'

    describe(`of ${name}, with ${digest}, over the credential of ${document}`, () => {
      it('have our hashes', async () => {
        if (name.includes('-jcs-')) {
          const { proofValue: _, ...options } = proof
          expect(hex(hash(jcs(options), digest))).to.equal(proofHash)
          expect(hex(hash(jcs(unsigned), digest))).to.equal(documentHash)
        } else {
          const context = contextOfProof(unsigned)
          expect(hex(await hashOfProof(context, proof, canonize, digest))).to.equal(proofHash)
          expect(hex(hash(await canonize(unsigned, digest), digest))).to.equal(documentHash)
        }
      })

      it('are good, and not over another document', async () => {
        expect(await codeOf({ ...unsigned, proof })).to.equal('proof-good')
        expect(await codeOf({ ...unsigned, name: 'Another', proof })).to.equal('signature-invalid')
      })

      if (!name.startsWith('eddsa-')) return
      it('are made by us letter for letter', async () => {
        const keyPair = await Ed25519Multikey.from(ed25519Key)
        const jwk = await Ed25519Multikey.toJwk({ keyPair, secretKey: true })
        const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
        const { verificationMethod } = proof
        const text = await signCredential(
          unsigned,
          { algorithm: 'Ed25519', verificationMethod, keyUrl: verificationMethod, privateKey },
          proof.created,
          contexts,
          { cryptosuite: proofSuites.find((one) => one === name)! },
        )
        expect(parseJsonObject(text)).to.deep.equal({ ...unsigned, proof })
      })
    })
  }

  it('of Ed25519Signature2020 have our hashes, and are good', async () => {
    const suiteContext = 'https://w3id.org/security/suites/ed25519-2020/v1'
    const { proof, proofHash, documentHash } = signature2020
    const context = [...(alumni['@context'] as Json[]), suiteContext]
    const unsigned = { ...alumni, '@context': context }
    expect(hex(await hashOfProof(context, proof, canonize, 'SHA-256'))).to.equal(proofHash)
    expect(hex(hash(await canonize(unsigned, 'SHA-256'), 'SHA-256'))).to.equal(documentHash)
    expect(await codeOf({ ...unsigned, proof })).to.equal('proof-good')
    expect(await codeOf({ ...alumni, proof })).to.equal('signature-invalid')
  })

  it('of a set and of a chain are good, each proof for itself', async () => {
    for (const method of chain.map((proof) => proof.verificationMethod)) {
      // Only this proof is by the issuer; the others only show that they were there.
      const findKey: FindKey = (id) =>
        id === method ? keyOf(idOf(alumni['issuer']))(id) : Promise.resolve(undefined)
      const answer = await checkDocumentProof(
        { ...alumni, proof: [...chain] },
        {
          findKey,
          findEarlierKey: keyOf(undefined),
          controller: idOf(alumni['issuer']),
          purpose: 'assertionMethod',
          contexts,
        },
      )
      expect([answer.code, answer.keyId]).to.deep.equal(['proof-good', method])
    }
  })

  describe('of ecdsa-sd-2023', () => {
    const base = { ...employment, proof: selective.baseProof }

    it('have our hash of the proof, and are good as a base proof and as a derived one', async () => {
      const context = contextOfProof(employment)
      const made = await hashOfProof(context, selective.baseProof, canonize, 'SHA-256')
      expect(hex(made)).to.equal(selective.proofHash)
      expect(await codeOf(base)).to.equal('proof-good')
      expect(await codeOf(selective.derived)).to.equal('proof-good')
    })

    it('are derived by us letter for letter', async () => {
      const derived = await deriveCredential(base, [...selective.selectivePointers], contexts)
      expect(parseJsonObject(derived)).to.deep.equal(selective.derived)
    })
  })
})
