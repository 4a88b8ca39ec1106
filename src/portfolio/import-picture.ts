import { WaymarkError } from '../errors.ts'
import type { Network } from '../network/guarded-fetch.ts'
import type { Verified } from '../verification/verify-each.ts'

export interface ImportedPictures {
  /** Makes a picture safe and keeps it. @throws WaymarkError where it is none */
  upload(bytes: Uint8Array): Promise<{ readonly pngId: string; readonly svgId?: string }>
  draw(name: string, seed: string): Promise<{ readonly pngId: string; readonly svgId?: string }>
}

interface Deps {
  readonly pictures: ImportedPictures
  readonly network: Network
}

const dataAddress = /^data:image\/(?:png|jpeg|webp|gif|svg\+xml);base64,([A-Za-z0-9+/=]+)$/
const mostBytes = 5 * 1024 * 1024

/**
 * Keeps a picture of a badge from elsewhere: the file itself where that is one, else the one that its issuer signed, else
 * one that is drawn for its name. Browsers never ask the other server: it would learn who looks, and when.
 * @returns ids of the kept files, the PNG first
 */
export async function keepPicture(
  { read, report }: Verified,
  handed: Uint8Array | string,
  { pictures, network }: Deps,
): Promise<readonly string[]> {
  const { achievement, name } = report.credential
  const isPicture = read.format === 'png' || read.format === 'svg'
  const own = isPicture && typeof handed !== 'string' ? handed : undefined
  const bytes = own ?? (await signedPicture(achievement?.image, network))
  const kept = bytes === undefined ? undefined : await uploaded(bytes, pictures)
  const { pngId, svgId } =
    kept ?? (await pictures.draw(achievement?.name ?? name ?? '', report.credential.id ?? ''))
  return svgId === undefined ? [pngId] : [pngId, svgId]
}

async function signedPicture(
  image: string | undefined,
  network: Network,
): Promise<Uint8Array | undefined> {
  if (image === undefined) return undefined
  const base64 = dataAddress.exec(image)?.[1]
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  if (!image.startsWith('https://')) return undefined
  const answer = await network.get(image, { accept: 'image/*', maxBytes: mostBytes })
  return answer.ok && answer.status === 200 ? answer.bytes : undefined
}

async function uploaded(bytes: Uint8Array, pictures: ImportedPictures) {
  try {
    return await pictures.upload(bytes)
  } catch (error) {
    // A picture that cannot be used takes nothing from the badge.
    if (error instanceof WaymarkError) return undefined
    throw error
  }
}
