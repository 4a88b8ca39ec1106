import type { BadgeGround } from '../../schemas/requests/badge-designs.ts'
import { contour, hills } from './contours.ts'
import { tint, type Palette } from './palettes.ts'

interface GroundProps {
  readonly palette: Palette
  readonly chance: () => number
}

/** What a badge stands on. Each fills the square of 240; the outline cuts it out. */
export function Ground({ ground, ...props }: GroundProps & { readonly ground: BadgeGround }) {
  switch (ground) {
    case 'map':
      return <Land {...props} />
    case 'peaks':
      return <Peaks {...props} />
    case 'waves':
      return <Waves {...props} />
    case 'sunrise':
      return <Sunrise {...props} />
    case 'night':
      return <Night {...props} />
    case 'plain':
      return <Plain {...props} />
  }
}

const steps = 7

/** Land in tints from low to high, with the contour line drawn at each step, and the way through it. */
function Land({ palette, chance }: GroundProps) {
  const landscape = hills(chance, 240, 240, 7)
  // Low land reaches no line at the highest steps, and a path of nothing would be written as a bare `d`, which is no XML.
  const heights = Array.from({ length: steps }, (_, step) => ({
    line: contour(landscape, 0.12 + step * 0.15, 8),
    share: (step + 1) / steps,
  })).filter(({ line }) => line !== '')
  return (
    <>
      <rect width="240" height="240" fill={palette.low} />
      {heights.map(({ line, share }) => (
        <path
          key={share}
          d={line}
          fill={tint(palette.low, palette.high, share)}
          fill-rule="evenodd"
          stroke={palette.line}
          stroke-opacity=".55"
          stroke-width="1.5"
        />
      ))}
      <Trail palette={palette} chance={chance} />
    </>
  )
}

/** The way in, with a stop or two. */
function Trail({ palette, chance }: GroundProps) {
  const [from, bend, to, leave] = [
    20 + chance() * 60,
    chance() * 120,
    150 + chance() * 70,
    chance() * 120,
  ]
  const way = `M${from} 240C${from - 20} ${200 - bend / 4} ${bend} 190 120 120S${to + 10} ${40 + leave / 3} ${to} 0`
  return (
    <g fill="none" stroke-linecap="round">
      <path d={way} stroke={palette.edge} stroke-width="9" />
      <path d={way} stroke={palette.trail} stroke-width="5" stroke-dasharray="1 10" />
    </g>
  )
}

/** Ranges one behind the other, the nearest darkest. */
function Peaks({ palette, chance }: GroundProps) {
  const ranges = [
    { top: 74, share: 0.62 },
    { top: 112, share: 0.3 },
    { top: 156, share: 0 },
  ]
  return (
    <>
      <rect width="240" height="240" fill={palette.high} />
      <circle cx={60 + chance() * 120} cy="62" r="26" fill={palette.edge} />
      {ranges.map(({ top, share }) => (
        <path
          key={top}
          d={rangeAt(top, chance)}
          fill={tint(tint(palette.low, palette.line, 0.18), palette.high, share)}
          stroke={palette.line}
          stroke-opacity=".55"
          stroke-width="2"
          stroke-linejoin="round"
        />
      ))}
    </>
  )
}

function rangeAt(top: number, chance: () => number): string {
  const width = 60
  const shift = -chance() * width
  const tips = Array.from({ length: 6 }, (_, tip) => {
    const x = Math.round(shift + tip * width)
    const low = Math.round(top + 34 + chance() * 12)
    const high = Math.round(top - 14 + chance() * 26)
    return `L${x} ${low}L${x + width / 2} ${high}`
  })
  return `M-70 240${tips.join('')}L310 240Z`
}

/** Water in bands, each with its crest. */
function Waves({ palette, chance }: GroundProps) {
  const shift = Math.round(chance() * 60)
  const bands = Array.from({ length: 7 }, (_, band) => {
    const y = 18 + band * 34
    const start = -60 - ((shift + band * 22) % 60)
    return {
      y,
      share: 1 - band / 6,
      path: `M${start} ${y}${'q15-16 30 0t30 0'.repeat(6)}V260H${start}Z`,
    }
  })
  return (
    <>
      <rect width="240" height="240" fill={palette.edge} />
      {bands.map(({ y, share, path }) => (
        <path
          key={y}
          d={path}
          fill={tint(palette.low, palette.high, share)}
          stroke={palette.line}
          stroke-opacity=".5"
          stroke-width="2"
        />
      ))}
    </>
  )
}

/** Rays from where the sun comes up. */
function Sunrise({ palette, chance }: GroundProps) {
  const [rays, turn] = [24, chance() * 0.26]
  const far = (ray: number) => {
    const angle = turn + (ray / rays) * 2 * Math.PI
    const round = (value: number) => String(Math.round(value))
    return `${round(120 + 260 * Math.cos(angle))} ${round(150 + 260 * Math.sin(angle))}`
  }
  const beams = Array.from({ length: rays / 2 }, (_, beam) => {
    return `M120 150L${far(beam * 2)}L${far(beam * 2 + 1)}Z`
  }).join('')
  return (
    <>
      <rect width="240" height="240" fill={palette.high} />
      <path d={beams} fill={tint(palette.low, palette.high, 0.35)} />
      <path
        d="M-10 190C40 166 80 160 120 160s80 6 130 30v60H-10Z"
        fill={palette.low}
        stroke={palette.line}
        stroke-opacity=".55"
        stroke-width="2"
      />
    </>
  )
}

/** Stars over hills. */
function Night({ palette, chance }: GroundProps) {
  const stars = Array.from({ length: 26 }, (_, star) => ({
    star,
    x: Math.round(8 + chance() * 224),
    y: Math.round(8 + chance() * 150),
    r: 1.2 + chance() * 2.2,
  }))
  return (
    <>
      <rect width="240" height="240" fill={tint(palette.line, palette.low, 0.3)} />
      {stars.map(({ star, x, y, r }) => (
        <circle key={star} cx={x} cy={y} r={Math.round(r * 10) / 10} fill={palette.edge} />
      ))}
      <path
        d={`M-10 188q60-${String(Math.round(20 + chance() * 26))} 120 0t140-8v70H-10Z`}
        fill={palette.low}
        stroke={palette.edge}
        stroke-opacity=".6"
        stroke-width="2"
      />
      <path d="M-10 212q70-26 130-4t130-10v52H-10Z" fill={tint(palette.low, palette.high, 0.45)} />
    </>
  )
}

/** Two tints, one over the other. */
function Plain({ palette, chance }: GroundProps) {
  const lean = Math.round(chance() * 60)
  return (
    <>
      <rect width="240" height="240" fill={tint(palette.low, palette.high, 0.5)} />
      <path d={`M0 ${String(90 + lean)}L240 ${String(150 - lean)}V240H0Z`} fill={palette.low} />
    </>
  )
}
