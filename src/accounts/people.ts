import { WaymarkError } from '../errors.ts'
import { Duplicate, type New, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { keyedHash, normalizeEmail } from './secrets.ts'
import type { Account, EmailKey } from './tables.ts'

/** Those who can sign in. Whoever deleted their account is there for nobody, from the first moment on. */
export interface People {
  byId(accountId: string): Promise<Account | undefined>
  byIds(accountIds: readonly string[]): Promise<readonly Account[]>
  byEmail(email: string): Promise<Account | undefined>
  /**
   * The account of this address, made when there is none.
   * @throws WaymarkError not-ready for the moment in which the one that had the address is being deleted
   */
  ofEmail(email: string, person: NewPerson): Promise<Account>
  rename(accountId: string, name: string, language: string): Promise<Account | undefined>
  makeOperator(accountId: string): Promise<Account | undefined>
  /** The keyed hash an address is known by wherever it must be found but not read. */
  emailHash(email: string): string
}

export interface NewPerson {
  readonly name: string
  readonly language: string
}

interface Deps {
  readonly accounts: Table<Account>
  readonly emailKeys: Table<EmailKey>
  readonly emailSecret: Uint8Array
  readonly world: World
}

export function createPeople({ accounts, emailKeys, emailSecret, world }: Deps): People {
  const emailHash = (email: string) => keyedHash(emailSecret, 'email', normalizeEmail(email))
  const keyOf = (email: string) => `email:${emailHash(email)}`

  const byId = async (accountId: string) => {
    const account = await accounts.get(accountId)
    return account !== undefined && isThere(account) ? account : undefined
  }

  const byEmail = async (email: string) => {
    const key = await emailKeys.get(keyOf(email))
    return key === undefined ? undefined : byId(key.accountId)
  }

  const change = async (accountId: string, to: (account: Account) => New<Account>) => {
    const changed = await accounts.change(accountId, (account) =>
      isThere(account) ? to(account) : undefined,
    )
    return changed !== undefined && isThere(changed) ? changed : undefined
  }

  const create = async (email: string, person: NewPerson) => {
    const account = await accounts.insert({
      id: world.newId(),
      email: normalizeEmail(email),
      name: person.name,
      language: person.language,
      operator: false,
      createdAt: timestamp(world.now()),
    })
    try {
      await emailKeys.insert({ id: keyOf(email), accountId: account.id })
      return account
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      // Somebody signed in with the same address in the same moment: theirs stands.
      await accounts.remove(account.id)
      return undefined
    }
  }

  return {
    byId,
    byIds: async (accountIds) => (await accounts.getMany(accountIds)).filter(isThere),
    byEmail,
    emailHash,
    async ofEmail(email, person) {
      const account =
        (await byEmail(email)) ?? (await create(email, person)) ?? (await byEmail(email))
      if (account === undefined) throw new WaymarkError('not-ready', { retryAfter: 60 })
      return account
    },
    makeOperator: (accountId) => change(accountId, (account) => ({ ...account, operator: true })),
    rename: (accountId, name, language) =>
      change(accountId, (account) => ({ ...account, name, language })),
  }
}

function isThere({ leaving }: Pick<Account, 'leaving'>): boolean {
  return leaving === undefined
}
