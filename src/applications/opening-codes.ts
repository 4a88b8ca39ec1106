import { sameText } from '../accounts/secrets.ts'
import { WaymarkError } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { Table } from '../storage/tables.ts'
import type { Opening } from './tables.ts'

/** What is typed at /apply instead of a long address. It is no secret: the badge itself says that one can apply. */
export interface OpeningCodes {
  /** The code of an opening, which can be found by it from now on. */
  of(opening: Opening): Promise<string>
  hashOf(achievementId: string): string
  /** @throws WaymarkError opening-code-unknown */
  byTypedCode(typed: string): Promise<Opening>
}

interface Deps {
  readonly openings: Table<Opening, 'byCode'>
  readonly claimCodes: Pick<ClaimCodes, 'codeOf' | 'hash' | 'read'>
}

export function createOpeningCodes({ openings, claimCodes }: Deps): OpeningCodes {
  const codeOf = (achievementId: string) => claimCodes.codeOf('application-opening', achievementId)
  const hashOf = (achievementId: string) => claimCodes.hash(codeOf(achievementId))
  return {
    hashOf,
    async of({ id, codeHash: kept }) {
      const codeHash = hashOf(id)
      // It was opened before there were codes, or with another secret.
      if (kept !== codeHash) await openings.change(id, (found) => ({ ...found, codeHash }))
      return codeOf(id)
    },
    async byTypedCode(typed) {
      const code = claimCodes.read(typed)
      const codeHash = code === undefined ? '' : claimCodes.hash(code)
      const { rows } = await openings.find({ index: 'byCode', equals: { codeHash }, limit: 1 })
      const [opening] = rows
      if (opening?.codeHash === undefined || !sameText(opening.codeHash, codeHash)) {
        throw new WaymarkError('opening-code-unknown')
      }
      return opening
    },
  }
}
