import type { Who } from './who.ts'

/** Of the routes about one's own account, who may use each; part of the table in `who-may.ts`. */
export const whoMayOfAccounts = {
  'GET /account/deleted': 'everybody',
  'POST /sign-out': 'everybody',
  'POST /sign-out-everywhere': 'signed-in',
  'GET /api/v1/account/deletion': 'signed-in',
  'POST /api/v1/account/deletion': 'signed-in',
  'GET /account': 'signed-in',
  'POST /account': 'signed-in',
  'POST /account/mails/:organizationId/resumption': 'signed-in',
  'GET /account/deletion': 'signed-in',
  'POST /account/deletion': 'signed-in',
  'GET /account/api-keys/new': 'signed-in',
  'GET /account/passkeys': 'signed-in',
  'POST /account/passkeys': 'signed-in',
  'POST /account/passkeys/:passkeyId/removal': 'themselves',
  'GET /sign-in/passkey': 'everybody',
  'POST /sign-in/passkey': 'everybody',
  'POST /account/api-keys/new': 'signed-in',
  'POST /account/api-keys/:keyId/revocation': 'themselves',
} as const satisfies Readonly<Record<string, Who>>
