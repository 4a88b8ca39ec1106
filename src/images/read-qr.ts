import { decodeQR } from 'qr/decode.js'
import sharp from 'sharp'
import { maxPixels } from './rasterize.ts'

/** Longer sides at which a code is looked for: small first, where noise is gone, then large, where a small code is. */
const sides = [800, 1600, 400]
/** Milliseconds of a core for each of them. */
const timeLimit = 250
/** Light around the code, which a tightly cut picture lacks (ISO/IEC 18004 §9.1: four modules). */
const margin = 40

/**
 * The text of a QR code in a picture (PNG, JPEG, WebP); undefined where none can be read, or where the picture is none. At
 * most 50 million pixels are looked at, and nothing of the picture is kept.
 */
export async function readQr(picture: Uint8Array): Promise<string | undefined> {
  if (!(await isBounded(picture))) return undefined
  for (const side of sides) {
    const text = decode(await pixelsOf(picture, side))
    if (text !== undefined) return text
  }
  return undefined
}

/** Only the header is read here, so the size of a bomb is known before it goes off. */
async function isBounded(picture: Uint8Array): Promise<boolean> {
  try {
    const { width, height } = await sharp(picture, { limitInputPixels: false }).metadata()
    return width * height <= maxPixels
  } catch {
    return false
  }
}

interface Pixels {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

async function pixelsOf(picture: Uint8Array, side: number): Promise<Pixels | undefined> {
  try {
    const { data, info } = await sharp(picture, { limitInputPixels: maxPixels })
      .timeout({ seconds: 10 })
      .autoOrient()
      .flatten({ background: '#fff' })
      .resize(side, side, { fit: 'inside' })
      .extend({ top: margin, bottom: margin, left: margin, right: margin, background: '#fff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return info.channels === 3 ? { data, width: info.width, height: info.height } : undefined
  } catch {
    return undefined
  }
}

function decode(pixels: Pixels | undefined): string | undefined {
  if (pixels === undefined) return undefined
  try {
    return decodeQR(pixels, { format: 'RGB', timeLimit })
  } catch {
    // No code, or none that can be read at this size.
    return undefined
  }
}
