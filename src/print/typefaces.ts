import { create, type Font } from 'fontkit'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fontOfWoff } from './woff.ts'

export type Weight = 'regular' | 'bold'

/** One file of a font: what it may be asked to draw, and whether its script runs from right to left. */
export interface Typeface {
  readonly name: string
  readonly bytes: Buffer
  /** The same, read: what knows its outlines. */
  readonly font: Font
  readonly runsLeft: boolean
}

interface Source {
  /** The file in @fontsource without its weight. */
  readonly file: string
  readonly of: RegExp
  readonly runsLeft?: boolean
  readonly weights?: Readonly<Record<Weight, number>>
}

/** One design for every script that we can shape well; the first that has a character draws it. */
const sources: readonly Source[] = [
  { file: 'noto-sans/files/noto-sans-latin', of: /[\p{scx=Latin}\p{scx=Common}]/u },
  { file: 'noto-sans/files/noto-sans-latin-ext', of: /[\p{scx=Latin}\p{scx=Common}]/u },
  { file: 'noto-sans/files/noto-sans-vietnamese', of: /\p{scx=Latin}|\p{M}/u },
  { file: 'noto-sans/files/noto-sans-greek', of: /\p{scx=Greek}/u },
  { file: 'noto-sans/files/noto-sans-greek-ext', of: /\p{scx=Greek}/u },
  { file: 'noto-sans/files/noto-sans-cyrillic', of: /\p{scx=Cyrillic}/u },
  { file: 'noto-sans/files/noto-sans-cyrillic-ext', of: /\p{scx=Cyrillic}/u },
  { file: 'noto-sans/files/noto-sans-devanagari', of: /\p{scx=Devanagari}/u },
  {
    file: 'noto-sans-arabic/files/noto-sans-arabic-arabic',
    of: /\p{scx=Arabic}/u,
    runsLeft: true,
  },
  {
    file: 'noto-sans-hebrew/files/noto-sans-hebrew-hebrew',
    of: /\p{scx=Hebrew}/u,
    runsLeft: true,
  },
  { file: 'noto-sans-bengali/files/noto-sans-bengali-bengali', of: /\p{scx=Bengali}/u },
  { file: 'noto-sans-tamil/files/noto-sans-tamil-tamil', of: /\p{scx=Tamil}/u },
  { file: 'noto-sans-thai/files/noto-sans-thai-thai', of: /\p{scx=Thai}/u },
  { file: 'noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic', of: /\p{scx=Ethiopic}/u },
  { file: 'noto-sans-armenian/files/noto-sans-armenian-armenian', of: /\p{scx=Armenian}/u },
  { file: 'noto-sans-georgian/files/noto-sans-georgian-georgian', of: /\p{scx=Georgian}/u },
  {
    file: 'nanum-gothic/files/nanum-gothic-korean',
    of: /\p{scx=Hangul}/u,
    weights: { regular: 400, bold: 700 },
  },
  {
    file: 'noto-sans-sc/files/noto-sans-sc-chinese-simplified',
    of: /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303f\uff00-\uffef]/u,
  },
]

export interface Typefaces {
  /** What draws a character as people see it, with all its marks; undefined where nothing we have does. */
  faceFor(grapheme: string, weight: Weight): Typeface | undefined
}

/** Reads a file the first time that something in its script is drawn; the large ones hold thousands of signs. */
export function createTypefaces(): Typefaces {
  const { resolve } = createRequire(import.meta.url)
  const opened = new Map<string, Typeface>()

  const open = ({ file, weights, runsLeft = false }: Source, weight: Weight) => {
    const number = (weights ?? { regular: 500, bold: 700 })[weight]
    const name = `${file}-${number}-normal.woff`
    const known = opened.get(name)
    if (known !== undefined) return known
    const bytes = fontOfWoff(readFileSync(resolve(`@fontsource/${name}`)))
    const font = create(bytes)
    if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} holds several fonts`)
    const made = { name, bytes, font, runsLeft }
    opened.set(name, made)
    return made
  }

  return {
    faceFor(grapheme, weight) {
      const drawn = Array.from(grapheme).filter((one) => !/[\u200c\u200d\ufe0f]/u.test(one))
      for (const source of sources) {
        if (!drawn.some((one) => source.of.test(one))) continue
        const face = open(source, weight)
        const hasAll = drawn.every((one) => face.font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0))
        if (hasAll) return face
      }
      return undefined
    },
  }
}
