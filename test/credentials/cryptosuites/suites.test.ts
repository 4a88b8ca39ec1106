import { expect } from 'chai'
import fc from 'fast-check'
import { parseJsonObject, type JsonObject } from '../../../src/credentials/json.ts'
import type { KeyAlgorithm } from '../../../src/credentials/keys.ts'
import { base58Bytes, base58Of } from '../../../src/credentials/multibase.ts'
import { openBadgeCredential } from '../../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof, type FindKey } from '../../../src/credentials/proof.ts'
import { deriveCredential, signCredential } from '../../../src/credentials/sign.ts'
import { fullFacts, issuerDid, makeKey, type TestKey } from '../../support/credential-facts.ts'
import { findAmong, stockHolds, suitesWithKeys } from '../../support/suites.ts'

const created = '2025-07-01T12:00:00Z'
const mandatoryPointers = ['/issuer', '/validFrom', '/credentialSubject/achievement/name']
const selectivePointers = ['/name', '/credentialSubject/id', '/evidence']

/** The orders of the curves (SEC 2): s and the order less s verify alike. */
const orders = {
  'P-256': 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  'P-384':
    0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
} as const

describe('cryptosuites', () => {
  const keys = new Map<KeyAlgorithm, TestKey>()
  const other = new Map<KeyAlgorithm, TestKey>()
  before(async () => {
    for (const algorithm of ['Ed25519', 'P-256', 'P-384'] as const) {
      keys.set(algorithm, await makeKey(algorithm))
      other.set(algorithm, await makeKey(algorithm, 2))
    }
  })
  const find: FindKey = (id) => findAmong([...keys.values()])(id)
  const codeOf = async (document: JsonObject, findKey = find) =>
    (await checkEmbeddedProof(document, findKey)).code
  /** A key that is found under whatever name. */
  const only =
    ({ listed }: TestKey): FindKey =>
    (id) =>
      Promise.resolve({
        id,
        controller: issuerDid,
        publicKeyMultibase: listed.publicKeyMultibase!,
      })

  for (const [cryptosuite, algorithm] of suitesWithKeys) {
    describe(`${cryptosuite} with ${algorithm}`, () => {
      let base: JsonObject
      /** What a verifier is shown. */
      let signed: JsonObject
      let proof: JsonObject
      let proofValue: string
      const sign = async (changes: object = {}) =>
        parseJsonObject(
          await signCredential(
            openBadgeCredential({ ...fullFacts(), ...changes }),
            keys.get(algorithm)!.signer,
            created,
            undefined,
            { cryptosuite, mandatoryPointers },
          ),
        )
      const show = async (credential: JsonObject) =>
        cryptosuite === 'ecdsa-sd-2023'
          ? parseJsonObject(await deriveCredential(credential, selectivePointers))
          : credential
      before(async () => {
        base = await sign()
        signed = await show(base)
        proof = signed['proof'] as JsonObject
        proofValue = proof['proofValue'] as string
      })
      const withProof = (changes: JsonObject) => ({ ...signed, proof: { ...proof, ...changes } })

      it('is good by our own check and by the stock library', async () => {
        const answer = await checkEmbeddedProof(signed, find)
        expect(answer).to.deep.include({ code: 'proof-good', cryptosuite, created })
        expect(await codeOf(base)).to.equal('proof-good')
        expect(await stockHolds(signed, cryptosuite, [keys.get(algorithm)!.listed])).to.equal(true)
        const stranger = other.get(algorithm)!.listed
        expect(await stockHolds(signed, cryptosuite, [stranger])).to.equal(false)
      })

      it('is good for random credentials, and for none of them with another text in it', async () => {
        const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
        const selectable = text.filter((one) => /\S/.test(one) && !one.includes('_:'))
        const works = fc.array(fc.record({ name: selectable, narrative: selectable }), {
          maxLength: 3,
        })
        await fc.assert(
          fc.asyncProperty(selectable, works, async (narrative, evidence) => {
            const { subject } = fullFacts()
            const made = await sign({ subject: { ...subject, narrative }, evidence })
            expect(await codeOf(made)).to.equal('proof-good')
            expect(await codeOf({ ...made, description: `${narrative}!` })).to.equal(
              'signature-invalid',
            )
          }),
          { numRuns: 8 },
        )
      })

      it('fails with a changed or an added value', async () => {
        expect(await codeOf({ ...signed, name: 'Another' })).to.equal('signature-invalid')
        expect(await codeOf({ ...signed, validFrom: '2020-01-01T00:00:00Z' })).to.equal(
          'signature-invalid',
        )
        const added = { ...signed, termsOfUse: { type: 'https://a.example/T' } }
        expect(await codeOf(added)).to.equal('signature-invalid')
      })

      it('fails where it was taken from another credential', async () => {
        const another = await show(await sign({ validFrom: '2025-07-02T00:00:00Z' }))
        expect(await codeOf({ ...another, proof })).to.equal('signature-invalid')
        expect(await codeOf(another)).to.equal('proof-good')
      })

      it('fails where what the proof says of itself was changed', async () => {
        const changes: JsonObject[] = [
          { created: '2025-07-01T12:00:01Z' },
          { expires: '2035-07-01T12:00:00Z' },
          { domain: 'https://a.example' },
          { challenge: 'abc' },
          { id: 'urn:uuid:6f1d3ab0-3c2a-4f4e-9a57-0d3c58a4d7a1' },
        ]
        for (const change of changes) {
          expect(await codeOf(withProof(change)), JSON.stringify(change)).to.equal(
            'signature-invalid',
          )
        }
        expect(await codeOf(withProof({ colour: 'blue' }))).to.be.oneOf([
          'signature-invalid',
          'terms-not-covered',
        ])
        expect(await codeOf(withProof({ proofPurpose: 'authentication' }))).to.equal(
          'proof-purpose',
        )
        expect(await codeOf(withProof({ created: '1 July 2025' }))).to.equal('proof-time')
      })

      it('fails with a key of another kind, and with another key of its kind', async () => {
        for (const [kind, key] of keys) {
          if (kind === algorithm) continue
          const code = await codeOf(signed, only(key))
          // The ECDSA suites take both curves: there it is the length that shows it.
          expect(code, kind).to.be.oneOf(['key-type', 'proof-malformed'])
        }
        expect(await codeOf(signed, only(other.get(algorithm)!))).to.equal('signature-invalid')
      })

      it('is malformed cut short, made longer, or in another base', async () => {
        const bytes = proofValue.startsWith('z')
          ? base58Bytes(proofValue)!
          : Buffer.from(proofValue.slice(1), 'base64url')
        const encode = proofValue.startsWith('z')
          ? base58Of
          : (some: Uint8Array) => `u${Buffer.from(some).toString('base64url')}`
        const values = {
          'cut short': encode(bytes.subarray(0, -1)),
          'made longer': encode(Buffer.concat([bytes, Buffer.from([0])])),
          'half of it': encode(bytes.subarray(0, bytes.length / 2)),
          'in another base': proofValue.startsWith('z')
            ? `u${Buffer.from(bytes).toString('base64url')}`
            : `z${proofValue.slice(1)}`,
          'with an unknown base': `x${proofValue.slice(1)}`,
          padded: `${proofValue}=`,
          'with space': ` ${proofValue}`,
          empty: '',
          'a base alone': proofValue.slice(0, 1),
        }
        for (const [how, value] of Object.entries(values)) {
          expect(await codeOf(withProof({ proofValue: value })), how).to.equal('proof-malformed')
        }
        expect(await codeOf(withProof({ proofValue: [proofValue] }))).to.equal('proof-malformed')
        expect(await codeOf(withProof({ proofValue: encode(bytes) }))).to.equal('proof-good')
      })

      it('fails under the name of another suite', async () => {
        for (const [name] of suitesWithKeys) {
          if (name === cryptosuite) continue
          const code = await codeOf(withProof({ cryptosuite: name }))
          expect(code, name).to.be.oneOf(['proof-malformed', 'key-type', 'signature-invalid'])
        }
        expect(await codeOf(withProof({ type: 'Ed25519Signature2020' }))).not.to.equal('proof-good')
      })

      if (algorithm === 'Ed25519' || cryptosuite === 'ecdsa-sd-2023') return
      it('takes either of the two values that s may have, and no zero', async () => {
        const half = algorithm === 'P-384' ? 48 : 32
        const bytes = Buffer.from(base58Bytes(proofValue)!)
        const s = BigInt(`0x${bytes.subarray(half).toString('hex')}`)
        const order = algorithm === 'P-384' ? orders['P-384'] : orders['P-256']
        const withS = (value: bigint) =>
          base58Of(
            Buffer.concat([
              bytes.subarray(0, half),
              Buffer.from(value.toString(16).padStart(2 * half, '0'), 'hex'),
            ]),
          )
        const code = (value: string) => codeOf(withProof({ proofValue: value }))
        expect(await code(withS(s))).to.equal('proof-good')
        expect(await code(withS(order - s))).to.equal('proof-good')
        expect(await code(withS(0n))).to.equal('signature-invalid')
        expect(await code(withS(order))).to.equal('signature-invalid')
        expect(await code(base58Of(Buffer.alloc(2 * half, 0)))).to.equal('signature-invalid')
      })
    })
  }
})
