import { WaymarkError } from '../errors.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { People } from './people.ts'
import { hashToken, sameText } from './secrets.ts'
import type { Account, SetUp } from './tables.ts'

const rowId = 'set-up'

export interface SettingUp {
  /** A fresh one-time token while the service has no operator; undefined once it has been set up. */
  freshToken(): Promise<string | undefined>
  isOpen(token: string): Promise<boolean>
  /** Whether somebody runs this service. */
  isDone(): Promise<boolean>
  /** Makes the operator's account. @throws WaymarkError link-used-or-expired */
  complete(
    token: string,
    person: { email: string; name: string; language: string },
  ): Promise<Account>
}

interface Deps {
  readonly setUp: Table<SetUp>
  readonly people: People
  readonly world: World
}

export function createSettingUp({ setUp, people, world }: Deps): SettingUp {
  const fits = (row: SetUp | undefined, token: string) =>
    row !== undefined && row.doneAt === undefined && sameText(row.tokenHash, hashToken(token))

  return {
    async freshToken() {
      const token = Buffer.from(world.random(24)).toString('base64url')
      const tokenHash = hashToken(token)
      try {
        await setUp.insert({ id: rowId, tokenHash })
        return token
      } catch (error) {
        if (!(error instanceof Duplicate)) throw error
      }
      const row = await setUp.change(rowId, (found) =>
        found.doneAt === undefined ? { ...found, tokenHash } : undefined,
      )
      if (row?.doneAt === undefined) return token
      // A stop right after the link was used must not leave a service that nobody runs.
      if (row.accountId !== undefined) await people.makeOperator(row.accountId)
      return undefined
    },
    isDone: async () => (await setUp.get(rowId))?.doneAt !== undefined,
    isOpen: async (token) => fits(await setUp.get(rowId), token),
    async complete(token, person) {
      if (!fits(await setUp.get(rowId), token)) throw new WaymarkError('link-used-or-expired')
      const account = await people.ofEmail(person.email, person)
      const doneAt = timestamp(world.now())
      const row = await setUp.change(rowId, (found) => {
        if (!fits(found, token)) throw new WaymarkError('link-used-or-expired')
        return { ...found, doneAt, accountId: account.id }
      })
      if (row === undefined) throw new WaymarkError('link-used-or-expired')
      return (await people.makeOperator(account.id)) ?? account
    },
  }
}
