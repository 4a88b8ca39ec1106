import type { ColumnMeaning } from '../../../schemas/requests/batches.ts'
import { hashToken } from '../../accounts/secrets.ts'
import { declare, Duplicate, type Entity, type Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import { plainTitle } from './column-words.ts'

/** What an organization said of columns with these titles. Its id is a digest of whose it is and of the titles, which are not kept. */
export interface ColumnChoice extends Entity {
  readonly organizationId: string
  readonly meanings: readonly ColumnMeaning[]
  readonly expiresAt: string
}

export const columnChoiceTable = declare<ColumnChoice>()({
  name: 'columnChoices',
  shape: 1,
  indexes: {},
  expiresAt: 'expiresAt',
})

/** Long enough to be there when the same list comes again next school year. */
const daysKept = 730

export interface ColumnChoices {
  /** What the columns with these titles were taken for here before. */
  of(
    organizationId: string,
    titles: readonly string[],
  ): Promise<readonly ColumnMeaning[] | undefined>
  /** Keeps it for the next list with these titles. */
  keep(
    organizationId: string,
    titles: readonly string[],
    meanings: readonly ColumnMeaning[],
  ): Promise<void>
}

export function createColumnChoices(choices: Table<ColumnChoice>, world: World): ColumnChoices {
  const idOf = (organizationId: string, titles: readonly string[]) =>
    hashToken([organizationId, ...titles.map(plainTitle)].join('\n'))
  return {
    async of(organizationId, titles) {
      const kept = await choices.get(idOf(organizationId, titles))
      return kept?.expiresAt !== undefined && kept.expiresAt > timestamp(world.now())
        ? kept.meanings
        : undefined
    },
    async keep(organizationId, titles, meanings) {
      const id = idOf(organizationId, titles)
      const until = new Date(world.now().getTime() + daysKept * 86_400_000)
      const choice = { id, organizationId, meanings, expiresAt: timestamp(until) }
      try {
        await choices.insert(choice)
      } catch (error) {
        if (!(error instanceof Duplicate)) throw error
        await choices.change(id, () => choice)
      }
    },
  }
}
