import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { WaymarkError } from '../errors.ts'
import { maxPixels } from './rasterize.ts'

export interface PreparedPhoto {
  readonly bytes: Uint8Array
  readonly contentType: 'image/webp'
  readonly width: number
  readonly height: number
}

const maxBytes = 10_000_000
const maxSide = 1600
const readable = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

/**
 * Makes a photo or drawing that somebody shows of their work fit to be kept and shown: upright, in its own shape, 1600 pixels
 * at most, drawn anew, so with none of the metadata it came with (a phone writes where the photo was taken).
 * @throws WaymarkError too-large (10 MB, 50 million pixels), unsupported-media-type, unreadable-picture
 */
export async function preparePhoto(bytes: Uint8Array): Promise<PreparedPhoto> {
  if (bytes.length > maxBytes) throw new WaymarkError('too-large')
  const type = await fileTypeFromBuffer(bytes)
  if (type === undefined || !readable.has(type.mime)) {
    throw new WaymarkError('unsupported-media-type')
  }
  try {
    // Only the header is read here, so the size of a bomb is known before it goes off.
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > maxPixels) throw new WaymarkError('too-large')
    const { data, info } = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .autoOrient()
      .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, contentType: 'image/webp', width: info.width, height: info.height }
  } catch (cause) {
    throw cause instanceof WaymarkError ? cause : new WaymarkError('unreadable-picture', { cause })
  }
}
