import {
  AccountDeletedAnswer,
  AccountDeletionAnswer,
  DeleteAccountBody,
} from '../../schemas/requests/account-deletion.ts'
import { route } from '../web/route.ts'
import type { AccountDeletion } from './account-deletion/deletion.ts'

const tag = 'Account'

/** Somebody deletes their own account. */
export function deletionRoutes(accountDeletion: Pick<AccountDeletion, 'look' | 'remove'>) {
  return [
    route({
      method: 'get',
      path: '/api/v1/account/deletion',
      operationId: 'lookAtAccountDeletion',
      tag,
      summary: 'What would go and what would stay if you deleted your account',
      access: 'account:delete',
      answers: { 200: { description: 'What would go', schema: AccountDeletionAnswer } },
      errors: ['not-allowed', 'not-found'],
      async handle({ caller }) {
        const { email: _own, ...before } = await accountDeletion.look(caller)
        return {
          status: 200,
          body: {
            ...before,
            onlyOwnerOf: [...before.onlyOwnerOf],
            places: [...before.places],
            children: [...before.children],
          },
        }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/account/deletion',
      operationId: 'deleteAccount',
      tag,
      summary: 'Delete your account and everything in it, for good',
      access: 'account:delete',
      body: DeleteAccountBody,
      answers: {
        200: { description: 'Nobody finds the account any more', schema: AccountDeletedAnswer },
      },
      errors: ['not-allowed', 'not-found', 'runs-the-service', 'last-owner'],
      async handle({ caller, body: { confirm, asksRemoval = false } }) {
        return { status: 200, body: await accountDeletion.remove(caller, { confirm, asksRemoval }) }
      },
    }),
  ]
}
