import { DeleteAccountBody } from '../../schemas/requests/account-deletion.ts'
import { AccountDeletedPage, DeleteAccountPage } from '../../templates/accounts/deletion.tsx'
import { formPage, page } from '../web/page.ts'
import type { AccountDeletion } from './account-deletion/deletion.ts'

interface Deps {
  readonly accountDeletion: Pick<AccountDeletion, 'look' | 'remove'>
}

/** The page that says what goes and what stays when somebody deletes their account, and does it. */
export function deletionPages({ accountDeletion }: Deps) {
  return [
    formPage({
      path: '/account/deletion',
      access: 'signed-in',
      form: DeleteAccountBody,
      async show({ caller, text }, draft) {
        const before = await accountDeletion.look(caller)
        return {
          title: text('deletion.title'),
          body: <DeleteAccountPage draft={draft} {...before} />,
        }
      },
      async act({ caller, session }, { confirm, asksRemoval = false }) {
        await accountDeletion.remove(caller, { confirm, asksRemoval })
        await session.signOut()
        return { redirect: '/account/deleted' }
      },
    }),
    page({
      path: '/account/deleted',
      access: 'anyone',
      async show({ text }) {
        return { title: text('deletion.doneTitle'), body: <AccountDeletedPage /> }
      },
    }),
  ]
}
