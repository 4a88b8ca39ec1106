import { expect } from 'chai'
import sharp from 'sharp'
import { crc32 } from 'node:zlib'
import { deflateSync } from 'node:zlib'
import type { ErrorCode } from '../../src/errors.ts'
import { WaymarkError } from '../../src/errors.ts'
import { preparePicture } from '../../src/images/pictures.ts'
import { rasterize } from '../../src/images/rasterize.ts'

const drawn = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c4402f' } })

async function refusal(bytes: Uint8Array): Promise<ErrorCode> {
  try {
    await preparePicture(bytes)
  } catch (error) {
    if (error instanceof WaymarkError) return error.code
    throw error
  }
  throw new Error('it was taken')
}

describe('a picture that somebody uploads', () => {
  it('becomes a square PNG, fitted and not cut', async () => {
    const { png, svg } = await preparePicture(await drawn(300, 100).jpeg().toBuffer())
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
    expect(info).to.include({ width: 300, height: 300, channels: 4 })
    const alphaAt = (x: number, y: number) => data[(y * 300 + x) * 4 + 3]
    expect([alphaAt(150, 10), alphaAt(150, 150)]).to.deep.equal([0, 255])
    expect(svg).to.equal(undefined)
  })

  it('is at most 800 pixels wide', async () => {
    const { png } = await preparePicture(await drawn(2000, 1500).webp().toBuffer())
    expect(await sharp(png).metadata()).to.include({ width: 800, height: 800, format: 'png' })
  })

  it('loses what its camera wrote into it, and stands upright', async () => {
    const photo = await drawn(40, 20)
      .jpeg()
      .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '19/1 25/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).to.not.equal(undefined)
    const { png } = await preparePicture(photo)
    const kept = await sharp(png).metadata()
    expect([kept.exif, kept.xmp, kept.iptc, kept.icc]).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
    expect(data[(20 * 40 + 1) * 4 + 3], 'the sides are empty once it is upright').to.equal(0)
  })

  it('may be PNG, JPEG, WebP, GIF or AVIF', async () => {
    for (const format of ['png', 'jpeg', 'webp', 'gif', 'avif'] as const) {
      const { png } = await preparePicture(await drawn(8, 8).toFormat(format).toBuffer())
      expect(png.length, format).to.be.greaterThan(0)
    }
  })

  it('may be an SVG, which is kept clean beside its PNG', async () => {
    const text = `\ufeff<?xml version="1.0"?><!-- made --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><script>1</script><rect width="10" height="10" fill="#c4402f"/></svg>`
    const { png, svg } = await preparePicture(Buffer.from(text))
    expect(svg).to.contain('<rect').and.not.contain('script').and.not.contain('DOCTYPE')
    expect(await sharp(png).metadata()).to.include({ width: 800, height: 800 })
    const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
    expect([...data.subarray(0, 3)]).to.deep.equal([0xc4, 0x40, 0x2f])
  })

  it('is refused where it is none of these', async () => {
    for (const text of [
      'hello',
      '<html></html>',
      '%PDF-1.7\n%',
      '',
      '{"svg":"<svg/>"}',
      'BM......',
    ]) {
      expect(await refusal(Buffer.from(text)), text).to.equal('unsupported-media-type')
    }
  })

  it('is refused where it is broken', async () => {
    const whole = await sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .png()
      .toBuffer()
    expect(await refusal(whole.subarray(0, whole.length / 2))).to.equal('unreadable-picture')
    expect(
      await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g></svg>')),
    ).to.equal('unreadable-picture')
    expect(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).to.equal(
      'unreadable-picture',
    )
  })

  it('is refused where its file is too large', async () => {
    expect(await refusal(new Uint8Array(5 * 1024 * 1024 + 1))).to.equal('too-large')
    const long = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">${'<g/>'.repeat(300_000)}</svg>`
    expect(await refusal(Buffer.from(long))).to.equal('too-large')
  })

  it('is refused where a small file would unfold into a vast picture', async () => {
    const bomb = pngOf(60_000, 60_000)
    expect(bomb.length).to.be.lessThan(100_000)
    expect(await refusal(bomb)).to.equal('too-large')
  })

  it('is refused where a drawing asks for a vast canvas, and quickly', async () => {
    const before = performance.now()
    const vast =
      '<svg xmlns="http://www.w3.org/2000/svg" width="9000000" height="9000000"><rect width="9" height="9"/></svg>'
    expect(await refusal(Buffer.from(vast))).to.equal('unreadable-picture')
    expect(performance.now() - before).to.be.lessThan(5000)
  })
})

describe('drawing an SVG as PNG', () => {
  it('gives the size that is asked for, sharp at any size', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="1" height="1"/></svg>'
    for (const size of [64, 600]) {
      const { data, info } = await sharp(await rasterize(svg, size))
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect(info).to.include({ width: size, height: size })
      const alphas = Array.from(
        { length: size },
        (_, x) => data[((size / 2) * size + x) * 4 + 3] ?? 0,
      )
      const blurred = alphas.filter((alpha) => alpha > 8 && alpha < 247).length
      expect(blurred, 'pixels between full and empty').to.be.at.most(4)
    }
  })
})

/** A PNG of one colour that claims a size, with only a little data in it. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(60_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
