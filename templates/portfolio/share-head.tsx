interface ShareHeadProps {
  readonly title: string
  readonly description: string
  readonly url: string
  /** What stands beside its words. */
  readonly picture?: {
    readonly url: string
    readonly width: number
    readonly height: number
    readonly alt: string
  }
  readonly service: string
  readonly locale: string
  /** Where its oEmbed answer is; absent where it may not stand in other pages. */
  readonly oembed?: string
}

/** What messengers, networks and other people's websites make of the address of a share (ogp.me; oEmbed 1.0 §4). */
export function ShareHead(props: ShareHeadProps) {
  const { picture } = props
  const told = [
    ['og:type', 'website'],
    ['og:site_name', props.service],
    ['og:title', props.title],
    ['og:description', props.description],
    ['og:url', props.url],
    ['og:locale', props.locale],
  ] as const
  return (
    <>
      <meta name="description" content={props.description} />
      {told.map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      {picture !== undefined && <PictureOf {...picture} />}
      <meta
        name="twitter:card"
        content={picture === undefined ? 'summary' : 'summary_large_image'}
      />
      <meta name="twitter:title" content={props.title} />
      <meta name="twitter:description" content={props.description} />
      {props.oembed !== undefined && (
        <link
          rel="alternate"
          type="application/json+oembed"
          href={props.oembed}
          title={props.title}
        />
      )}
    </>
  )
}

function PictureOf({ url, width, height, alt }: NonNullable<ShareHeadProps['picture']>) {
  const told = [
    ['og:image', url],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(width)],
    ['og:image:height', String(height)],
    ['og:image:alt', alt],
  ] as const
  return (
    <>
      {told.map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <meta name="twitter:image" content={url} />
      <meta name="twitter:image:alt" content={alt} />
    </>
  )
}
