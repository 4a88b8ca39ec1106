/** A colour upon another, by the names of their tokens. */
export type Pair = readonly [front: string, ground: string]

const tones = ['info', 'good', 'warning', 'bad'] as const

/** Every ground that words stand on, with what is written there: 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const wordPairs: readonly Pair[] = [
  ...['ink', 'ink-soft', 'link', 'bad', 'contour'].flatMap((ink): Pair[] => [
    [ink, 'paper'],
    [ink, 'surface'],
  ]),
  ['ink', 'sunken'],
  ['ink-soft', 'sunken'],
  ['on-blaze', 'blaze'],
  ['on-deep', 'deep'],
  ['on-deep', 'deep-line'],
  ...tones.flatMap((tone): Pair[] => [
    [tone, `${tone}-ground`],
    ['ink', `${tone}-ground`],
  ]),
]

/** Every line and shape that means something, with its ground: 3 to 1 (WCAG 2.2, 1.4.11). */
export const shapePairs: readonly Pair[] = [
  ['line-strong', 'paper'],
  ['line-strong', 'surface'],
  ['focus', 'paper'],
  ['focus', 'surface'],
  ['blaze', 'deep'],
  ['bad', 'surface'],
]

type Tokens = ReadonlyMap<string, string>

/** The colours of light and dark, read from the style sheet's own words. */
export function tokensIn(css: string): { readonly light: Tokens; readonly dark: Tokens } {
  const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]+)\}/g)].map(
    ([, body = '']) => body,
  )
  return { light: read(light), dark: new Map([...read(light), ...read(dark)]) }
}

function read(body: string): Tokens {
  const found = body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)
  return new Map([...found].map(([, name = '', value = '']) => [name, value]))
}

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio). @param one #rrggbb */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const share = Number.parseInt(colour.slice(place, place + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** @throws Error where the style sheet has no such token */
export function contrastOf(tokens: Tokens, [front, ground]: Pair): number {
  const [one, other] = [tokens.get(front), tokens.get(ground)]
  if (one === undefined || other === undefined) throw new Error(`no token ${front} or ${ground}`)
  return contrast(one, other)
}
