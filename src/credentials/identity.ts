import { createHash } from 'node:crypto'

/**
 * The `identityHash` of an IdentityObject (OB 3.0 §B.1.15): SHA-256 over the UTF-8 identifier with the salt appended.
 * An e-mail address is compared in lower case, without surrounding space.
 * @returns `sha256$` and 64 lower-case hexadecimal digits
 */
export function identityHash(email: string, salt: string): string {
  return identifierHash(email.trim().toLowerCase(), salt)
}

/** The same of an identifier of any kind, as it stands. */
export function identifierHash(identifier: string, salt: string): string {
  return `sha256$${createHash('sha256').update(`${identifier}${salt}`, 'utf8').digest('hex')}`
}
