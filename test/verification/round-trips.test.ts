import { expect } from 'chai'
import fc from 'fast-check'
import sharp from 'sharp'
import { bakePng } from '../../src/credentials/baking/png.ts'
import { bakeSvg } from '../../src/credentials/baking/svg.ts'
import { isJsonObject, parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { signJwt, signVcJwt } from '../../src/credentials/jwt.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { checkEmbeddedProof, checkJwt, type FindKey } from '../../src/credentials/proof.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import { readQr } from '../../src/images/read-qr.ts'
import { createQueue } from '../../src/verification/queue.ts'
import { onlyBadge, readBytes } from '../../src/verification/read-address.ts'
import { pdfWith } from '../support/carriers.ts'
import { fullFacts, issuerDid, makeKey, type TestKey } from '../support/credential-facts.ts'
import { fakeNetwork } from '../support/foreign-issuer.ts'
import { findAmong } from '../support/suites.ts'

const created = '2025-07-01T12:00:00Z'
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((one) => /\S/.test(one))

/** A full badge that says something else each time, in any script. */
const badges = fc
  .record({
    name: words,
    narrative: words,
    evidence: fc.array(fc.record({ name: words }), { maxLength: 3 }),
  })
  .map(({ name, narrative, evidence }) => {
    const facts = fullFacts()
    return openBadgeCredential({
      ...facts,
      achievement: { ...facts.achievement, name },
      subject: { ...facts.subject, narrative },
      evidence,
    })
  })

describe('A credential that goes from one form into another', () => {
  let keys: readonly TestKey[]
  before(async () => {
    keys = await Promise.all(
      (['Ed25519', 'RS256', 'P-256'] as const).map((algorithm) => makeKey(algorithm)),
    )
  })
  const find = (id: string) => findAmong([...keys])(id)
  /** By any name under which a key's JWK is found. */
  const findJwk: FindKey = (id) => {
    const key = keys.find(
      ({ signer: { keyUrl, verificationMethod } }) =>
        id === keyUrl || id === verificationMethod || id === `${verificationMethod}-jwk`,
    )
    return Promise.resolve(key && { id, controller: issuerDid, publicJwk: key.publicJwk })
  }

  it('says the same as JSON with a proof and as a JWT of either profile, there and back', async () => {
    await fc.assert(
      fc.asyncProperty(badges, fc.constantFrom(signJwt, signVcJwt), async (badge, signToken) => {
        const embedded = parseJsonObject(await signCredential(badge, keys[0]!.signer, created))
        expect((await checkEmbeddedProof(embedded, find)).code).to.equal('proof-good')
        const { proof: _proof, ...claims } = embedded
        expect(claims).to.deep.equal(badge)
        for (const { signer } of keys) {
          const answer = await checkJwt(signToken(claims, signer), findJwk)
          expect(answer.code).to.equal('proof-good')
          expect(answer.credential).to.deep.equal(badge)
          const again = await signCredential(objectOf(answer.credential), keys[0]!.signer, created)
          expect(parseJsonObject(again)).to.deep.equal(embedded)
        }
      }),
      { numRuns: 15 },
    )
  })

  it('is kept letter for letter, whatever file brings it and however it is spaced', async () => {
    const blank = { width: 9, height: 9, channels: 4, background: '#048' } as const
    const png = await sharp({ create: blank }).png().toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    const deps = {
      network: fakeNetwork(),
      now: () => new Date(created),
      ownShare: () => Promise.resolve({ kind: 'not-ours' } as const),
      readQr,
      unpacking: createQueue({ running: 1, waiting: 10 }),
    }
    const carriers: Record<string, (text: string) => Uint8Array | Promise<Uint8Array>> = {
      text: (text) => Buffer.from(text),
      png: (text) => bakePng(bakePng(png, '{"older":"credential"}'), text),
      svg: (text) => bakeSvg(svg, text),
      pdf: (text) => pdfWith([text]),
    }
    await fc.assert(
      fc.asyncProperty(
        badges,
        fc.constantFrom('', ' ', '\t'),
        fc.constantFrom(...Object.keys(carriers)),
        async (badge, space, carrier) => {
          const signed = parseJsonObject(await signCredential(badge, keys[0]!.signer, created))
          const spaced = JSON.stringify(signed, undefined, space)
          for (const text of [spaced, signJwt(badge, keys[1]!.signer)]) {
            const file = (await carriers[carrier]?.(text)) ?? new Uint8Array()
            const read = onlyBadge(await readBytes(file, deps))
            expect(read.text).to.equal(text)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})

function objectOf(value: JsonObject | undefined): JsonObject {
  if (!isJsonObject(value)) throw new Error('nothing was read')
  return value
}
