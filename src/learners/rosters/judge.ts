import { isOther, wordsOfName, type KnownLearners, type Match } from '../known-learners.ts'
import { plainNameOf } from '../learner-keys.ts'
import type { Learner } from '../tables.ts'
import { departed, merged, newsOf, type MergeOptions } from './merge.ts'
import { personOf, type RosterPerson } from './person.ts'
import type { News, RosterImport, RosterRow, RowProblem, Verdict } from './tables.ts'

/** What is found of a row before anything is done. */
export type Judgement = Pick<RosterRow, 'verdict' | 'problem' | 'likeLine' | 'news' | 'learnerId'>

export interface JudgeDeps {
  readonly known: KnownLearners
  readonly newId: () => string
  readonly organizationId: string
  readonly options: MergeOptions
}

type RowToJudge = Pick<RosterRow, 'number' | 'line' | 'cells' | 'somebodyElse'>

/** How many groups one roster can make: more are no classes but a wrong column. */
export const mostNewGroups = 200

/**
 * Judges the rows of a roster from the first to the last, chunk by chunk: who is known again, by roster id, by address
 * and name, or by the name alone; who stands in it twice.
 */
export function createJudge(
  deps: JudgeDeps,
  roster: Pick<RosterImport, 'columns' | 'kind' | 'group' | 'hasHeader'>,
) {
  const { known, newId, organizationId, options } = deps
  const seen = createSeen()
  const newGroups = new Set<string>()
  const namesakes = createNamesakes(known, organizationId)

  const judgeRow = async (
    row: RowToJudge,
    person: RosterPerson,
    match: Match,
  ): Promise<Judgement> => {
    const earlier = seen.sameRosterId(person)
    if (earlier !== undefined && plainNameOf(earlier.person.name) !== plainNameOf(person.name)) {
      return { ...unreadable('id-twice'), likeLine: earlier.line }
    }
    if (areTwo(match, person)) return unreadable('two-learners')
    const learner = match.byRosterId ?? match.byAddress
    if (person.isGone) return gone(learner, person)
    if (joinsTooMany(person)) return unreadable('too-many-groups')
    if (learner !== undefined) return knownAs(learner, person)
    const same = earlier ?? seen.sameAddress(person)
    if (same !== undefined && contradicts(same.person, person)) {
      return { ...unreadable('two-learners'), likeLine: same.line }
    }
    if (same !== undefined) {
      return { verdict: 'known', learnerId: same.learnerId, likeLine: same.line }
    }
    return row.somebodyElse === true ? { verdict: 'new', learnerId: newId() } : byName(person)
  }

  /** Only the name is left to go by. */
  const byName = async (person: RosterPerson): Promise<Judgement> => {
    const alike = await learnersNamed(person)
    const [only, another] = alike
    if (another !== undefined) return unreadable('several')
    if (only !== undefined) return { ...knownAs(only, person), verdict: 'double' }
    const earlier = seen.sameName(person)
    if (earlier === undefined) return { verdict: 'new', learnerId: newId() }
    return { verdict: 'double', learnerId: earlier.learnerId, likeLine: earlier.line }
  }

  const learnersNamed = async (person: RosterPerson): Promise<readonly Learner[]> => {
    const ids = await namesakes(person.name)
    const found = ids.length === 0 ? [] : await known.table.getMany(ids)
    return found.filter((one) => !contradicts(one, person))
  }

  const knownAs = (learner: Learner, person: RosterPerson): Judgement => {
    const joinsNewGroup = person.groups.some((name) => !options.groupIds.has(name))
    const news = newsOf(learner, merged(learner, person, options), joinsNewGroup)
    return judged(learner, news)
  }

  const gone = (learner: Learner | undefined, person: RosterPerson): Judgement => {
    if (learner === undefined) return { verdict: 'gone' }
    const news = newsOf(learner, departed(learner, person, options), false)
    return { verdict: 'gone', learnerId: learner.id, news }
  }

  const joinsTooMany = ({ groups }: RosterPerson) => {
    const unknown = groups.filter((name) => !options.groupIds.has(name))
    if (new Set([...newGroups, ...unknown]).size > mostNewGroups) return true
    for (const name of unknown) newGroups.add(name)
    return false
  }

  return {
    /** Names of groups that would be made. */
    newGroups: () => [...newGroups],
    async judge(rows: readonly RowToJudge[]): Promise<readonly Judgement[]> {
      const read = rows.map((row) => personOf(row.cells, roster))
      const marks = read.map((one) => ({
        organizationId,
        ...(one.ok ? one.person : { name: one.name }),
      }))
      const matches = await known.match(marks)
      const judgements: Judgement[] = []
      for (const [place, row] of rows.entries()) {
        const one = read[place]
        if (roster.hasHeader && row.number === 0) judgements.push({ verdict: 'header' })
        else if (one?.ok !== true) judgements.push(unreadable(one?.problem ?? 'no-name'))
        else {
          const judgement = await judgeRow(row, one.person, matches[place] ?? {})
          const { learnerId } = judgement
          if (learnerId !== undefined) seen.add({ line: row.line, learnerId, person: one.person })
          judgements.push(judgement)
        }
      }
      return judgements
    },
  }
}

