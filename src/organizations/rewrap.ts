import type { Storage } from '../storage/tables.ts'
import type { Sealing } from './sealing.ts'
import { bindingOf } from './signing-keys.ts'
import { checkSealing, sealCheckAgain } from './start-checks.ts'
import { organizationTable, settingTable, signingKeyTable } from './tables.ts'

/**
 * Seals whatever is sealed, of the service and of every organization, under the newest key-encryption key:
 * afterwards the older ones can be given up. Answers how many keys were sealed again. Broken off, it can be
 * run again.
 * @throws Error when something does not open
 */
export async function rewrapKeys(storage: Storage, sealing: Sealing): Promise<number> {
  const organizations = storage.open(organizationTable)
  const keys = storage.open(signingKeyTable)
  const settings = storage.open(settingTable)
  await storage.prepare()
  await checkSealing(settings, sealing)

  const rewrap = async (id: string) => {
    const row = { isRewrapped: false }
    await keys.change(id, (key) => {
      const { sealed } = key
      row.isRewrapped = sealed !== undefined && sealed.keyEncryptionKey !== sealing.newest
      if (sealed === undefined || !row.isRewrapped) return undefined
      const bound = bindingOf(key.owner, key.keyId)
      return { ...key, sealed: sealing.seal(sealing.open(sealed, bound), bound) }
    })
    return row.isRewrapped
  }
  const rewrapOf = async (owner: string) => {
    const { rows } = await keys.find({ index: 'byOwner', equals: { owner }, limit: 1000 })
    let rewrapped = 0
    for (const { id } of rows) rewrapped += (await rewrap(id)) ? 1 : 0
    return rewrapped
  }

  let rewrapped = await rewrapOf('service')
  let after: string | undefined
  do {
    const paging = after === undefined ? {} : { after }
    const page = await organizations.find({ index: 'byCreation', limit: 100, ...paging })
    for (const { id } of page.rows) rewrapped += await rewrapOf(id)
    after = page.next
  } while (after !== undefined)
  await sealCheckAgain(settings, sealing)
  return rewrapped
}
