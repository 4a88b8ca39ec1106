import type { Caller } from '../caller.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page } from '../storage/tables.ts'
import { wordsOf } from '../storage/words.ts'
import type { KnownLearners } from './known-learners.ts'
import { plainNameOf } from './learner-keys.ts'
import { byLikeness, isMeant, wantedBy, type Wanted } from './likeness.ts'
import type { Learner } from './tables.ts'

export interface FindLearners {
  /**
   * Newest first, or those of a group, or those in whose name each word of `search` begins a word. Where few have them
   * all, a page may hold fewer than fifty and have a `next`.
   */
  list(
    caller: Caller,
    organizationId: string,
    query: { search?: string; groupId?: string; after?: string },
  ): Promise<Page<Learner>>
  /** Those whom somebody may mean by what they typed: by name as `list` finds them, or by the id on the roster. */
  meantBy(caller: Caller, organizationId: string, typed: TypedName): Promise<Meant>
  /** Those whom staff call so and who have no address: perhaps the same person, perhaps not. */
  ofNickname(organizationId: string, name: string): Promise<readonly Learner[]>
}

interface TypedName {
  readonly typed: string
  /** In which order names of equal likeness stand. */
  readonly language: string
}

export interface Meant {
  /** Likeliest first. */
  readonly rows: readonly Learner[]
  /** There are more than were looked through. */
  readonly hasMore: boolean
}

interface Deps {
  readonly learners: KnownLearners['table']
  readonly match: KnownLearners['match']
  readonly requireRight: RequireRight
}

const perPage = 50
const mostPages = 20
/** A group is looked through up to here, and whoever has a nickname. */
const most = 1000
/** How many of those with one word are looked through for the likeliest. */
const mostMeant = 200
const mostWords = 5

export function createFindLearners({ learners, match, requireRight }: Deps): FindLearners {
  /** Searched among the first thousand: a group is a class, and no index knows both. */
  const ofGroup = async (
    organizationId: string,
    groupId: string,
    wanted: Wanted | undefined,
    after: string | undefined,
  ) => {
    const query = { index: 'byGroup', equals: { organizationId, groups: groupId } } as const
    if (wanted === undefined) {
      return learners.find({ ...query, limit: perPage, ...(after === undefined ? {} : { after }) })
    }
    const { rows } = await learners.find({ ...query, limit: most })
    return { rows: rows.filter((one) => isMeant(one, wanted)) }
  }

  const beginning = (organizationId: string, word: string) =>
    ({
      index: 'byWords',
      equals: { organizationId },
      from: word,
      to: `${word}\u{10ffff}`,
    }) as const

  /** The index knows one word: those who lack another are left out of what it answers. */
  const ofWords = async (organizationId: string, wanted: Wanted, after: string | undefined) => {
    const rows: Learner[] = []
    let next = after
    for (let read = 0; read < mostPages && rows.length < perPage; read += 1) {
      const page = await learners.find({
        ...beginning(organizationId, wanted.rarest),
        limit: perPage,
        ...(next === undefined ? {} : { after: next }),
      })
      rows.push(...page.rows.filter((one) => isMeant(one, wanted)))
      next = page.next
      if (next === undefined) break
    }
    return { rows, ...(next === undefined ? {} : { next }) }
  }

  /**
   * Through the word that fewest have, where those can all be looked through; else among those who have one of the very
   * words, so that whoever is called just as somebody typed is found whatever their id is.
   */
  const ofFewest = async (organizationId: string, { words }: Wanted): Promise<Meant> => {
    const longest = words.toSorted((one, other) => other.length - one.length).slice(0, mostWords)
    const many: Learner[] = []
    for (const word of longest) {
      const { rows, next } = await learners.find({
        ...beginning(organizationId, word),
        limit: mostMeant,
      })
      if (next === undefined) return { rows, hasMore: false }
      many.push(...rows)
    }
    const same = await Promise.all(
      longest.map((word) =>
        learners.find({ ...beginning(organizationId, word), to: `${word} `, limit: most }),
      ),
    )
    return { rows: [...same.flatMap(({ rows }) => rows), ...many], hasMore: true }
  }

  const ofRosterId = async (organizationId: string, rosterId: string) => {
    const [found] = await match([{ organizationId, name: '', rosterId }])
    return found?.byRosterId === undefined ? [] : [found.byRosterId]
  }

  return {
    async list(caller, organizationId, { search = '', groupId, after }) {
      await requireRight(caller, organizationId, 'learner.read')
      const wanted = wantedBy(search)
      if (groupId !== undefined) return ofGroup(organizationId, groupId, wanted, after)
      if (wanted !== undefined) return ofWords(organizationId, wanted, after)
      return learners.find({
        index: 'byOrganization',
        equals: { organizationId },
        order: 'descending',
        limit: perPage,
        ...(after === undefined ? {} : { after }),
      })
    },
    async meantBy(caller, organizationId, { typed, language }) {
      await requireRight(caller, organizationId, 'learner.read')
      const wanted = wantedBy(typed)
      if (wanted === undefined) return { rows: [], hasMore: false }
      const [ofId, { rows, hasMore }] = await Promise.all([
        ofRosterId(organizationId, typed.trim()),
        ofFewest(organizationId, wanted),
      ])
      const named = rows.filter((one) => isMeant(one, wanted))
      const all = [...ofId, ...byLikeness(named, wanted, language)]
      return { rows: [...new Map(all.map((one) => [one.id, one])).values()], hasMore }
    },
    async ofNickname(organizationId, name) {
      const [word] = wordsOf(name)
      if (word === undefined) return []
      const { rows } = await learners.find({
        index: 'byWords',
        equals: { organizationId },
        from: word,
        to: `${word} `,
        limit: most,
      })
      const plain = plainNameOf(name)
      return rows.filter((one) => one.email === undefined && plainNameOf(one.name) === plain)
    },
  }
}