/**
 * Finds the ids of learners by their plain name. A word is looked up once for all rows that share it: in a camp of
 * thousands of nicknames everybody may be called `Camper`.
 */
function createNamesakes({ table }: KnownLearners, organizationId: string) {
  const byWord = new Map<string, Promise<ReadonlyMap<string, readonly string[]>>>()

  const lookUp = async (word: string) => {
    const found = new Map<string, string[]>()
    let after: string | undefined
    do {
      const { rows, next } = await table.find({
        index: 'byWords',
        equals: { organizationId, words: word },
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      })
      for (const { id, name } of rows) {
        const plain = plainNameOf(name)
        found.set(plain, [...(found.get(plain) ?? []), id])
      }
      after = next
    } while (after !== undefined)
    return found
  }

  return async (name: string): Promise<readonly string[]> => {
    // The longest word is on the fewest other people, as a rule.
    const [word] = wordsOfName(name).toSorted((one, other) => other.length - one.length)
    if (word === undefined) return []
    const found = byWord.get(word) ?? lookUp(word)
    byWord.set(word, found)
    return (await found).get(plainNameOf(name)) ?? []
  }
}

function unreadable(problem: RowProblem): Judgement {
  return { verdict: 'unreadable', problem }
}

function judged({ id }: Learner, news: readonly News[]): Judgement {
  const verdict: Verdict = news.length === 0 ? 'known' : 'changed'
  return { verdict, learnerId: id, news }
}

/** Whether the roster id is one learner's, and the address under this name another's. */
function areTwo({ byRosterId, byAddress }: Match, person: RosterPerson): boolean {
  if (byAddress === undefined) return false
  return byRosterId === undefined ? isOther(byAddress, person) : byRosterId.id !== byAddress.id
}

/** Whether two of one name are two people: each has an id, or an address, of their own. */
function contradicts(
  one: { readonly rosterId?: string; readonly email?: string },
  { rosterId, email }: RosterPerson,
): boolean {
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b
  return differ(one.rosterId, rosterId) || differ(one.email, email)
}

interface SeenRow {
  readonly line: number
  readonly learnerId: string
  readonly person: RosterPerson
}

/** The people of the rows before. */
function createSeen() {
  const byRosterId = new Map<string, SeenRow>()
  const byAddress = new Map<string, SeenRow>()
  const byName = new Map<string, SeenRow[]>()
  const addressOf = ({ email, name }: RosterPerson) =>
    email === undefined ? undefined : `${email}\n${plainNameOf(name)}`
  return {
    add(row: SeenRow) {
      const { person } = row
      const address = addressOf(person)
      const plain = plainNameOf(person.name)
      if (person.rosterId !== undefined && !byRosterId.has(person.rosterId))
        byRosterId.set(person.rosterId, row)
      if (address !== undefined && !byAddress.has(address)) byAddress.set(address, row)
      byName.set(plain, [...(byName.get(plain) ?? []), row])
    },
    sameRosterId: ({ rosterId }: RosterPerson) =>
      rosterId === undefined ? undefined : byRosterId.get(rosterId),
    sameAddress: (person: RosterPerson) => byAddress.get(addressOf(person) ?? ''),
    sameName: (person: RosterPerson) =>
      byName.get(plainNameOf(person.name))?.find((row) => !contradicts(row.person, person)),
  }
}
