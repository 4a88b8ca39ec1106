import { WaymarkError } from '../errors.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import type { Sealing } from './sealing.ts'
import type { SealedKey, Setting } from './tables.ts'

const baseId = 'identifier-base'
const sealId = 'sealed-check'
const plain = 'the key-encryption key fits'

/**
 * The base of every id is frozen once the first organization exists: other people hold credentials
 * that name it.
 * @throws WaymarkError identifier-base-frozen with `frozen` and `configured`
 */
export async function checkIdentifierBase(settings: Table<Setting>, base: string): Promise<void> {
  const frozen = await settings.get(baseId)
  if (frozen !== undefined && frozen.value !== base) {
    throw new WaymarkError('identifier-base-frozen', {
      values: { frozen: frozen.value, configured: base },
    })
  }
}

export async function freezeIdentifierBase(settings: Table<Setting>, base: string): Promise<void> {
  await insertOnce(settings, baseId, base)
  await checkIdentifierBase(settings, base)
}

/**
 * A value sealed at the first start must still open: a wrong or lost key-encryption key is met at the
 * start, not at the first award.
 * @throws Error when it does not open
 */
export async function checkSealing(settings: Table<Setting>, sealing: Sealing): Promise<void> {
  await insertOnce(settings, sealId, JSON.stringify(sealing.seal(Buffer.from(plain), sealId)))
  const stored = await settings.get(sealId)
  const sealed: SealedKey | undefined = stored && readSealed(stored.value)
  const opened = sealed && Buffer.from(sealing.open(sealed, sealId)).toString()
  if (opened !== plain) throw new Error('the sealed check value does not open')
}

/** Seals the check value under the newest key-encryption key, so that the older one can be given up. */
export async function sealCheckAgain(settings: Table<Setting>, sealing: Sealing): Promise<void> {
  await settings.change(sealId, (found) => {
    const sealed = readSealed(found.value)
    if (sealed.keyEncryptionKey === sealing.newest) return undefined
    const again = sealing.seal(sealing.open(sealed, sealId), sealId)
    return { ...found, value: JSON.stringify(again) }
  })
}

function readSealed(text: string): SealedKey {
  const parsed: unknown = JSON.parse(text)
  const member = (name: string) => {
    const value: unknown = Reflect.get(Object(parsed), name)
    if (typeof value !== 'string') throw new Error('the sealed check value is damaged')
    return value
  }
  return {
    keyEncryptionKey: member('keyEncryptionKey'),
    iv: member('iv'),
    tag: member('tag'),
    text: member('text'),
  }
}

async function insertOnce(settings: Table<Setting>, id: string, value: string): Promise<void> {
  try {
    await settings.insert({ id, value })
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error
  }
}
