import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { issue } from '@digitalbazaar/vc'
import { expect } from 'chai'
import fc from 'fast-check'
import { documentLoader, knownContexts } from '../../../src/credentials/contexts/contexts.ts'
import { decodeCbor } from '../../../src/credentials/cryptosuites/cbor.ts'
import { relabelled } from '../../../src/credentials/cryptosuites/ecdsa-sd-2023.ts'
import { parseJsonObject, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import { signBytes } from '../../../src/credentials/keys.ts'
import {
  openBadgeCredential,
  type AwardFacts,
} from '../../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof } from '../../../src/credentials/proof.ts'
import { deriveCredential, signCredential } from '../../../src/credentials/sign.ts'
import { fullFacts, makeKey, type TestKey } from '../../support/credential-facts.ts'
import { findAmong, stockHolds } from '../../support/suites.ts'

const created = '2025-07-01T12:00:00Z'
const mandatoryPointers = ['/issuer', '/validFrom', '/credentialSubject/achievement/name']

describe('selective disclosure', () => {
  let key: TestKey
  let base: JsonObject
  before(async () => {
    key = await makeKey('P-256')
    base = await sign(fullFacts())
  })
  const sign = async (facts: AwardFacts, pointers = mandatoryPointers) =>
    parseJsonObject(
      await signCredential(openBadgeCredential(facts), key.signer, created, undefined, {
        cryptosuite: 'ecdsa-sd-2023',
        mandatoryPointers: pointers,
      }),
    )
  const derive = async (pointers: readonly string[], credential = base) =>
    parseJsonObject(await deriveCredential(credential, pointers))
  const codeOf = async (document: JsonObject) =>
    (await checkEmbeddedProof(document, findAmong([key]))).code
  const refused = async (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof TypeError ? 'refused' : String(error)),
    )

  it('shows what is asked for and what is mandatory, and nothing else', async () => {
    const shown = await derive(['/name', '/evidence/1'])
    expect(Object.keys(shown)).to.have.members([
      '@context',
      'id',
      'type',
      'issuer',
      'validFrom',
      'credentialSubject',
      'name',
      'evidence',
      'proof',
    ])
    expect(shown['evidence']).to.deep.equal([
      { type: ['Evidence'], narrative: 'Seen by the guide.' },
    ])
    expect(shown).to.have.nested.property('credentialSubject.achievement.name')
    expect(shown).not.to.have.nested.property('credentialSubject.narrative')
    expect(JSON.stringify(shown)).not.to.include('Counted 41 crabs')
    expect(await codeOf(shown)).to.equal('proof-good')
    expect(await stockHolds(shown, 'ecdsa-sd-2023', [key.listed])).to.equal(true)
  })

  it('keeps verifying whatever is chosen, and fails where a mandatory member was taken out', async () => {
    const places = [
      '/name',
      '/description',
      '/awardedDate',
      '/validUntil',
      '/evidence',
      '/evidence/0',
      '/credentialStatus/0',
      '/credentialSubject/narrative',
      '/credentialSubject/identifier',
      '/credentialSubject/achievement/alignment',
      '/credentialSubject/achievement/criteria/narrative',
      '/credentialSubject/result',
      '/credentialSubject/achievement',
      '/credentialSubject',
      '',
    ]
    await fc.assert(
      fc.asyncProperty(fc.subarray(places), async (pointers) => {
        const shown = await derive(pointers)
        expect(await codeOf(shown)).to.equal('proof-good')
        const { validFrom: _mandatory, ...less } = shown
        expect(await codeOf(less)).to.equal('signature-invalid')
        const unnamed: JsonObject = structuredClone(shown)
        const subject = unnamed['credentialSubject'] as { achievement: JsonObject }
        Reflect.deleteProperty(subject.achievement, 'name')
        expect(await codeOf(unnamed)).to.equal('signature-invalid')
      }),
      { numRuns: 12 },
    )
  })

  it('keeps verifying for random credentials', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((one) => /\S/.test(one) && !one.includes('_:'))
    const evidence = fc.array(fc.record({ name: text, narrative: text }), { maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(text, evidence, async (narrative, works) => {
        const facts = fullFacts()
        const signed = await sign({
          ...facts,
          subject: { ...facts.subject, narrative },
          evidence: works,
        })
        expect(await codeOf(signed)).to.equal('proof-good')
        const shown = await derive(['/credentialSubject/narrative'], signed)
        expect(await codeOf(shown)).to.equal('proof-good')
        expect(shown).to.have.nested.property('credentialSubject.narrative', narrative)
      }),
      { numRuns: 12 },
    )
  })

  it('is not made over a text in which the stock library would leave a word unsigned', async () => {
    const facts = fullFacts()
    const subject = { ...facts.subject, narrative: 'see _:b0' }
    expect(await refused(sign({ ...facts, subject }))).to.equal('refused')
  })

  it('never lets such a text be exchanged, though the stock library does', async () => {
    const unsigned = openBadgeCredential(fullFacts())
    const suite = new DataIntegrityProof({
      cryptosuite: createSignCryptosuite({ mandatoryPointers: ['/issuer'] }),
      signer: {
        id: key.signer.verificationMethod,
        algorithm: 'P-256',
        sign: ({ data }: { data: Uint8Array }) => Promise.resolve(signBytes(key.signer, data)),
      },
      date: created,
    })
    const signed = await issue({
      credential: { ...unsigned, name: 'Owed: _:nothing' },
      suite,
      documentLoader: documentLoader(knownContexts()),
    })
    const shown = await derive(['/name'], parseJsonObject(JSON.stringify(signed)))
    const exchanged = { ...shown, name: 'Owed: _:everything' }
    expect(await stockHolds(exchanged, 'ecdsa-sd-2023', [key.listed])).to.equal(true)
    expect(await codeOf(exchanged)).to.equal('signature-invalid')
  })

  it('gives new labels to nodes, and to nothing that only looks like one', () => {
    const statement = (node: string) =>
      `_:${node} <urn:_:c14n0> "see _:c14n0 there, \\"_:c14n0 " _:${node} .\n`
    expect(relabelled(statement('c14n0'), new Map([['c14n0', 'uAAAA']]))).to.deep.equal([
      statement('uAAAA'),
    ])
    expect(relabelled(statement('c14n1'), new Map([['c14n0', 'uAAAA']]))).to.equal(undefined)
  })

  it('refuses pointers that lead nowhere, outside of the document, or are too many', async () => {
    for (const pointer of [
      '/nothing',
      'name',
      '/evidence/9',
      '/evidence/-',
      '/name/length',
      '/__proto__',
      '/constructor',
      '/evidence/~2',
      '/credentialSubject/1x',
    ]) {
      expect(await refused(derive([pointer])), pointer).to.equal('refused')
      expect(await refused(sign(fullFacts(), [pointer])), pointer).to.equal('refused')
    }
    const many = Array.from({ length: 101 }, () => '/name')
    expect(await refused(derive(many))).to.equal('refused')
    const { proof: _proof, ...unsigned } = base
    expect(await refused(derive(['/name'], unsigned))).to.equal('refused')
    expect(await refused(derive(['/name'], await derive(['/name'])))).to.equal('refused')
    expect(await refused(derive([], await sign(fullFacts(), [])))).to.equal('refused')
  })

  it('is bounded: what is too much to disclose is not begun', async () => {
    const works = Array.from({ length: 260 }, (_, n) => ({ narrative: `Work ${n}` }))
    const big = await sign({ ...fullFacts(), evidence: works })
    expect(await codeOf(big)).to.equal('too-complex')
    expect(await refused(derive(['/name'], big))).to.equal('refused')
  })

  describe('with a proof value of somebody else’s making', () => {
    const partsOf = (document: JsonObject) => {
      const value = (document['proof'] as JsonObject)['proofValue'] as string
      return decodeCbor(Buffer.from(value.slice(1), 'base64url').subarray(3)) as [
        Uint8Array,
        Uint8Array,
        Uint8Array[],
        Map<number, Uint8Array>,
        number[],
      ]
    }
    const withParts = (document: JsonObject, parts: Cborable, head = 1) => ({
      ...document,
      proof: {
        ...(document['proof'] as JsonObject),
        proofValue: `u${Buffer.concat([Buffer.from([0xd9, 0x5d, head]), cbor(parts)]).toString('base64url')}`,
      },
    })

    it('fails where a signature is missing, doubled, or in another order', async () => {
      const shown = await derive(['/name', '/evidence'])
      const [baseSignature, publicKey, signatures, labels, indexes] = partsOf(shown)
      const codeWith = (some: Uint8Array[]) =>
        codeOf(withParts(shown, [baseSignature, publicKey, some, labels, indexes]))
      expect(await codeWith(signatures)).to.equal('proof-good')
      expect(await codeWith(signatures.slice(1))).to.equal('signature-invalid')
      expect(await codeWith([...signatures, signatures[0]!])).to.equal('signature-invalid')
      expect(await codeWith([...signatures].reverse())).to.equal('signature-invalid')
      expect(await codeWith([])).to.equal('signature-invalid')
      expect(await codeWith([...signatures.slice(1), Buffer.alloc(63)])).to.equal('proof-malformed')
    })

    it('fails where labels are missing, exchanged, or given twice', async () => {
      const shown = await derive(['/evidence', '/credentialSubject/achievement/alignment'])
      const [baseSignature, publicKey, signatures, labels, indexes] = partsOf(shown)
      const codeWith = (some: Map<number, Uint8Array>) =>
        codeOf(withParts(shown, [baseSignature, publicKey, signatures, some, indexes]))
      const entries = [...labels]
      expect(entries.length).to.be.greaterThan(1)
      const [[first, one], [second, two]] = entries as [[number, Uint8Array], [number, Uint8Array]]
      expect(await codeWith(new Map(entries))).to.equal('proof-good')
      expect(await codeWith(new Map(entries.slice(1)))).to.equal('signature-invalid')
      expect(await codeWith(new Map([...entries, [first, two], [second, one]]))).to.equal(
        'signature-invalid',
      )
      expect(await codeWith(new Map([...entries, [second, one]]))).to.equal('proof-malformed')
      expect(await codeWith(new Map([...entries, [second, Buffer.alloc(3)]]))).to.equal(
        'proof-malformed',
      )
    })

    it('fails where what is mandatory is said to be something else', async () => {
      const shown = await derive(['/name'])
      const [baseSignature, publicKey, signatures, labels, indexes] = partsOf(shown)
      const codeWith = (some: Cborable) =>
        codeOf(withParts(shown, [baseSignature, publicKey, signatures, labels, some]))
      expect(await codeWith(indexes)).to.equal('proof-good')
      expect(await codeWith(indexes.slice(1))).to.equal('signature-invalid')
      expect(await codeWith([...indexes, 4_000_000_000])).to.equal('proof-good')
      expect(await codeWith([...indexes, 'x'])).to.equal('proof-malformed')
      expect(await codeWith('x')).to.equal('proof-malformed')
    })

    it('fails with a key of somebody else for the single statements', async () => {
      const shown = await derive(['/name'])
      const [baseSignature, , signatures, labels, indexes] = partsOf(shown)
      const otherShown = await derive(['/name'], await sign(fullFacts()))
      const [, otherKey, otherSignatures, otherLabels] = partsOf(otherShown)
      expect(
        await codeOf(withParts(shown, [baseSignature, otherKey, signatures, labels, indexes])),
      ).to.equal('signature-invalid')
      expect(
        await codeOf(
          withParts(shown, [baseSignature, otherKey, otherSignatures, otherLabels, indexes]),
        ),
      ).to.equal('signature-invalid')
      const noKey = [baseSignature, Buffer.alloc(35), signatures, labels, indexes]
      expect(await codeOf(withParts(shown, noKey))).to.equal('proof-malformed')
    })

    it('is malformed with pointers in a base proof that lead nowhere, and with any other content', async () => {
      const value = (base['proof'] as JsonObject)['proofValue'] as string
      const parts = decodeCbor(Buffer.from(value.slice(1), 'base64url').subarray(3)) as Cborable[]
      const codeWith = (pointers: Cborable) =>
        codeOf(withParts(base, [...parts.slice(0, 4), pointers], 0))
      expect(await codeWith(mandatoryPointers)).to.equal('proof-good')
      expect(await codeWith(['/issuer'])).to.equal('signature-invalid')
      for (const pointers of [
        ['/nothing'],
        ['/__proto__'],
        [5],
        'x',
        Array.from({ length: 101 }, () => '/name'),
      ]) {
        expect(await codeWith(pointers), JSON.stringify(pointers)).to.equal('proof-malformed')
      }
      for (const other of [[], 5, [1, 2, 3, 4, 5], new Map([[1, 2]])]) {
        expect(await codeOf(withParts(base, other, 0))).to.equal('proof-malformed')
        expect(await codeOf(withParts(base, other, 1))).to.equal('proof-malformed')
      }
      const huge = { ...(base['proof'] as JsonObject), proofValue: `u2V0A${'A'.repeat(400_000)}` }
      expect(await codeOf({ ...base, proof: huge })).to.equal('proof-malformed')
    })

    it('is answered for any bytes at all', async () => {
      const shown = await derive(['/name'])
      await fc.assert(
        fc.asyncProperty(
          fc.uint8Array({ maxLength: 60 }),
          fc.constantFrom(0, 1),
          async (bytes, head) => {
            const proofValue = `u${Buffer.concat([Buffer.from([0xd9, 0x5d, head]), bytes]).toString('base64url')}`
            const proof = { ...(shown['proof'] as JsonObject), proofValue }
            expect(await codeOf({ ...shown, proof })).to.equal('proof-malformed')
          },
        ),
        { numRuns: 200 },
      )
    })
  })
})

type Cborable = Json | Uint8Array | readonly Cborable[] | ReadonlyMap<number, Cborable>

/** Writes the part of CBOR that a proof of selective disclosure is made of. */
function cbor(value: Cborable): Buffer {
  if (typeof value === 'number') return head(0, value)
  if (typeof value === 'string') {
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (Array.isArray(value)) {
    return Buffer.concat([head(4, value.length), ...(value as Cborable[]).map(cbor)])
  }
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<number, Cborable>)]
    return Buffer.concat([head(5, entries.length), ...entries.flat().map(cbor)])
  }
  throw new TypeError('not written here')
}

function head(type: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(type << 5) | length])
  const bytes = Buffer.alloc(5)
  bytes[0] = (type << 5) | 26
  bytes.writeUInt32BE(length, 1)
  return bytes
}
