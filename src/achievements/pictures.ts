import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import type { Files } from '../storage/files.ts'
import type { World } from '../world.ts'
import type { Picture } from './tables.ts'

export interface PreparedPicture {
  readonly png: Uint8Array
  readonly svg?: string
}

export interface Pictures {
  /** Keeps an uploaded picture. @throws WaymarkError unreadable-picture, unsupported-media-type, too-large */
  upload(bytes: Uint8Array): Promise<Picture>
  /** Keeps an organization's logo as a PNG; answers its id. @throws as `upload` */
  readonly keepLogo: (bytes: Uint8Array) => Promise<string>
  /** Draws the plain picture for a name. */
  draw(name: string, seed: string): Promise<Picture>
  /** Draws a design; the name is its title. */
  drawDesign(name: string, design: BadgeDesign): Promise<Picture>
  png(picture: Picture): Promise<Uint8Array>
  /** The SVG; where only a PNG is there, an SVG that holds it. */
  svg(picture: Picture): Promise<Uint8Array>
  /** A stored picture by its id, for its public address. */
  read(id: string): Promise<{ bytes: Uint8Array; contentType: string } | undefined>
}

export interface PicturesDeps {
  readonly files: Files
  readonly world: World
  readonly preparePicture: (bytes: Uint8Array) => Promise<PreparedPicture>
  readonly rasterize: (svg: string, size: number) => Promise<Uint8Array>
  readonly drawArt: (art: { name: string; seed: string }) => string
  readonly drawBadge: { draw(name: string, design: BadgeDesign): string }
}

const artSize = 600
/** As `world.newId` makes them. */
const publicId = /^[A-Za-z0-9_-]{22}$/

export function createPictures(deps: PicturesDeps): Pictures {
  const { files, world } = deps

  const keep = async (bytes: Uint8Array, contentType: string) => {
    const id = world.newId()
    await files.put(id, bytes, contentType)
    return id
  }
  const keepBoth = async (picture: PreparedPicture, origin: Picture['origin']) => {
    const pngId = await keep(picture.png, 'image/png')
    if (picture.svg === undefined) return { pngId, origin }
    return { pngId, svgId: await keep(Buffer.from(picture.svg), 'image/svg+xml'), origin }
  }
  const bytesOf = async (id: string) => {
    const file = await files.get(id)
    if (file === undefined) throw new Error('a stored picture is missing')
    return file.bytes
  }

  return {
    keepLogo: async (bytes) => keep((await deps.preparePicture(bytes)).png, 'image/png'),
    upload: async (bytes) => keepBoth(await deps.preparePicture(bytes), 'uploaded'),
    async draw(name, seed) {
      const svg = deps.drawArt({ name, seed })
      return keepBoth({ svg, png: await deps.rasterize(svg, artSize) }, 'drawn')
    },
    async drawDesign(name, design) {
      const svg = deps.drawBadge.draw(name, design)
      const png = await deps.rasterize(svg, artSize)
      return { ...(await keepBoth({ svg, png }, 'drawn')), design }
    },
    png: (picture) => bytesOf(picture.pngId),
    async svg(picture) {
      if (picture.svgId !== undefined) return bytesOf(picture.svgId)
      const png = Buffer.from(await bytesOf(picture.pngId)).toString('base64')
      return Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${artSize} ${artSize}">` +
          `<image width="${artSize}" height="${artSize}" href="data:image/png;base64,${png}"/></svg>`,
      )
    },
    // What has a name of another form is not for everybody: it is shown by whoever keeps it.
    read: async (id) => (publicId.test(id) ? files.get(id) : undefined),
  }
}
