import Type from 'typebox'
import { closed, Name } from '../../schemas/requests/common.ts'
import { PasskeysPage } from '../../templates/accounts/passkeys.tsx'
import type { Audit } from '../audit/audit.ts'
import { action, formPage } from '../web/page.ts'
import type { Accounts } from './accounts.ts'
import { createLanding, signInBody } from './sign-in-pages.tsx'

export interface PasskeyPageDeps {
  readonly accounts: Accounts
  readonly audit: Audit
  /** Where somebody begins who signs in. */
  readonly startOf: (accountId: string) => Promise<string>
}

/** What comes of a question to a device: a ticket of ours and what the browser wrote. */
const answer = {
  ticket: Type.String({ maxLength: 1_000 }),
  /** Missing where a form was sent without a browser that asks devices. */
  credential: Type.Optional(Type.String({ maxLength: 20_000 })),
}
const Next = Type.Optional(Type.String({ maxLength: 500 }))

/** Passkeys: signing in by one, and those of one's own. */
export function passkeyPages({ accounts, audit, startOf }: PasskeyPageDeps) {
  const { passkeys } = accounts
  const landing = createLanding(startOf)

  return [
    formPage({
      path: '/sign-in/passkey',
      access: 'anyone',
      form: Type.Object({ ...answer, next: Next }, closed),
      async show({ caller, text }, passkeyDraft) {
        const { next } = passkeyDraft.values
        const asked = typeof next === 'string' ? next : '/'
        if (caller !== undefined) return landing(caller.accountId, asked)
        return {
          title: text('accounts.signIn.title'),
          ...signInBody(passkeys, { passkeyDraft, next: asked }),
        }
      },
      async act({ session }, { next, ...sent }) {
        const account = await passkeys.signIn(sent)
        await session.signIn(account.id)
        await audit.record({
          owner: 'service',
          actor: account.id,
          act: 'account.signed-in',
          object: account.id,
        })
        return landing(account.id, next)
      },
    }),
    formPage({
      path: '/account/passkeys',
      access: 'signed-in',
      form: Type.Object({ ...answer, name: Name }, closed),
      async show({ caller, text }, draft) {
        const question = await passkeys.askToAdd(caller)
        return {
          title: text('passkeys.title'),
          body: (
            <PasskeysPage
              draft={draft}
              passkeys={await passkeys.list(caller)}
              {...(question === undefined ? {} : { question })}
            />
          ),
          scripts: ['/scripts/passkey.js'],
        }
      },
      async act({ caller }, sent) {
        await passkeys.add(caller, sent)
        return { redirect: '/account/passkeys' }
      },
    }),
    action({
      path: '/account/passkeys/:passkeyId/removal',
      access: 'signed-in',
      params: Type.Object({ passkeyId: Type.String({ pattern: '^[\\w-]{43}$' }) }, closed),
      async act({ caller, params }) {
        await passkeys.remove(caller, params.passkeyId)
        return { redirect: '/account/passkeys' }
      },
    }),
  ]
}
