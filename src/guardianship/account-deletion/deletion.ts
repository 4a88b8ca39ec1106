import type { Accounts } from '../../accounts/accounts.ts'
import type { Leaver } from '../../accounts/leaving.ts'
import { normalizeEmail } from '../../accounts/secrets.ts'
import type { Account } from '../../accounts/tables.ts'
import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import { duty } from '../../jobs/worker.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import { requirePerson } from '../../portfolio/held.ts'
import { timestamp, type World } from '../../world.ts'
import { createLookAtAccount, type BeforeDeletion, type LookDeps } from './look.ts'

/**
 * Something that belongs to accounts and goes with one. It may be forgotten twice with the same result: what was cut off
 * is done again, and all of it once more an hour later.
 */
export interface Belonging {
  readonly name: string
  readonly forget: (leaver: Leaver) => Promise<unknown>
}

export interface DeletionChoice {
  /** The address of the account, typed by whoever means it. */
  readonly confirm: string
  /** Places that keep records of the person are asked to remove them, too. */
  readonly asksRemoval: boolean
}

/** Somebody deletes their own account: what is theirs goes, what places keep of what they gave stays. */
export interface AccountDeletion {
  /** What would go and what would stay, and what has to be done before. @throws WaymarkError not-allowed */
  look(caller: Caller): Promise<BeforeDeletion>
  /**
   * From the first moment on nobody finds the account; what is cut off is done by the worker.
   * @throws WaymarkError not-allowed, invalid-request: another address was typed; runs-the-service, last-owner
   */
  remove(caller: Caller, choice: DeletionChoice): Promise<{ readonly at: string }>
  readonly duty: ReturnType<typeof duty<Account>>
}

export interface DeletionDeps extends LookDeps {
  readonly accounts: Pick<Accounts, 'people' | 'leaving'>
  readonly organizations: Pick<Organizations, 'byIds' | 'staff'>
  readonly belongings: readonly Belonging[]
  readonly audit: Audit
  readonly world: World
  /** Told of what failed and is tried again; never gets whom it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
}

export function createAccountDeletion(deps: DeletionDeps): AccountDeletion {
  const { accounts, organizations, audit } = deps
  return {
    look: createLookAtAccount(deps),
    async remove(caller, { confirm, asksRemoval }) {
      const account = await ownAccount(deps, caller)
      requireSameAddress(account, confirm)
      if (account.operator) throw new WaymarkError('runs-the-service')
      await organizations.staff.leaveAll(account.id)
      const leaving = await accounts.leaving.begin(account.id, asksRemoval)
      await audit.record({
        owner: 'service',
        actor: account.id,
        act: 'account.deleted',
        object: account.id,
      })
      try {
        await forgetEverything(deps, leaving)
      } catch (cause) {
        deps.reportFault('delete-account', cause)
      }
      return { at: leaving.leaving?.at ?? timestamp(deps.world.now()) }
    },
    duty: deletionDuty(deps),
  }
}

async function ownAccount({ accounts }: DeletionDeps, caller: Caller): Promise<Account> {
  requirePerson(caller, 'account:delete')
  const account = await accounts.people.byId(caller.accountId)
  if (account === undefined) throw new WaymarkError('not-found')
  return account
}

/** A press by mistake, or on a device that somebody left signed in, deletes nobody. @throws WaymarkError invalid-request */
function requireSameAddress({ email }: Account, typed: string): void {
  if (normalizeEmail(typed) === email) return
  throw new WaymarkError('invalid-request', {
    problems: [{ path: '/confirm', rule: 'not-the-same' }],
  })
}

/** The account goes last: as long as it is there, it is known what is to be done. */
async function forgetEverything(
  { accounts, belongings }: DeletionDeps,
  account: Account,
): Promise<void> {
  const { id, email, leaving } = account
  const { asksRemoval = false, once: isLast = false } = leaving ?? {}
  const leaver = { accountId: id, email, asksRemoval, isLast }
  for (const { forget } of belongings) await forget(leaver)
  await accounts.leaving.end(account)
}

/** Goes on with deletions that were cut off, and looks an hour later for what was at work when they began. */
function deletionDuty(deps: DeletionDeps) {
  const { leaving } = deps.accounts
  return duty<Account>({
    name: 'delete-accounts',
    due: (now, limit) => leaving.due(now, limit),
    lease: (account, until) => leaving.lease(account, until),
    perform: (account) => forgetEverything(deps, account),
    async failed({ id }, again) {
      // Somebody was told that it is done, so it is never given up.
      const tomorrow = timestamp(new Date(deps.world.now().getTime() + 86_400_000))
      await leaving.postpone(id, again ?? tomorrow)
    },
    attemptsOf: ({ leavingAttempts = 0 }) => leavingAttempts,
  })
}
