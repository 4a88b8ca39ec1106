import { expect } from 'chai'
import sharp from 'sharp'
import { preparePhoto } from '../../src/images/photos.ts'
import { refusal } from '../app/stage.ts'

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336644' } })

describe('a photo that somebody shows', () => {
  it('keeps its shape, and is 1600 pixels at most', async () => {
    const { width, height } = await preparePhoto(await picture(3200, 800).png().toBuffer())
    expect([width, height]).to.deep.equal([1600, 400])
    const small = await preparePhoto(await picture(30, 20).png().toBuffer())
    expect([small.width, small.height]).to.deep.equal([30, 20])
  })

  it('is turned as the camera was held, and says nothing of the camera', async () => {
    const sent = await picture(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const { bytes, width, height } = await preparePhoto(sent)
    expect([width, height]).to.deep.equal([40, 60])
    const { exif, orientation } = await sharp(bytes).metadata()
    expect({ exif, orientation }).to.deep.equal({ exif: undefined, orientation: undefined })
  })

  it('is no bomb, no drawing and nothing broken', async () => {
    const whole = await picture(600, 400).png().toBuffer()
    expect(await refusal(preparePhoto(whole.subarray(0, 100)))).to.equal('unreadable-picture')
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')
    expect(await refusal(preparePhoto(svg))).to.equal('unsupported-media-type')
    const bomb = await picture(8000, 7000).png().toBuffer()
    expect(await refusal(preparePhoto(bomb))).to.equal('too-large')
    expect(await refusal(preparePhoto(new Uint8Array(10_000_001)))).to.equal('too-large')
  })
})
