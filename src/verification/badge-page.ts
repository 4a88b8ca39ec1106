import { isJsonObject, listOf, parseJson, type Json } from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import { member, textOf } from './json-values.ts'

/** A page on which somebody shows badges: where each of them that may be checked is found. */
export interface BadgePage {
  readonly address: string
  readonly badges: readonly string[]
  /** After this no more of them are read: whoever owns the page decides how slowly it answers, and others wait meanwhile. */
  readonly until: Date
}

/** Badges of one page at most: as many as are looked at in one go. */
export const mostOnPage = 30
/** Milliseconds in which the badges of one page are read. */
const longestLook = 60_000
/** Characters of a list of so many addresses, and of much that others may say in it besides. */
const longestList = 100_000

/** Whether what was read is a page of badges rather than a badge. */
export function isBadgePage(found: object): found is BadgePage {
  return 'badges' in found
}

/**
 * The badges of a page, by its list of links (RFC 9264 §4.2, a link set as JSON; `item` of RFC 6573). Only those of the same
 * service count: nobody's page may send us to knock at other people's doors.
 * @param address where the list was read
 * @returns undefined for what is no such list
 * @throws WaymarkError nothing-to-check: no badge in it; too-many-badges: more than thirty
 */
export function badgePageIn(text: string, address: string, now: Date): BadgePage | undefined {
  const links = linksIn(text)
  if (links === undefined) return undefined
  const { origin } = new URL(address)
  const found = links
    .flatMap((link) => listOf(member(link, 'item')))
    .flatMap((item) => {
      const href = textOf(member(item, 'href'))
      return href !== undefined && URL.canParse(href, address) ? [new URL(href, address)] : []
    })
  const own = found.filter((url) => url.origin === origin).map(({ href }) => href)
  return badgePage(address, own, now)
}

/** @throws WaymarkError nothing-to-check, too-many-badges */
export function badgePage(address: string, badges: readonly string[], now: Date): BadgePage {
  const each = [...new Set(badges)]
  if (each.length === 0) throw new WaymarkError('nothing-to-check')
  if (each.length > mostOnPage) {
    throw new WaymarkError('too-many-badges', { values: { most: mostOnPage } })
  }
  return { address, badges: each, until: new Date(now.getTime() + longestLook) }
}

function linksIn(text: string): readonly Json[] | undefined {
  if (text.length > longestList || !text.includes('"linkset"')) return undefined
  try {
    const document = parseJson(text)
    const links = isJsonObject(document) ? document['linkset'] : undefined
    return Array.isArray(links) ? links : undefined
  } catch (error) {
    if (error instanceof WaymarkError) return undefined
    throw error
  }
}
