import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { WaymarkError } from '../errors.ts'
import { fitSquare, maxPixels, rasterize } from './rasterize.ts'
import { sanitizeSvg } from './sanitize-svg.ts'

export interface PreparedPicture {
  /** Square, at most 800 × 800, with none of the metadata it came with (a phone writes where the photo was taken). */
  readonly png: Uint8Array
  /** The sanitised drawing, where an SVG came. */
  readonly svg?: string
}

const maxBytes = 5 * 1024 * 1024
const maxSvgBytes = 1024 * 1024
const maxSide = 800
const readable = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'])

/**
 * Makes an uploaded picture (badge art, logo) fit to be kept and shown. What it is is told by its content, never by its
 * name. @throws WaymarkError too-large (5 MB, 1 MB for SVG, 50 million pixels), unsupported-media-type (neither PNG, JPEG,
 * WebP, GIF, AVIF nor SVG), unreadable-picture
 */
export async function preparePicture(bytes: Uint8Array): Promise<PreparedPicture> {
  if (bytes.length > maxBytes) throw new WaymarkError('too-large')
  const drawing = svgText(bytes)
  if (drawing !== undefined) return prepareSvg(drawing)
  const type = await fileTypeFromBuffer(bytes)
  if (type === undefined || !readable.has(type.mime))
    throw new WaymarkError('unsupported-media-type')
  return prepareRaster(bytes)
}

async function prepareSvg(text: string): Promise<PreparedPicture> {
  if (text.length > maxSvgBytes) throw new WaymarkError('too-large')
  const svg = sanitizeSvg(text)
  return { svg, png: await orUnreadable(() => rasterize(svg, maxSide)) }
}

async function prepareRaster(bytes: Uint8Array): Promise<PreparedPicture> {
  const { width, height } = await orUnreadable(() =>
    // Only the header is read here, so the size of a bomb is known before it goes off.
    sharp(bytes, { limitInputPixels: false }).metadata(),
  )
  if (width * height > maxPixels) throw new WaymarkError('too-large')
  const side = Math.min(maxSide, Math.max(width, height))
  const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient()
  return { png: await orUnreadable(() => fitSquare(picture, side)) }
}

async function orUnreadable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    throw new WaymarkError('unreadable-picture', { cause })
  }
}

/** The text of an SVG, or undefined: a root element `svg` after at most a declaration, comments and a doctype. */
function svgText(bytes: Uint8Array): string | undefined {
  const text = decode(bytes)
  if (text === undefined) return undefined
  const start = text.slice(0, 4096).replace(/<\?[^]*?\?>|<!--[^]*?-->/g, '')
  return /^\s*(<!DOCTYPE[^[>]*(\[[^\]]*\])?[^>]*>\s*)?<([\w-]+:)?svg[\s>/]/i.test(start)
    ? text
    : undefined
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
