/**
 * Makes the four secrets of an installation as lines for its .env file: `node scripts/make-secrets.mjs >> .env`.
 * Plain JavaScript with nothing to install or build, so that it also runs where only Node is.
 */
import { randomBytes } from 'node:crypto'

const secret = () => randomBytes(32).toString('base64')

console.log(`SECRET_KEY_ENCRYPTION_KEYS=1:${secret()}`)
for (const name of ['SESSION', 'TICKETS', 'EMAIL_INDEX']) console.log(`SECRET_${name}=${secret()}`)
