import type { AnsweredRequests } from '../answered-requests.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { AnyDuty } from '../jobs/worker.ts'
import type { Storage } from '../storage/tables.ts'
import type { World } from '../world.ts'
import { createAnsweredRequests } from './answered-requests.ts'
import { createApiKeys, type ApiKeys } from './api-keys.ts'
import { createLeavingAccounts, type LeavingAccounts } from './leaving.ts'
import { createPasskeyCeremony } from './passkey-ceremony.ts'
import { createPasskeys, type Passkeys } from './passkeys.ts'
import { createPeople, type People } from './people.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSettingUp, type SettingUp } from './set-up.ts'
import { createSignIn, type SendSignInMail, type SignIn } from './sign-in.ts'
import {
  accountTable,
  answeredRequestTable,
  apiKeyTable,
  emailKeyTable,
  passkeyTable,
  sessionTable,
  setUpTable,
  signInLinkTable,
  usedChallengeTable,
} from './tables.ts'
import { tellPasskeysDuty, type SendPasskeyMail } from './tell-passkeys.ts'
import type { Tickets } from './tickets.ts'

export interface Accounts {
  readonly people: People
  readonly signIn: SignIn
  readonly passkeys: Passkeys
  readonly sessions: Sessions
  readonly apiKeys: ApiKeys
  readonly settingUp: SettingUp
  readonly answeredRequests: AnsweredRequests
  /** Those that are being deleted. */
  readonly leaving: LeavingAccounts
  /** Who a signed-in session speaks for. */
  callerOfAccount(accountId: string): Promise<Caller | undefined>
  signOutEverywhere(caller: Caller): Promise<void>
  readonly duties: readonly AnyDuty[]
}

export interface AccountsDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly emailSecret: Uint8Array
  /** Seals the answers that are kept for repeated requests: 32 bytes. */
  readonly answerSecret: Uint8Array
  readonly tickets: Tickets
  /** Where the pages are: passkeys are bound to it. */
  readonly origin: string
  readonly sendSignInMail: SendSignInMail
  readonly sendPasskeyMail: SendPasskeyMail
}

/** Who is asking: people, their ways to sign in, sessions and API keys. */
export function createAccounts(deps: AccountsDeps): Accounts {
  const { storage, world, audit, tickets } = deps
  const accounts = storage.open(accountTable)
  const emailKeys = storage.open(emailKeyTable)
  const signInLinks = storage.open(signInLinkTable)
  const apiKeys = storage.open(apiKeyTable)
  const passkeys = storage.open(passkeyTable)
  const people = createPeople({ accounts, emailKeys, emailSecret: deps.emailSecret, world })
  const sessions = createSessions({ sessions: storage.open(sessionTable), world })
  return {
    people,
    sessions,
    leaving: createLeavingAccounts({
      accounts,
      emailKeys,
      signInLinks,
      apiKeys,
      passkeys,
      sessions,
      world,
    }),
    signIn: createSignIn({
      signInLinks,
      people,
      tickets,
      sendMail: deps.sendSignInMail,
      world,
    }),
    passkeys: createPasskeys({
      passkeys,
      usedChallenges: storage.open(usedChallengeTable),
      ceremony: createPasskeyCeremony({ origin: deps.origin, service: 'Waymark' }),
      people,
      tickets,
      audit,
      world,
    }),
    apiKeys: createApiKeys({ apiKeys, people, world }),
    answeredRequests: createAnsweredRequests({
      requests: storage.open(answeredRequestTable),
      secret: deps.answerSecret,
      world,
    }),
    settingUp: createSettingUp({ setUp: storage.open(setUpTable), people, world }),
    duties: [tellPasskeysDuty({ passkeys, people, sendMail: deps.sendPasskeyMail })],
    async callerOfAccount(accountId) {
      const account = await people.byId(accountId)
      if (account === undefined) return undefined
      return { accountId, scopes: 'every', operator: account.operator }
    },
    async signOutEverywhere(caller) {
      await sessions.removeAll(caller.accountId)
      await audit.record({
        owner: 'service',
        actor: caller.accountId,
        act: 'account.signed-out-everywhere',
        object: caller.accountId,
      })
    },
  }
}
