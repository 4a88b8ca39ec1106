import { renderToStaticMarkup } from 'preact-render-to-string'

interface Size {
  readonly width: number
  readonly height: number
}

/** The room that something takes where there is width, and where there is little. */
interface Rooms {
  readonly wide: Size
  readonly tall: Size
}

/** An embedded badge stands beside its words, or above them. */
const badgeRooms: Rooms = { wide: { width: 480, height: 210 }, tall: { width: 280, height: 400 } }
/** The badges of an embedded page stand in one row, or in three. */
const pageRooms: Rooms = { wide: { width: 720, height: 300 }, tall: { width: 320, height: 560 } }

export function embedSize(mostWidth?: number, mostHeight?: number): Size {
  return fitting(badgeRooms, mostWidth, mostHeight)
}

export function pageEmbedSize(mostWidth?: number, mostHeight?: number): Size {
  return fitting(pageRooms, mostWidth, mostHeight)
}

/** What fits into the room that there is; where nothing does, what is nearest, cut to it. */
function fitting({ wide, tall }: Rooms, mostWidth = Infinity, mostHeight = Infinity): Size {
  const fits = [wide, tall].find(({ width, height }) => width <= mostWidth && height <= mostHeight)
  const { width, height } = fits ?? (mostWidth < wide.width ? tall : wide)
  return { width: Math.min(width, mostWidth), height: Math.min(height, mostHeight) }
}

/** HTML that puts a badge, or a page of them, into somebody's page. */
export function embedCode({
  address,
  title,
  width,
  height,
}: Size & { readonly address: string; readonly title: string }): string {
  return renderToStaticMarkup(
    <iframe src={address} title={title} width={width} height={height} loading="lazy" />,
  )
}

/** HTML for the foot of a mail: a picture that leads to the badge. */
export function signatureCode({
  address,
  picture,
  alt,
  width,
  height,
}: Size & { readonly address: string; readonly picture: string; readonly alt: string }): string {
  return renderToStaticMarkup(
    <a href={address}>
      <img src={picture} alt={alt} width={width} height={height} />
    </a>,
  )
}

/** Where the page of a share says that its oEmbed answer is. */
export function oembedAddress(base: string, shareUrl: string): string {
  return `${base}/oembed?format=json&url=${encodeURIComponent(shareUrl)}`
}
