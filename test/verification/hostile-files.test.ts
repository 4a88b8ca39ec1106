import { deflateSync } from 'node:zlib'
import { expect } from 'chai'
import fc from 'fast-check'
import { bakePng } from '../../src/credentials/baking/png.ts'
import { WaymarkError } from '../../src/errors.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'
import { pdfWith } from '../support/carriers.ts'
import { createOlderIssuer } from '../support/older-issuer.ts'
import { onePixelPng, pngChunk } from '../support/tiny-png.ts'
import { verificationOver } from '../support/verification.ts'

/** A text under a keyword, packed as PNG packs it. */
const packedText = (keyword: string, text: string) =>
  pngChunk(
    'iTXt',
    Buffer.concat([Buffer.from(`${keyword}\0\x01\0\0\0`), deflateSync(Buffer.from(text))]),
  )

const svgWith = (element: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">${element}</svg>`

describe('A hostile file', () => {
  const verification = verificationOver(fakeNetwork())
  /** The verdict, or what the refusal says, and how long it took. */
  const answerTo = async (bytes: string | Uint8Array) => {
    const started = Date.now()
    const said = await verification.verifyFile(Buffer.from(bytes)).then(
      ({ verdict }) => verdict,
      (error: unknown) => {
        if (!(error instanceof WaymarkError)) throw error
        return `${error.code} ${Object.values(error.values).join(' ')}`.trim()
      },
    )
    expect(Date.now() - started).to.be.below(15_000)
    return said
  }

  const deep = `{"type":"Assertion","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  const twice = '{"type":"Assertion","badge":"https://a.example/","badge":"https://b.example/"}'
  const prototype = '{"type":"Assertion","__proto__":{"revoked":false}}'
  const long = `{"type":"Assertion","a":"${'x'.repeat(3_000_000)}"}`

  for (const [what, text, answer] of [
    ['nested without end', deep, 'unreadable-credential broken-json'],
    ['that says one thing twice', twice, 'unreadable-credential broken-json'],
    ['that reaches for the prototype', prototype, 'unreadable-credential broken-json'],
    ['longer than any badge', long, 'too-large'],
  ] as const) {
    it(`with JSON ${what} is refused, by itself and whatever carries it`, async () => {
      expect(await answerTo(text)).to.equal(answer)
      expect(await answerTo(onePixelPng(packedText('openbadgecredential', text)))).to.equal(answer)
      expect(await answerTo(onePixelPng(packedText('openbadges', text)))).to.equal(answer)
      const cdata = `<openbadges:credential><![CDATA[${text}]]></openbadges:credential>`
      expect(await answerTo(svgWith(cdata))).to.equal(answer)
    })
  }

  it('that is a PDF full of them has no credential', async function () {
    this.timeout(60_000)
    expect(await answerTo(await pdfWith([deep, twice, prototype]))).to.equal(
      'unreadable-credential pdf-without-credential',
    )
  })

  it('with members of every object’s prototype in it is answered like any other', async () => {
    const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf']
    for (const name of names) {
      const badge = {
        type: 'Assertion',
        [name]: { type: name },
        recipient: name,
        badge: { [name]: 1 },
      }
      expect(await answerTo(JSON.stringify(badge))).to.equal('invalid')
      const verify = { type: name, url: name }
      const older = { recipient: { type: name }, badge: name, verify }
      expect(await answerTo(JSON.stringify(older))).to.equal('invalid')
    }
  })

  it('is answered whatever stands in a badge of an older version', async () => {
    const issuer = createOlderIssuer()
    const network = fakeNetwork()
    issuer.serve(network)
    const changed = (object: object) =>
      fc
        .tuple(fc.constantFrom(...Object.keys(object)), fc.jsonValue())
        .map(([name, value]) =>
          JSON.stringify({ ...object, [name]: value }).replaceAll('"__proto__"', '"proto"'),
        )
    const cases = fc.tuple(
      changed(issuer.assertion()),
      changed(issuer.badgeClass()),
      changed(issuer.profile()),
    )
    await fc.assert(
      fc.asyncProperty(cases, async ([assertion, badge, profile]) => {
        network.served.set(issuer.ids.assertion, assertion)
        network.served.set(issuer.ids.badge, badge)
        network.served.set(issuer.ids.profile, profile)
        network.asked.length = 0
        const { verifyPasted } = verificationOver(network)
        const answer = await verifyPasted(JSON.stringify(issuer.assertion()))
        expect(answer.checks).to.have.length(7)
        expect(network.asked.length).to.be.at.most(8)
      }),
      { numRuns: 200 },
    )
  })

  it('that claims both versions is read as the newer', async () => {
    const foreign = await createForeignIssuer()
    const network = fakeNetwork()
    await foreign.serve(network)
    const good = await foreign.sign(foreign.unsigned())
    const old = pngChunk('tEXt', Buffer.from('openbadges\0https://evil.example/1'))
    const picture = bakePng(onePixelPng(), good)
    const both = Buffer.concat([picture.subarray(0, 33), old, picture.subarray(33)])
    const answer = await verificationOver(network).verifyFile(both)
    expect(answer).to.include({ verdict: 'valid', format: 'png' })
    expect(network.asked).not.to.include('https://evil.example/1')
  })

  it('with a whole newer badge typed as an Assertion too is not judged by the older rules', async () => {
    const foreign = await createForeignIssuer()
    const network = fakeNetwork()
    await foreign.serve(network)
    const badge = foreign.unsigned({
      type: ['VerifiableCredential', 'OpenBadgeCredential', 'Assertion'],
    })
    const { verifyPasted } = verificationOver(network)
    const { checks } = await verifyPasted(JSON.stringify(badge))
    expect(checks.find(({ name }) => name === 'proof')?.code).to.equal('proof-missing')
  })
})
