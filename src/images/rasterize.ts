import sharp, { type Sharp } from 'sharp'

/** What a picture may hold at most: 50 million pixels, a large photo. More is a bomb, or no picture for a badge. */
export const maxPixels = 50_000_000

/**
 * Draws an SVG of ours, or one that was sanitised, as a square PNG of `size` × `size` pixels; what is not square stands in
 * the middle on nothing. @throws Error where it cannot be drawn
 */
export async function rasterize(svg: string, size: number): Promise<Uint8Array> {
  const { width, height } = await sharp(Buffer.from(svg), {
    limitInputPixels: maxPixels,
  }).metadata()
  // Drawn at the size that is asked for, not blown up from the size it was written in. 72 is one pixel per unit.
  const density = Math.min(2400, Math.max(1, (72 * size) / Math.max(width, height, 1)))
  return fitSquare(sharp(Buffer.from(svg), { density, limitInputPixels: maxPixels }), size)
}

/** Fits a picture into a square PNG without any of its metadata. */
export async function fitSquare(picture: Sharp, size: number): Promise<Uint8Array> {
  return picture
    .resize(size, size, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .png({ compressionLevel: 9 })
    .toBuffer()
}

/** Draws an SVG of ours as it is, on a whole picture that nothing shines through. @throws Error where it cannot be drawn */
export async function rasterizeWhole(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg), { density: 72, limitInputPixels: maxPixels })
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 9, palette: true, quality: 90 })
    .toBuffer()
}
