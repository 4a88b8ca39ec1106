import { expect } from 'chai'
import fc from 'fast-check'
import encodeQR from 'qr'
import sharp, { type Sharp } from 'sharp'
import { readQr } from '../../src/images/read-qr.ts'

const address = 'https://badges.example.org/s/Ab3dEfGh1jKlMn0pQrStUv'

/** A picture of the code, `scale` pixels to a module, with or without light around it. */
async function drawn(text: string, scale = 4, border = 4): Promise<Sharp> {
  const modules = encodeQR(text, 'raw', { ecc: 'low', border })
  const side = modules.length
  const data = Buffer.from(modules.flat().map((dark) => (dark ? 0 : 255)))
  const small = await sharp(data, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * scale, side * scale, { kernel: 'nearest' })
    .png()
    .toBuffer()
  return sharp(small)
}

describe('reading a QR code', () => {
  it('gives back exactly the text that was written, for any text', async () => {
    const texts = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await readQr(await (await drawn(text)).png().toBuffer())).to.equal(text)
      }),
      { numRuns: 25 },
    )
  })

  it('reads a whole JWT of common length', async () => {
    const jwt = `eyJhbGciOiJFZERTQSJ9.${'eyJhIjoxfQ'.repeat(150)}.c2ln`
    expect(await readQr(await (await drawn(jwt)).png().toBuffer())).to.equal(jwt)
  })

  it('reads PNG, JPEG and WebP; cut tightly, on nothing, turned, and small in a large photo', async () => {
    const code = async () => drawn(address, 5)
    const pictures: [string, Buffer][] = [
      ['jpeg', await (await code()).jpeg({ quality: 60 }).toBuffer()],
      ['webp', await (await code()).webp().toBuffer()],
      ['tight', await (await drawn(address, 5, 1)).png().toBuffer()],
      ['turned', await (await code()).rotate(90).png().toBuffer()],
      ['blurred', await (await code()).blur(1.2).jpeg().toBuffer()],
      ['grey', await (await code()).linear(0.5, 60).jpeg().toBuffer()],
      [
        'in a photo',
        await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#7a8' } })
          .composite([
            { input: await (await drawn(address, 9)).png().toBuffer(), top: 1200, left: 300 },
          ])
          .jpeg()
          .toBuffer(),
      ],
    ]
    for (const [name, picture] of pictures) {
      expect(await readQr(picture), name).to.equal(address)
    }
  })

  it('finds nothing where there is nothing, in good time', async () => {
    const noise = sharp({
      create: {
        width: 1200,
        height: 900,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
    const started = Date.now()
    expect(await readQr(await noise.png().toBuffer())).to.equal(undefined)
    expect(Date.now() - started).to.be.below(8_000)
    for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), Buffer.from([0xff, 0xd8, 0xff])]) {
      expect(await readQr(bytes)).to.equal(undefined)
    }
  })

  it('does not unpack a picture that is a bomb', async () => {
    const bomb = await sharp({
      create: { width: 20_000, height: 4_000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    const started = Date.now()
    expect(await readQr(bomb)).to.equal(undefined)
    expect(Date.now() - started).to.be.below(500)
  })
})
