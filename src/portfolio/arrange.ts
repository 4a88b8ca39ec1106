/** How a backpack is laid out. */
export type Arrangement = 'time' | 'issuer' | 'competency'

/** What of a badge it is found and laid out by. */
export interface Arrangeable {
  readonly name: string
  /** Who awarded it. */
  readonly organization: string
  /** RFC 3339. */
  readonly date: string
  readonly competencies: readonly string[]
}

/** Badges that belong together. No heading for those that have nothing of the kind. */
export interface Group<Badge> {
  readonly heading?: string
  readonly badges: readonly Badge[]
}

/** Those in whose name, issuer or competencies every word of the search occurs, whatever its case or accents. */
export function search<Badge extends Arrangeable>(
  badges: readonly Badge[],
  wanted: string,
): readonly Badge[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean)
  return badges.filter(({ name, organization, competencies }) => {
    const all = plain([name, organization, ...competencies].join(' '))
    return words.every((word) => all.includes(word))
  })
}

/**
 * Newest first, under years, issuers or competencies. A badge stands under each competency that it names; what names none
 * comes last.
 */
export function arrange<Badge extends Arrangeable>(
  badges: readonly Badge[],
  by: Arrangement,
): readonly Group<Badge>[] {
  const newestFirst = badges.toSorted((one, other) => other.date.localeCompare(one.date))
  const groups = new Map<string, Badge[]>()
  for (const badge of newestFirst) {
    for (const heading of headingsOf(badge, by)) {
      groups.set(heading, [...(groups.get(heading) ?? []), badge])
    }
  }
  const named = [...groups].filter(([heading]) => heading !== '')
  const others = groups.get('')
  const inOrder =
    by === 'time' ? named : named.toSorted(([one], [other]) => one.localeCompare(other))
  return [
    ...inOrder.map(([heading, of]) => ({ heading, badges: of })),
    ...(others === undefined ? [] : [{ badges: others }]),
  ]
}

function headingsOf(badge: Arrangeable, by: Arrangement): readonly string[] {
  if (by === 'time') return [badge.date.slice(0, 4)]
  if (by === 'issuer') return [badge.organization]
  const names = [...new Set(badge.competencies)]
  return names.length === 0 ? [''] : names
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
