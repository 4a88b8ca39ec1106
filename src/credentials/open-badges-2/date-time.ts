import type { Json } from '../json.ts'
import type { OlderVersion } from './version.ts'

const iso =
  /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?(?:[.,](\d{1,9}))?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i

/**
 * A DateTime of Open Badges 2.0 (ISO 8601 with an offset) as RFC 3339. Versions 1 and 0.5 also have seconds since 1970, as a
 * number or as ten digits, and times and days without an offset, which are taken to be UTC.
 * @returns undefined where it is none
 */
export function dateTime(value: Json | undefined, version: OlderVersion): string | undefined {
  const loose = version !== '2.0'
  if (loose && (typeof value === 'number' || (typeof value === 'string' && /^\d{10}$/.test(value))))
    return fromSeconds(Number(value))
  if (typeof value !== 'string') return undefined
  const [whole, day, time, seconds = '00', fraction, zone] = iso.exec(value) ?? []
  if (whole === undefined || (zone === undefined && !loose)) return undefined
  const offset = zone === undefined ? 'Z' : longOffset(zone)
  const text = `${day ?? ''}T${time ?? '00:00'}:${seconds}${fraction === undefined ? '' : `.${fraction}`}${offset}`
  return Number.isNaN(Date.parse(text)) ? undefined : text
}

function fromSeconds(seconds: number): string | undefined {
  if (!(seconds >= 0 && seconds <= 9_999_999_999)) return undefined
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

/** `+01` and `+0100` as `+01:00`. */
function longOffset(zone: string): string {
  if (zone.length < 3) return 'Z'
  return `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
}
