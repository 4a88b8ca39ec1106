import { WaymarkError } from '../errors.ts'
import type { Page, Table } from '../storage/tables.ts'
import type { Award, DeliveryState } from './tables.ts'

/** Mails that somebody has to see to. */
export const mailTroubles = [
  'bounced',
  'given-up',
  'unclear',
] as const satisfies readonly DeliveryState[]

/** Where each kind of trouble goes on: its cursor, nothing at its beginning, false at its end. */
type Places = readonly (string | null | false)[]

/**
 * The awards whose mails came to nothing, newest first, whatever came of them: three lists read as one.
 * @throws WaymarkError invalid-request for a place that is none
 */
export async function withMailTroubles(
  awards: Table<Award, 'byOrganizationDelivery'>,
  organizationId: string,
  limit: number,
  after?: string,
): Promise<Page<Award>> {
  const places = after === undefined ? mailTroubles.map(() => null) : placesIn(after)
  const find = async (kind: number, most: number): Promise<Page<Award>> => {
    const [place, delivery] = [places[kind], mailTroubles[kind]]
    if (place === false || delivery === undefined) return { rows: [] }
    return awards.find({
      index: 'byOrganizationDelivery',
      equals: { organizationId, delivery },
      order: 'descending',
      limit: most,
      ...(typeof place === 'string' ? { after: place } : {}),
    })
  }
  const pages = await Promise.all(mailTroubles.map(async (_, kind) => find(kind, limit)))
  const rows = pages
    .flatMap((page) => page.rows)
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
    .slice(0, limit)
  const next = await Promise.all(
    pages.map(async (page, kind) => {
      const taken = rows.filter(({ delivery }) => delivery === mailTroubles[kind]).length
      if (taken === page.rows.length) return page.next ?? false
      // The storage names the places between rows where a page ends, so one is made to end there.
      return taken === 0 ? (places[kind] ?? null) : ((await find(kind, taken)).next ?? false)
    }),
  )
  const isOver = next.every((place) => place === false)
  return { rows, ...(isOver ? {} : { next: JSON.stringify(next) }) }
}

function placesIn(after: string): Places {
  const parsed = parse(after)
  const isPlaces = Array.isArray(parsed) && parsed.length === mailTroubles.length
  const places = isPlaces ? parsed.filter(isPlace) : []
  if (places.length === mailTroubles.length) return places
  throw new WaymarkError('invalid-request', { problems: [{ path: '/after', rule: 'format' }] })
}

function isPlace(value: unknown): value is Places[number] {
  return value === null || value === false || typeof value === 'string'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
