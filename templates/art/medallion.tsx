import { chanceFrom, pick } from './chance.ts'
import { contour, hills } from './contours.ts'
import { marks } from './marks.ts'
import { palettes, tint, type Palette, type PaletteName } from './palettes.ts'

export interface Art {
  /** The achievement's name: chooses the mark and is the picture's title. */
  readonly name: string
  /** Whatever stays the same for this achievement: the same seed always draws the same picture. */
  readonly seed: string
  readonly palette?: PaletteName
}

/** The outline of the medallion on a square of 240: the signs that mark trails. */
const outlines = [
  'M120 8a112 112 0 1 1 0 224 112 112 0 1 1 0-224Z',
  'M108 11.2a24 24 0 0 1 24 0l74 42.7a24 24 0 0 1 12 20.8v90.6a24 24 0 0 1-12 20.8l-74 42.7a24 24 0 0 1-24 0l-74-42.7a24 24 0 0 1-12-20.8V74.7a24 24 0 0 1 12-20.8Z',
  'M101.6 15.6a26 26 0 0 1 36.8 0l86 86a26 26 0 0 1 0 36.8l-86 86a26 26 0 0 1-36.8 0l-86-86a26 26 0 0 1 0-36.8Z',
  'M120 10c26 18 56 22 88 22a8 8 0 0 1 8 8v72c0 56-36 96-90 118a16 16 0 0 1-12 0C60 208 24 168 24 112V40a8 8 0 0 1 8-8c32 0 62-4 88-22Z',
  'M64 14h112a50 50 0 0 1 50 50v112a50 50 0 0 1-50 50H64a50 50 0 0 1-50-50V64a50 50 0 0 1 50-50Z',
] as const

/** A trail marker over a piece of map, with a mark on its plate. */
export function Medallion({ name, seed, palette: asked }: Art) {
  const chance = chanceFrom(seed)
  const drawn = pick(chance, Object.values(palettes))
  const palette = asked === undefined ? drawn : palettes[asked]
  const outline = pick(chance, outlines)
  const anyMark = pick(chance, marks)
  const words = ` ${plainLetters(name)} `
  const mark = marks.find((one) => one.words.some((word) => words.includes(` ${word}`))) ?? anyMark
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" role="img">
      <title>{printable(name)}</title>
      <clipPath id="face">
        <path d={outline} transform="translate(120 120) scale(.89) translate(-120 -120)" />
      </clipPath>
      <path d={outline} fill={palette.rim} stroke={palette.edge} stroke-width="5" />
      <g clip-path="url(#face)">
        <Ground palette={palette} chance={chance} />
        <Trail palette={palette} chance={chance} />
      </g>
      <circle
        cx="120"
        cy="120"
        r="63"
        fill={palette.plate}
        stroke={palette.edge}
        stroke-width="6"
      />
      <path
        d={mark.path}
        transform="translate(75.6 75.6) scale(3.7)"
        fill="none"
        stroke={palette.mark}
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

/** 'Robótica: ¡ya!' → 'robotica ya' */
function plainLetters(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
}

const steps = 7

/** Land in tints from low to high, with the contour line drawn at each step. */
function Ground({ palette, chance }: { palette: Palette; chance: () => number }) {
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
    </>
  )
}

/** The way in, with a stop or two. */
function Trail({ palette, chance }: { palette: Palette; chance: () => number }) {
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

/** Without the characters that XML 1.0 has no place for (§2.2), and at most as long as a title is read. */
function printable(name: string): string {
  const fit = Array.from(name).filter((letter) =>
    /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(letter),
  )
  return fit.slice(0, 200).join('')
}
