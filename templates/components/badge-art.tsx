const sizes = { small: 64, medium: 120, large: 180, hero: 320 } as const

interface BadgeArtProps {
  readonly src: string
  /** What it shows; empty where its name stands beside it. */
  readonly alt: string
  readonly size?: keyof typeof sizes
}

export function BadgeArt({ src, alt, size = 'medium' }: BadgeArtProps) {
  const side = sizes[size]
  return (
    <img
      class={`badge-art ${size}`}
      src={src}
      alt={alt}
      width={side}
      height={side}
      loading={size === 'large' || size === 'hero' ? 'eager' : 'lazy'}
      decoding="async"
    />
  )
}
