import { WaymarkError } from '../errors.ts'
import { removeAll } from '../storage/remove-all.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Sessions } from './sessions.ts'
import type { Account, ApiKey, EmailKey, Passkey, SignInLink } from './tables.ts'

/** Whose account is being deleted. The second time the address is empty: it may be somebody new by then. */
export interface Leaver {
  readonly accountId: string
  readonly email: string
  readonly asksRemoval: boolean
  /** It is done for the last time: whatever was at work when it began is over. */
  readonly isLast: boolean
}

/** The accounts that are being deleted, which nobody else sees. */
export interface LeavingAccounts {
  /** From now on nobody finds the account. @throws WaymarkError not-found: it is gone, or going already */
  begin(accountId: string, asksRemoval: boolean): Promise<Account>
  /** Those whose deletion is to go on by now. */
  due(now: string, limit: number): Promise<readonly Account[]>
  /** Takes one for a while; undefined when somebody else was faster. */
  lease(account: Account, until: string): Promise<Account | undefined>
  postpone(accountId: string, until: string): Promise<void>
  /** Every way into the account: its address, links that were mailed, passkeys, sessions, API keys. */
  forgetWaysIn(leaver: Leaver): Promise<void>
  /** After everything else went: nothing is left but a mark for an hour, and then nothing at all. */
  end(account: Account): Promise<void>
}

interface Deps {
  readonly accounts: Table<Account, 'byLeavingDue'>
  readonly emailKeys: Table<EmailKey, 'byAccount'>
  readonly signInLinks: Table<SignInLink, 'byEmail'>
  readonly apiKeys: Table<ApiKey, 'byAccount'>
  readonly passkeys: Table<Passkey, 'byAccount'>
  readonly sessions: Sessions
  readonly world: World
}

/** Longer than anything takes that was begun for an account before it was deleted. */
const waitMinutes = 60

export function createLeavingAccounts(deps: Deps): LeavingAccounts {
  const { accounts, emailKeys, signInLinks, apiKeys, passkeys, sessions, world } = deps
  const inMinutes = (minutes: number) =>
    timestamp(new Date(world.now().getTime() + minutes * 60_000))

  return {
    async begin(accountId, asksRemoval) {
      const begun = await accounts.change(accountId, (found) => {
        if (found.leaving !== undefined) throw new WaymarkError('not-found')
        return {
          ...found,
          leaving: { at: timestamp(world.now()), asksRemoval },
          // Whoever begins goes on at once; the duty is for what was cut off.
          leavingDueAt: inMinutes(1),
          leavingAttempts: 0,
        }
      })
      if (begun === undefined) throw new WaymarkError('not-found')
      return begun
    },
    async due(time, limit) {
      // A bound that includes the very second, since `to` is exclusive.
      return (await accounts.find({ index: 'byLeavingDue', to: `${time}~`, limit })).rows
    },
    async lease(account, until) {
      const hold = { taken: false }
      const leased = await accounts.change(account.id, (found) => {
        hold.taken = found.leavingDueAt === account.leavingDueAt
        if (!hold.taken) return undefined
        return { ...found, leavingDueAt: until, leavingAttempts: (found.leavingAttempts ?? 0) + 1 }
      })
      return hold.taken ? leased : undefined
    },
    async postpone(accountId, until) {
      await accounts.change(accountId, (found) => ({ ...found, leavingDueAt: until }))
    },
    async forgetWaysIn({ accountId, email }) {
      const equals = { accountId }
      // First of all, since nobody can sign up with the address as long as it leads here.
      await removeAll(emailKeys, { index: 'byAccount', equals })
      await sessions.removeAll(accountId)
      await removeAll(passkeys, { index: 'byAccount', equals })
      await removeAll(apiKeys, { index: 'byAccount', equals })
      if (email !== '') await removeAll(signInLinks, { index: 'byEmail', equals: { email } })
    },
    async end({ id, leaving }) {
      if (leaving?.once === true) {
        await accounts.remove(id)
        return
      }
      await accounts.change(id, ({ createdAt, leaving: found }) => ({
        id,
        email: '',
        name: '',
        language: 'en',
        operator: false,
        createdAt,
        ...(found === undefined ? {} : { leaving: { ...found, once: true } }),
        leavingDueAt: inMinutes(waitMinutes),
        leavingAttempts: 0,
      }))
    },
  }
}
