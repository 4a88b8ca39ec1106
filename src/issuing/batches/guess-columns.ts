import type { ColumnMeaning } from '../../../schemas/requests/batches.ts'
import { meaningOfTitle } from './column-words.ts'

/** What stands in one column, and what its file calls it; no title where it has none. */
export interface ColumnText {
  readonly title: string
  readonly texts: readonly string[]
}

/**
 * What each column is taken for: by its title where we know the word, else by what stands in it. Nothing is guessed twice;
 * a title that says what another one says already is left for people to decide.
 */
export function guessColumns(columns: readonly ColumnText[]): readonly ColumnMeaning[] {
  const titled = once(columns.map(({ title }) => meaningOfTitle(title)))
  const taken = new Set<ColumnMeaning>(titled.filter((one) => one !== undefined))
  const free = (meaning: ColumnMeaning): ColumnMeaning => {
    if (taken.has(meaning)) return 'ignored'
    taken.add(meaning)
    return meaning
  }
  const shaped = columns.map(({ texts }, place) => {
    const said = titled[place]
    if (said !== undefined) return said
    const shape = shapeOf(texts)
    return shape === 'words' || shape === 'nothing' ? undefined : free(shape)
  })
  const missing = missingOfName(taken)
  const words = shaped.flatMap((one, place) =>
    one === undefined && shapeOf(columns[place]?.texts ?? []) === 'words' ? [place] : [],
  )
  // Two columns of words and no title: a name in two parts. Where there are titles, one of the others may be a town.
  const isInParts = words.length === 2 && columns.every(({ title }) => title === '')
  const parts =
    missing[0] === 'name' && isInParts ? (['givenName', 'familyName'] as const) : missing
  return shaped.map((one, place) => {
    if (one !== undefined) return one
    return parts[words.indexOf(place)] ?? 'ignored'
  })
}

/** `Nombre` beside `Apellidos` is the given name; by itself it is all of it. A title said twice counts once. */
function once(
  titled: readonly (ColumnMeaning | undefined)[],
): readonly (ColumnMeaning | undefined)[] {
  const hasParts = titled.includes('familyName') && !titled.includes('givenName')
  return titled.map((meaning, place) => {
    if (meaning === 'name' && hasParts) return 'givenName'
    const isPart = meaning === 'givenName' || meaning === 'familyName'
    const isFirst = meaning === undefined || isPart || titled.indexOf(meaning) === place
    return isFirst ? meaning : 'ignored'
  })
}

/** What is still to be found of the name, once titles and shapes are known. */
function missingOfName(taken: ReadonlySet<ColumnMeaning>): readonly ColumnMeaning[] {
  if (taken.has('name') || taken.has('learnerId')) return []
  const parts = (['givenName', 'familyName'] as const).filter((part) => !taken.has(part))
  return parts.length === 2 ? ['name'] : parts
}

type Shape = 'email' | 'evidenceUrl' | 'rosterId' | 'narrative' | 'words' | 'nothing'

const shapes: readonly (readonly [Shape, (text: string) => boolean])[] = [
  ['email', (text) => /^\S+@\S+\.\S+$/u.test(text)],
  ['evidenceUrl', (text) => /^https?:\/\/\S+$/iu.test(text)],
  ['rosterId', (text) => /^[\p{L}-]{0,4}\d[\d-]{2,}$/u.test(text) && !isDay(text)],
  ['narrative', (text) => text.split(/\s+/u).length >= 6],
]

function isDay(text: string): boolean {
  return /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/u.test(text)
}

/** What most of the cells look like. */
export function shapeOf(texts: readonly string[]): Shape {
  const said = texts.filter((text) => text !== '')
  if (said.length === 0) return 'nothing'
  const most = shapes.find(([, fits]) => said.filter(fits).length * 2 > said.length)
  if (most !== undefined) return most[0]
  return said.some((text) => /\p{L}/u.test(text)) ? 'words' : 'nothing'
}
