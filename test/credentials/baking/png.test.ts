import { deflateSync } from 'node:zlib'
import { expect } from 'chai'
import fc from 'fast-check'
import sharp from 'sharp'
import { bakePng, unbakePng } from '../../../src/credentials/baking/png.ts'
import { WaymarkError } from '../../../src/errors.ts'
import {
  internationalText,
  onePixelPng,
  pngChunk,
  pngSignature,
  walkPng,
} from '../../support/tiny-png.ts'

const json = '{"name":"潮"}'
const jws = 'eyJhbGciOiJFZERTQSJ9.eyJhIjoxfQ.c2ln'
const latin = (text: string) => Buffer.from(text, 'latin1')
const anyCredential = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }))
  .map((object) => JSON.stringify(object))

describe('baking into PNG', () => {
  it('gives back exactly the text that was baked, for any JSON object', () => {
    fc.assert(
      fc.property(anyCredential, (text) => {
        expect(unbakePng(bakePng(onePixelPng(), text))).to.equal(text)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps only the newest credential when baked again', () => {
    fc.assert(
      fc.property(fc.array(anyCredential, { minLength: 1, maxLength: 4 }), (texts) => {
        const picture = texts.reduce<Uint8Array>(
          (before, text) => bakePng(before, text),
          onePixelPng(),
        )
        expect(walkPng(picture).filter(({ type }) => type === 'iTXt')).to.have.length(1)
        expect(unbakePng(picture)).to.equal(texts.at(-1))
      }),
      { numRuns: 50 },
    )
  })

  it('writes one uncompressed iTXt chunk that another reader finds, with a good checksum', () => {
    const chunks = walkPng(bakePng(onePixelPng(), json))
    expect(chunks.map(({ type }) => type)).to.deep.equal(['IHDR', 'iTXt', 'IDAT', 'IEND'])
    expect(chunks.every(({ checksumGood }) => checksumGood)).to.equal(true)
    expect(internationalText(chunks[1]!)).to.deep.equal({
      keyword: 'openbadgecredential',
      text: json,
    })
  })

  it('bakes a compact JWS as it is', () => {
    expect(unbakePng(bakePng(onePixelPng(), jws))).to.equal(jws)
  })

  it('leaves the picture what it was', async () => {
    const before = await sharp({ create: { width: 9, height: 7, channels: 4, background: 'teal' } })
      .png()
      .toBuffer()
    const after = bakePng(before, json)
    const pixels = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer()
    expect((await pixels(after)).equals(await pixels(before))).to.equal(true)
    expect(walkPng(after).filter(({ type }) => type !== 'iTXt')).to.deep.equal(walkPng(before))
  })

  it('takes badges of Open Badges 2.0 away when it bakes over them', () => {
    const old = onePixelPng(
      pngChunk('tEXt', latin('openbadges\0https://old.example/assertion/1')),
      pngChunk('tEXt', latin('Author\0A child')),
    )
    const texts = walkPng(bakePng(old, json)).filter(({ type }) => type === 'tEXt')
    expect(texts.map(({ data }) => data.toString('latin1'))).to.deep.equal(['Author\0A child'])
  })

  it('refuses to bake what is no credential', () => {
    for (const text of ['', 'hello', '["a"]', 'https://example.org/', '{"a":"\ud800"}']) {
      expect(() => bakePng(onePixelPng(), text)).to.throw(TypeError)
    }
  })
})

describe('reading a credential out of a PNG', () => {
  it('finds nothing in a picture without one', () => {
    expect(unbakePng(onePixelPng())).to.equal(undefined)
    expect(unbakePng(onePixelPng(pngChunk('tEXt', latin('Title\0{}'))))).to.equal(undefined)
  })

  it('reads the forms of Open Badges 2.0', () => {
    const address = 'https://old.example/assertion/1'
    expect(unbakePng(onePixelPng(pngChunk('tEXt', latin(`openbadges\0${address}`))))).to.equal(
      address,
    )
    const inItxt = pngChunk('iTXt', latin(`openbadges\0\0\0\0\0${jws}`))
    expect(unbakePng(onePixelPng(inItxt))).to.equal(jws)
  })

  it('prefers the credential of Open Badges 3.0, wherever it stands', () => {
    const both = onePixelPng(
      pngChunk('tEXt', latin('openbadges\0https://old.example/assertion/1')),
      pngChunk(
        'iTXt',
        Buffer.concat([latin('openbadgecredential\0\0\0en\0translated\0'), Buffer.from(json)]),
      ),
    )
    expect(unbakePng(both)).to.equal(json)
  })

  it('unzips a compressed iTXt, and refuses a bomb in one', () => {
    const head = latin('openbadgecredential\0\x01\0\0\0')
    const zipped = (text: string) =>
      onePixelPng(pngChunk('iTXt', Buffer.concat([head, deflateSync(Buffer.from(text))])))
    expect(unbakePng(zipped(json))).to.equal(json)
    const before = performance.now()
    expect(unbakePng(zipped(' '.repeat(50_000_000)))).to.equal(undefined)
    expect(performance.now() - before).to.be.below(10_000)
  })

  it('reads a picture full of bombs in a moment', () => {
    const bomb = deflateSync(Buffer.alloc(4_100_000, 0x20))
    const chunk = pngChunk('iTXt', Buffer.concat([latin('openbadges\0\x01\0\0\0'), bomb]))
    const before = performance.now()
    expect(unbakePng(onePixelPng(...Array<Buffer>(1500).fill(chunk)))).to.equal(undefined)
    expect(performance.now() - before).to.be.below(2_000)
  })

  it('does not believe a length that a chunk lies about, up to the largest there is', () => {
    for (const length of ['7fffffff', '80000000', 'ffffffff', '00000100']) {
      const lie = Buffer.concat([Buffer.from(length, 'hex'), latin('iTXtopenbadgecredential\0')])
      expect(() => unbakePng(onePixelPng(lie)))
        .to.throw(WaymarkError)
        .with.property('code', 'unreadable-picture')
    }
    const empty = pngChunk('teSt', new Uint8Array())
    expect(() => unbakePng(onePixelPng(...Array<Buffer>(25_000).fill(empty)))).to.throw(
      WaymarkError,
    )
  })

  it('ignores a chunk with broken UTF-8 or a broken head', () => {
    const broken = pngChunk('iTXt', latin('openbadgecredential\0\0\0\0\0\xff\xfe'))
    const headless = pngChunk('iTXt', latin('openbadgecredential\0\0'))
    expect(unbakePng(onePixelPng(broken, headless))).to.equal(undefined)
  })

  it('says of anything that is no whole PNG that it cannot be read', () => {
    const whole = bakePng(onePixelPng(), json)
    const lies = Buffer.concat([
      pngSignature,
      Buffer.from('ffffffff49484452', 'hex'),
      Buffer.alloc(20),
    ])
    const pictures = [
      new Uint8Array(),
      pngSignature,
      lies,
      whole.subarray(0, whole.length - 1),
      latin('GIF89a'),
    ]
    for (const picture of pictures) {
      expect(() => unbakePng(picture))
        .to.throw(WaymarkError)
        .with.property('code', 'unreadable-picture')
    }
  })

  it('answers or refuses, and never fails otherwise, whatever bytes are changed or cut', () => {
    const whole = Buffer.from(bakePng(onePixelPng(), json))
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 })
    fc.assert(
      fc.property(damage, fc.nat(whole.length), (changes, cut) => {
        const picture = Buffer.from(whole.subarray(0, whole.length - (cut % 3 === 0 ? cut : 0)))
        for (const [at, byte] of changes) if (at < picture.length) picture[at] = byte
        try {
          const text = unbakePng(picture)
          expect(text === undefined || typeof text === 'string').to.equal(true)
        } catch (error) {
          expect(error).to.be.instanceOf(WaymarkError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
