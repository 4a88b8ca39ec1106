import Type from 'typebox'
import { closed, Name } from '../../schemas/requests/common.ts'
import { PasskeysPage } from '../../templates/accounts/passkeys.tsx'
import { action, formPage } from '../web/page.ts'
import type { Accounts } from './accounts.ts'
import { createArriving, signInBody, type ArrivingDeps } from './sign-in-pages.tsx'

export interface PasskeyPageDeps extends ArrivingDeps {
  readonly accounts: Accounts
}

/** What comes of a question to a device: a ticket of ours and what the browser wrote. */
const answer = {
  ticket: Type.String({ maxLength: 1_000 }),
  /** Missing where a form was sent without a browser that asks devices. */
  credential: Type.Optional(Type.String({ maxLength: 20_000 })),
}
const Next = Type.Optional(Type.String({ maxLength: 500 }))

/** Passkeys: signing in by one, and those of one's own. */
export function passkeyPages(deps: PasskeyPageDeps) {
  const { passkeys } = deps.accounts
  const arriving = createArriving(deps)

  return [
    formPage({
      path: '/sign-in/passkey',
      access: 'anyone',
      form: Type.Object({ ...answer, next: Next }, closed),
      async show({ caller, text }, passkeyDraft) {
        const { next } = passkeyDraft.values
        const asked = typeof next === 'string' ? next : '/'
        if (caller !== undefined) return arriving.landing(caller.accountId, asked)
        return {
          title: text('accounts.signIn.title'),
          ...signInBody(passkeys, { passkeyDraft, next: asked }),
        }
      },
      async act({ session }, { next, ...sent }) {
        const account = await passkeys.signIn(sent)
        return arriving.signIn(session, account.id, next)
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
