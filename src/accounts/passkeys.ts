import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { CeremonyOptions, PasskeyCeremony } from './passkey-ceremony.ts'
import type { People } from './people.ts'
import { hashToken } from './secrets.ts'
import type { Account, Passkey, UsedChallenge } from './tables.ts'
import type { Tickets } from './tickets.ts'

/** What a page asks a browser for, and the ticket that comes back with the answer. */
export interface PasskeyQuestion {
  readonly options: CeremonyOptions
  readonly ticket: string
}

/** A browser's answer, with the ticket of the question. */
export interface PasskeyAnswer {
  readonly ticket: string
  /** JSON. */
  readonly credential?: string | undefined
}

/** Keys in the devices of a person, by which they sign in without a mail. The mailed link goes on working beside them. */
export interface Passkeys {
  /** Those of the caller, newest first. */
  list(caller: Caller): Promise<readonly Passkey[]>
  /** Asks for a new one; undefined where there is no room for it. @throws WaymarkError not-allowed */
  askToAdd(caller: Caller): Promise<PasskeyQuestion | undefined>
  /** Keeps it; its person is mailed that it is there. @throws WaymarkError not-allowed, passkeys-full, passkey-failed */
  add(caller: Caller, answer: PasskeyAnswer & { name: string }): Promise<Passkey>
  /** @throws WaymarkError not-found when it is not the caller's */
  remove(caller: Caller, passkeyId: string): Promise<void>
  /** Asks whoever it may be for theirs. */
  askToSignIn(): PasskeyQuestion
  /** Whose passkey answered. Each question is answered once. @throws WaymarkError passkey-failed */
  signIn(answer: PasskeyAnswer): Promise<Account>
}

export interface PasskeyDeps {
  readonly passkeys: Table<Passkey, 'byAccount'>
  readonly usedChallenges: Table<UsedChallenge>
  readonly ceremony: PasskeyCeremony
  readonly people: Pick<People, 'byId'>
  readonly tickets: Tickets
  readonly audit: Audit
  readonly world: World
}

/** A page may lie open for a while before its button is pressed. */
const questionMinutes = 60
const mostPasskeys = 10
/** Between whose a question is and what is to be signed; no id has it. */
const between = '~'

export function createPasskeys(deps: PasskeyDeps): Passkeys {
  const { passkeys, usedChallenges, ceremony, people, tickets, audit, world } = deps

  const listOf = async (accountId: string) =>
    (
      await passkeys.find({
        index: 'byAccount',
        equals: { accountId },
        order: 'descending',
        limit: mostPasskeys,
      })
    ).rows

  /** A key that signs in would outlive the API key that made it. */
  const requirePerson = async (caller: Caller) => {
    if (caller.scopes !== 'every') throw new WaymarkError('not-allowed')
    const account = await people.byId(caller.accountId)
    if (account === undefined) throw new WaymarkError('not-allowed')
    return account
  }
  const hasRoom = (own: readonly Passkey[]) => own.length < mostPasskeys

  /** What was asked, once. @param whose the account that a question was for; empty where it was for anybody */
  const useQuestion = async (ticket: string, whose: string) => {
    const [asked, challenge = ''] = (tickets.read('passkey', ticket) ?? '').split(between)
    if (challenge === '' || asked !== whose) throw new WaymarkError('passkey-failed')
    const expires = new Date(world.now().getTime() + questionMinutes * 60_000)
    try {
      await usedChallenges.insert({ id: hashToken(challenge), expiresAt: timestamp(expires) })
    } catch (error) {
      throw error instanceof Duplicate ? new WaymarkError('passkey-failed') : error
    }
    return challenge
  }
  const question = (whose: string, options: (challenge: string) => CeremonyOptions) => {
    const challenge = world.newId()
    const ticket = tickets.issue('passkey', `${whose}${between}${challenge}`, questionMinutes)
    return { options: options(challenge), ticket }
  }

  /** A counter that goes back is the key of a copied device (WebAuthn Level 3 §7.2, step 22). */
  const noteUse = async (id: string, counter: number) => {
    const noted = await passkeys.change(id, (found) => {
      const goesBack = counter <= found.counter && (counter > 0 || found.counter > 0)
      if (goesBack) throw new WaymarkError('passkey-failed')
      return { ...found, counter, usedAt: timestamp(world.now()) }
    })
    if (noted === undefined) throw new WaymarkError('passkey-failed')
  }

  return {
    async list(caller) {
      return listOf(caller.accountId)
    },
    async askToAdd(caller) {
      const { id, email } = await requirePerson(caller)
      const own = await listOf(id)
      if (!hasRoom(own)) return undefined
      const known = own.map(({ credentialId }) => credentialId)
      return question(id, (challenge) =>
        ceremony.toMake({ challenge, accountId: id, email, known }),
      )
    },
    async add(caller, { ticket, credential = '', name }) {
      const { id: accountId } = await requirePerson(caller)
      if (!hasRoom(await listOf(accountId))) throw new WaymarkError('passkeys-full')
      const key = await ceremony.made(credential, await useQuestion(ticket, accountId))
      if (key === undefined) throw new WaymarkError('passkey-failed')
      const id = hashToken(key.credentialId)
      const createdAt = timestamp(world.now())
      const kept = await passkeys
        .insert({ id, accountId, name, ...key, createdAt, mailDueAt: createdAt, mailAttempts: 0 })
        .catch((error: unknown) => {
          throw error instanceof Duplicate ? new WaymarkError('passkey-failed') : error
        })
      await audit.record({ owner: 'service', actor: accountId, act: 'passkey.added', object: id })
      return kept
    },
    async remove(caller, passkeyId) {
      const { id: accountId } = await requirePerson(caller)
      const found = await passkeys.get(passkeyId)
      if (found?.accountId !== accountId) throw new WaymarkError('not-found')
      await passkeys.remove(passkeyId)
      await audit.record({
        owner: 'service',
        actor: accountId,
        act: 'passkey.removed',
        object: passkeyId,
      })
    },
    askToSignIn: () => question('', (challenge) => ceremony.toUse(challenge)),
    async signIn({ ticket, credential = '' }) {
      const challenge = await useQuestion(ticket, '')
      const found = await passkeys.get(hashToken(ceremony.named(credential) ?? ''))
      if (found === undefined) throw new WaymarkError('passkey-failed')
      const counter = await ceremony.used(credential, challenge, found)
      const account = await people.byId(found.accountId)
      if (counter === undefined || account === undefined) throw new WaymarkError('passkey-failed')
      await noteUse(found.id, counter)
      return account
    },
  }
}
