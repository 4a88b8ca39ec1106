import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { World } from '../world.ts'
import type { SealedKey } from './tables.ts'

/** Key-encryption keys by their version, a whole number; each 32 bytes. */
export type KeyEncryptionKeys = ReadonlyMap<string, Uint8Array>

export interface Sealing {
  /** Encrypts with the newest key-encryption key. `bound` is authenticated, not stored. */
  seal(secret: Uint8Array, bound: string): SealedKey
  /** @throws Error when the key-encryption key is gone or is another one, or anything was changed. */
  open(sealed: SealedKey, bound: string): Uint8Array
  readonly newest: string
}

/** AES-256-GCM with a fresh 96-bit nonce per sealing (NIST SP 800-38D). */
export function createSealing(keys: KeyEncryptionKeys, random: World['random']): Sealing {
  const newest = [...keys.keys()].sort((one, other) => Number(one) - Number(other)).at(-1)
  if (newest === undefined) throw new Error('there is no key-encryption key')
  const keyOf = (version: string) => {
    const key = keys.get(version)
    if (key === undefined) throw new Error(`key-encryption key ${version} is not configured`)
    return key
  }
  return {
    newest,
    seal(secret, bound) {
      const iv = random(12)
      const cipher = createCipheriv('aes-256-gcm', keyOf(newest), iv).setAAD(Buffer.from(bound))
      const text = Buffer.concat([cipher.update(secret), cipher.final()])
      return {
        keyEncryptionKey: newest,
        iv: Buffer.from(iv).toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        text: text.toString('base64'),
      }
    },
    open(sealed, bound) {
      const iv = Buffer.from(sealed.iv, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed.keyEncryptionKey), iv, {
        authTagLength: 16,
      })
      decipher.setAAD(Buffer.from(bound)).setAuthTag(Buffer.from(sealed.tag, 'base64'))
      return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()])
    },
  }
}
