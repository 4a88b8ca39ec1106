import { expect } from 'chai'
import sharp from 'sharp'
import { prepareEvidence } from '../../src/images/evidence.ts'
import { refusal } from '../app/stage.ts'
import { phonePicture } from '../applications/applying.ts'

describe('a picture or PDF that is handed in', () => {
  const drawn = (width: number, height: number, channels: 3 | 4 = 3) =>
    sharp({ create: { width, height, channels, background: '#3a7' } })

  it('is drawn anew, at most 2000 wide or high, with nothing of what a phone writes into it', async () => {
    const { bytes, mediaType } = await prepareEvidence(await phonePicture(4000, 1000))
    expect(mediaType).to.equal('image/jpeg')
    const { width, height, exif } = await sharp(bytes).metadata()
    expect({ width, height, exif }).to.deep.equal({ width: 2000, height: 500, exif: undefined })
  })

  it('stands as it was held, and keeps what shines through', async () => {
    const turned = await drawn(40, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const upright = await sharp((await prepareEvidence(turned)).bytes).metadata()
    expect([upright.width, upright.height]).to.deep.equal([20, 40])
    const clear = await prepareEvidence(await drawn(4, 4, 4).png().toBuffer())
    expect(clear.mediaType).to.equal('image/png')
  })

  it('is told by what is in it: no page, no drawing that could run, no bomb', async () => {
    const text = (source: string) => refusal(prepareEvidence(Buffer.from(source)))
    expect(await text('<svg xmlns="http://www.w3.org/2000/svg"/>')).to.equal(
      'unsupported-media-type',
    )
    expect(await text('<!doctype html>')).to.equal('unsupported-media-type')
    expect(await text('')).to.equal('unsupported-media-type')
    const bomb = await drawn(8000, 8000).png({ compressionLevel: 9 }).toBuffer()
    expect(await refusal(prepareEvidence(bomb))).to.equal('too-large')
    const half = (await phonePicture(400, 400)).subarray(0, 900)
    expect(await refusal(prepareEvidence(half))).to.equal('unreadable-picture')
  })
})
