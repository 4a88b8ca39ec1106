import { Check } from 'typebox/value'
import { Id } from '../../schemas/requests/common.ts'
import type { Caller } from '../caller.ts'
import { cut } from '../text/cut.ts'
import { inOrder } from './in-order.ts'
import { isKept } from './kept-learners.ts'
import type { Learners } from './learners.ts'
import type { Learner } from './tables.ts'
import type { MayShow } from './visibility.ts'

/** Somebody who can be chosen, and what staff tell them from others of the name by. */
export interface LearnerChoice {
  readonly id: string
  readonly name: string
  /** The id on the roster and the groups; the address where there is neither. */
  readonly known: readonly string[]
}

/** Whom a form offers in which one learner is chosen. */
export interface LearnerChoices {
  /** Everybody, where they are few enough to look through; else somebody is looked for. */
  readonly all?: readonly LearnerChoice[]
  /** The likeliest of those who were looked for, and of how many. */
  readonly found?: {
    readonly learners: readonly LearnerChoice[]
    readonly count: number
    readonly hasMore: boolean
  }
  readonly chosen?: LearnerChoice
}

export interface ChooseLearner {
  /**
   * What a form offers in which one learner is chosen: all of them where a list of them can be looked through, else those
   * whom somebody may mean by what they typed. Nobody whose name staff may not see.
   */
  (caller: Caller, organizationId: string, asked: Asked): Promise<LearnerChoices>
}

interface Asked {
  /** What was typed to find somebody, as it came. */
  readonly typed: string
  /** The id of whoever is chosen so far, as it came; nobody's where it is none of this organization's. */
  readonly chosenId: string
  readonly language: string
}

/** As many as can be read at one glance. */
const mostFound = 20
const mostTyped = 100

export function createChooseLearner(learners: Learners, mayShow: MayShow): ChooseLearner {
  const maySee = (row: Learner, datum: 'recipient-name' | 'email') =>
    mayShow({ kind: 'staff', organizationId: row.organizationId }, datum, row)
  const named = (rows: readonly Learner[]) => rows.filter((row) => maySee(row, 'recipient-name'))

  const present = async (organizationId: string, rows: readonly Learner[]) => {
    const groupIds = rows.flatMap(({ groups = [] }) => groups)
    const groups = await learners.groups.byIds(organizationId, groupIds)
    const names = new Map(groups.map(({ id, name }) => [id, name]))
    return rows.map((row): LearnerChoice => {
      const ofThem = (row.groups ?? []).flatMap((id) => names.get(id) ?? [])
      const known = [...(row.rosterId === undefined ? [] : [row.rosterId]), ...ofThem]
      const { email } = row
      const address = email !== undefined && maySee(row, 'email') ? [email] : []
      return { id: row.id, name: row.name, known: known.length > 0 ? known : address }
    })
  }

  const chosenBy = async (organizationId: string, chosenId: string) => {
    const one = Check(Id, chosenId) ? await learners.byId(chosenId) : undefined
    const isTheirs = one?.organizationId === organizationId && isKept(one)
    return isTheirs ? (await present(organizationId, named([one])))[0] : undefined
  }

  return async (caller, organizationId, { typed, chosenId, language }) => {
    const one = await chosenBy(organizationId, chosenId)
    const chosen = one === undefined ? {} : { chosen: one }
    const wanted = cut(typed, mostTyped)
    if (wanted.trim() !== '') {
      const { rows, hasMore } = await learners.meantBy(caller, organizationId, {
        typed: wanted,
        language,
      })
      const seen = named(rows)
      const found = await present(organizationId, seen.slice(0, mostFound))
      return { ...chosen, found: { learners: found, count: seen.length, hasMore } }
    }
    const { rows, next } = await learners.list(caller, organizationId, {})
    if (next !== undefined) return chosen
    return { ...chosen, all: inOrder(await present(organizationId, named(rows)), language) }
  }
}
