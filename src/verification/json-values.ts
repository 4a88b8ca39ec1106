import { isJsonObject, listOf, type Json } from '../credentials/json.ts'

/** Reads members of JSON that others wrote: each function answers undefined where the value has another form. */

export function member(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A text under its name, to be spread into what is made of it; nothing where there is none. */
export function named<N extends string>(
  name: N,
  value: Json | undefined,
): Partial<Record<N, string>> {
  const found = textOf(value)
  const made: Partial<Record<N, string>> = {}
  if (found !== undefined) made[name] = found
  return made
}

export function hasType(value: Json | undefined, type: string): boolean {
  return listOf(member(value, 'type')).includes(type)
}

/**
 * Words for people: a text, a value with its language (VC Data Model 2.0 §11.1), a map by languages, or a list of
 * those, of which the first is taken.
 */
export function wordsOf(value: Json | undefined): string | undefined {
  if (Array.isArray(value)) return value.map(wordsOf).find((words) => words !== undefined)
  if (!isJsonObject(value)) return textOf(value)
  return (
    textOf(value['@value']) ??
    Object.values(value)
      .map(textOf)
      .find((text) => text !== undefined)
  )
}

const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i

/**
 * An RFC 3339 date and time with an offset; undefined for anything looser, and for days that are none. A leap second,
 * which is the last of a day in UTC, is the moment that follows it.
 */
export function momentOf(value: Json | undefined): Date | undefined {
  const match = typeof value === 'string' ? dateTime.exec(value) : null
  if (typeof value !== 'string' || match === null) return undefined
  const [, year, month, day, , second] = match.map(Number)
  if (new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day)).getUTCDate() !== day) return undefined
  const leap = second === 60
  const date = new Date((leap ? value.replace(/:60/, ':59') : value).toUpperCase())
  if (Number.isNaN(date.getTime())) return undefined
  if (!leap) return date
  return /T23:59:59/.test(date.toISOString()) ? new Date(date.getTime() + 1_000) : undefined
}
