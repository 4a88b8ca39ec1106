import { isJsonObject, listOf, type Json } from '../credentials/json.ts'

/** Reads members of JSON that others wrote: each function answers undefined where the value has another form. */

export function member(value: Json | undefined, name: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function hasType(value: Json | undefined, type: string): boolean {
  return listOf(member(value, 'type')).includes(type)
}

/** An RFC 3339 date and time with an offset; undefined for anything looser. */
export function momentOf(value: Json | undefined): Date | undefined {
  const form = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i
  if (typeof value !== 'string' || !form.test(value)) return undefined
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}
