import { renderToStaticMarkup } from 'preact-render-to-string'

interface Size {
  readonly width: number
  readonly height: number
}

/** The room that an embedded badge takes: beside its words where there is width, else above them. */
const wide = { width: 480, height: 210 } as const
const tall = { width: 280, height: 400 } as const

/** What fits into the room that there is; where nothing does, what is nearest, cut to it. */
export function embedSize(mostWidth = Infinity, mostHeight = Infinity): Size {
  const fits = [wide, tall].find(({ width, height }) => width <= mostWidth && height <= mostHeight)
  const { width, height } = fits ?? (mostWidth < wide.width ? tall : wide)
  return { width: Math.min(width, mostWidth), height: Math.min(height, mostHeight) }
}

/** HTML that puts a badge into somebody's page. */
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
