interface ShareHeadProps {
  readonly title: string
  readonly description: string
  readonly url: string
  readonly picture: { readonly url: string; readonly width: number; readonly height: number }
  readonly pictureAlt: string
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
    ['og:image', picture.url],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(picture.width)],
    ['og:image:height', String(picture.height)],
    ['og:image:alt', props.pictureAlt],
  ] as const
  return (
    <>
      <meta name="description" content={props.description} />
      {told.map(([property, content]) => (
        <meta key={property} property={property} content={content} />
      ))}
      <meta name="twitter:card" content="summary_large_image" />
      <meta name="twitter:title" content={props.title} />
      <meta name="twitter:description" content={props.description} />
      <meta name="twitter:image" content={picture.url} />
      <meta name="twitter:image:alt" content={props.pictureAlt} />
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
