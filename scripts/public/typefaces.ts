// A page with a name in Tamil must be readable on a kiosk that has no Tamil font. Each script has a sheet of its own, which
// only pages with that script name (templates/typefaces.ts), and its fonts are in pieces that a browser fetches as it
// meets their signs.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The sheet of one script, and the font files that it names as `url('/fonts/…')`. */
export interface ScriptTypeface {
  readonly name: string
  readonly css: string
  readonly files: readonly { readonly name: string; readonly path: string }[]
}

interface Source {
  readonly sheet: string
  readonly package: string
  /** Which of the package's pieces. */
  readonly pieces: (piece: string) => boolean
  /** The family in `--text`: letters come before what the device has, signs after it, since theirs are large. */
  readonly family: 'Inter Variable' | 'Waymark Letters' | 'Waymark Signs'
  readonly weights: readonly string[]
}

const noto = (script: string, name = `noto-sans-${script}`): Source => ({
  sheet: script,
  package: `@fontsource/${name}`,
  pieces: (piece) => piece === script,
  family: 'Waymark Letters',
  weights: ['400', '700'],
})

const inter = (script: string): Source => ({
  sheet: script,
  package: '@fontsource-variable/inter',
  pieces: (piece) => piece === script || piece === `${script}-ext`,
  family: 'Inter Variable',
  weights: ['100 900'],
})

/** Thousands of signs in a hundred pieces each. One weight is enough: browsers draw it bolder where they must. */
const signs = (sheet: string, name: string): Source => ({
  sheet,
  package: `@fontsource/${name}`,
  pieces: (piece) => /^\[\d+\]$/.test(piece),
  family: 'Waymark Signs',
  weights: ['400'],
})

const sources: readonly Source[] = [
  ...['vietnamese', 'cyrillic', 'greek'].map(inter),
  noto('devanagari', 'noto-sans'),
  ...['arabic', 'hebrew', 'bengali', 'tamil', 'thai'].map((script) => noto(script)),
  ...['ethiopic', 'armenian', 'georgian'].map((script) => noto(script)),
  signs('korean', 'nanum-gothic'),
  signs('chinese', 'noto-sans-sc'),
]

/** Every script's sheet, with what it needs. */
export function scriptTypefaces(): Promise<readonly ScriptTypeface[]> {
  return Promise.all(sources.map(typefaceOf))
}

async function typefaceOf(source: Source): Promise<ScriptTypeface> {
  const folder = dirname(createRequire(import.meta.url).resolve(`${source.package}/package.json`))
  const ranges = rangesIn(await readFile(join(folder, 'unicode.json'), 'utf8'))
  const faces = ranges
    .filter(([piece]) => source.pieces(piece))
    .flatMap(([piece, range]) =>
      source.weights.map((weight) => faceOf(source, piece, range, weight)),
    )
  return {
    name: `/typefaces/${source.sheet}.css`,
    css: faces.map(({ css }) => css).join('\n'),
    files: faces.map(({ file }) => ({ name: `/fonts/${file}`, path: join(folder, 'files', file) })),
  }
}

function faceOf({ package: from, family }: Source, piece: string, range: string, weight: string) {
  const base = `${from.split('/')[1] ?? ''}-${piece.replaceAll(/[[\]]/g, '')}`
  const file = `${base}-${weight.includes(' ') ? 'wght' : weight}-normal.woff2`
  return {
    file,
    css: `@font-face{font-family:'${family}';font-weight:${weight};font-display:swap;src:url('/fonts/${file}') format('woff2');unicode-range:${range}}`,
  }
}

function rangesIn(json: string): readonly (readonly [string, string])[] {
  const parsed: unknown = JSON.parse(json)
  if (typeof parsed !== 'object' || parsed === null) return []
  return Object.entries(parsed).map(([piece, range]) => [piece, String(range)] as const)
}
