import { languageFiles } from './files.ts'

export type Language = keyof typeof languageFiles

export const languages = Object.keys(languageFiles).filter(isLanguage)

/** Each language by its own name, to choose from. */
export const languageOptions = languages.map((value) => ({
  value,
  label: languageFiles[value].name,
}))

/** The query parameter of the language switch, and the cookie in which the choice is kept. */
export const languageParameter = 'lang'

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languageFiles, value)
}

/** The way a language is written, for the `dir` of a document. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return languageFiles[language].direction
}

/**
 * The language of an answer: what was chosen (query before cookie before account: the first that we speak), then what the
 * browser asks for (RFC 9110 §12.5.4, regional variants fall back to their language), then English.
 */
export function negotiateLanguage(
  chosen: readonly (string | undefined)[],
  acceptLanguage: string | undefined,
): Language {
  return chosen.find(isLanguage) ?? accepted(acceptLanguage ?? '') ?? 'en'
}

function accepted(header: string): Language | undefined {
  // Far more than any browser sends; the rest of a hostile header is not looked at.
  const ranges = header.slice(0, 1000).split(',').map(parseRange)
  const wanted = ranges.filter(({ quality }) => quality > 0)
  wanted.sort((one, other) => other.quality - one.quality)
  for (const { range } of wanted) {
    if (range === '*') return 'en'
    const language = range.split('-')[0]
    if (isLanguage(language)) return language
  }
  return undefined
}

function parseRange(part: string): { range: string; quality: number } {
  const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  const number = quality === undefined ? 1 : Number(quality.slice(2))
  return { range, quality: Number.isFinite(number) ? number : 0 }
}
