import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { WaymarkError } from '../errors.ts'
import { maxPixels } from './rasterize.ts'

const readable = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])
/** Enough to read a page of a notebook by. */
const maxSide = 2000

/**
 * Makes what somebody hands in as evidence fit to be kept: a picture is drawn anew, so that nothing of what a phone writes
 * into it (where, when, by which device) is left; a PDF stays as it is, to be saved and never to be opened by our pages.
 * What it is is told by its content, never by its name.
 * @throws WaymarkError too-large (50 million pixels), unsupported-media-type, unreadable-picture
 */
export async function prepareEvidence(
  bytes: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
  const type = await fileTypeFromBuffer(bytes)
  if (type?.mime === 'application/pdf') return { bytes, mediaType: 'application/pdf' }
  if (type === undefined || !readable.has(type.mime)) {
    throw new WaymarkError('unsupported-media-type')
  }
  try {
    return await redrawn(bytes)
  } catch (cause) {
    if (cause instanceof WaymarkError) throw cause
    throw new WaymarkError('unreadable-picture', { cause })
  }
}

async function redrawn(bytes: Uint8Array) {
  // Only the header is read here, so the size of a bomb is known before it goes off.
  const { width, height, hasAlpha } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (width * height > maxPixels) throw new WaymarkError('too-large')
  const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    .autoOrient()
    .resize(maxSide, maxSide, { fit: 'inside', withoutEnlargement: true })
  return hasAlpha
    ? { bytes: await picture.png({ compressionLevel: 9 }).toBuffer(), mediaType: 'image/png' }
    : { bytes: await picture.jpeg({ quality: 82 }).toBuffer(), mediaType: 'image/jpeg' }
}
