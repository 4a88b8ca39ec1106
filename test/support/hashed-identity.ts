import { identityHash } from '../../src/credentials/identity.ts'
import type { JsonObject } from '../../src/credentials/json.ts'

/** An address as another platform puts it into a badge: hashed with a salt of its own. */
export function hashedIdentity(email: string): JsonObject {
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: identityHash(email, 'salt'),
    identityType: 'emailAddress',
    salt: 'salt',
  }
}
