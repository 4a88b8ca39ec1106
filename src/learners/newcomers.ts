import { hashToken } from '../accounts/secrets.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import type { LearnerKey } from './tables.ts'

/**
 * Whoever is about to be made known, perhaps by several at once. The first who asks says under which id; all others make the
 * record under the same one. Once the record can be found by itself, it is over.
 */
export interface Newcomers {
  /** @param who what tells them from others, whose parts nobody reads again @returns the id that their record gets */
  idOf(who: readonly string[], wished: string): Promise<string>
  /** They are known, or it came to nothing. */
  over(who: readonly string[]): Promise<void>
}

export function createNewcomers(keys: Table<LearnerKey>): Newcomers {
  const keyOf = (who: readonly string[]) => `new:${hashToken(who.join('\n'))}`

  const idOf: Newcomers['idOf'] = async (who, wished) => {
    const id = keyOf(who)
    try {
      return (await keys.insert({ id, learnerId: wished })).learnerId
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      // Where it was over in this very moment, whoever asks is the first again.
      return (await keys.get(id))?.learnerId ?? idOf(who, wished)
    }
  }
  return {
    idOf,
    async over(who) {
      await keys.remove(keyOf(who))
    },
  }
}
