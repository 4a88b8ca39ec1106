import type { ListPurpose } from '../../credentials/identifiers.ts'
import type { JsonObject } from '../../credentials/json.ts'
import {
  encodeStatusList,
  leastListLength,
  statusListCredential,
} from '../../credentials/status-list.ts'
import { WaymarkError } from '../../errors.ts'
import { Duplicate, type Storage, type Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { VcApiIssuer } from './issuer.ts'
import {
  credentialStatusListTable,
  issuedCredentialTable,
  type CredentialStatusList,
  type IssuedCredential,
} from './tables.ts'

/** Half full is full: until then a random place is free at the second draw at the latest, on average. */
const roomInList = leastListLength / 2
const goodForHours = 24
const signAgainAfterMinutes = 60
const purposes = ['revocation', 'suspension'] as const

/** The status of what was issued through the VC-API (Bitstring Status List). */
export interface VcApiStatusLists {
  /** Takes a place and answers its two entries, one in the list of each purpose. */
  takePlace(issuer: VcApiIssuer, credentialId: string): Promise<readonly JsonObject[]>
  /** Sets or clears a bit. @throws WaymarkError not-found, already-revoked */
  change(owner: string, credentialId: string, purpose: ListPurpose, set: boolean): Promise<void>
  /** The signed list. @throws WaymarkError not-found */
  read(issuer: VcApiIssuer, number: number, purpose: ListPurpose): Promise<string>
}

export function createVcApiStatusLists(storage: Storage, world: World): VcApiStatusLists {
  const credentials: Table<
    IssuedCredential,
    'byCredential' | 'byPlace' | 'byRevocation' | 'bySuspension'
  > = storage.open(issuedCredentialTable)
  const lists = storage.open(credentialStatusListTable)
  // What was signed last, as long as nothing changed; another process signs its own.
  const signed = new Map<string, { text: string; at: number; changes: number; key: string }>()

  const current = async (owner: string): Promise<CredentialStatusList> => {
    const { rows } = await lists.find({
      index: 'byOwner',
      equals: { owner },
      order: 'descending',
      limit: 1,
    })
    const newest = rows[0]
    if (newest !== undefined && newest.used < roomInList) return newest
    const number = (newest?.number ?? 0) + 1
    try {
      return await lists.insert({ id: `${owner}:${number}`, owner, number, used: 0, changes: 0 })
    } catch (error) {
      if (error instanceof Duplicate) return current(owner)
      throw error
    }
  }

  /** Draws random places until one is free; the unique index is the judge. */
  const store = async (owner: string, credentialId: string) => {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const list = await current(owner)
      try {
        const stored = await credentials.insert({
          id: world.newId(),
          owner,
          credentialId,
          statusList: list.id,
          statusIndex: Buffer.from(world.random(4)).readUInt32BE() % leastListLength,
          revocation: false,
          suspension: false,
          issuedAt: timestamp(world.now()),
        })
        await lists.increment(list.id, 'used', 1)
        return { number: list.number, index: stored.statusIndex }
      } catch (error) {
        if (!(error instanceof Duplicate) || error.index !== 'byPlace') throw error
      }
    }
    throw new Error('no free place in the status list after fifty draws')
  }

  const setBits = async (statusList: string, purpose: ListPurpose) => {
    const indexes: number[] = []
    let after: string | undefined
    do {
      const page = await credentials.find({
        index: purpose === 'revocation' ? 'byRevocation' : 'bySuspension',
        equals: { statusList, [purpose]: true },
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      })
      indexes.push(...page.rows.map((row) => row.statusIndex))
      after = page.next
    } while (after !== undefined)
    return indexes
  }

  return {
    async takePlace(issuer, credentialId) {
      const { number, index } = await store(issuer.owner, credentialId)
      return purposes.map((purpose) => {
        const address = issuer.statusListAddress(number, purpose)
        return {
          id: `${address}#${String(index)}`,
          type: 'BitstringStatusListEntry',
          statusPurpose: purpose,
          statusListIndex: String(index),
          statusListCredential: address,
        }
      })
    },
    async change(owner, credentialId, purpose, set) {
      const { rows } = await credentials.find({
        index: 'byCredential',
        equals: { owner, credentialId },
        limit: 1000,
      })
      if (credentialId === '' || rows.length === 0) throw new WaymarkError('not-found')
      for (const { id, statusList } of rows) {
        await credentials.change(id, (row) => {
          // What was revoked stays revoked.
          if (row.revocation) throw new WaymarkError('already-revoked')
          return { ...row, [purpose]: set }
        })
        await lists.increment(statusList, 'changes', 1)
      }
    },
    async read(issuer, number, purpose) {
      const list = await lists.get(`${issuer.owner}:${number}`)
      if (list === undefined) throw new WaymarkError('not-found')
      const now = world.now()
      const known = signed.get(`${list.id}:${purpose}`)
      const oldest = now.getTime() - signAgainAfterMinutes * 60_000
      const key = await issuer.listKey()
      const fresh = known?.changes === list.changes && known.at > oldest && known.key === key
      if (fresh) return known.text
      const unsigned = statusListCredential({
        id: issuer.statusListAddress(number, purpose),
        issuer: issuer.did,
        purpose,
        encodedList: encodeStatusList(await setBits(list.id, purpose)),
        validFrom: timestamp(now),
        validUntil: timestamp(new Date(now.getTime() + goodForHours * 3_600_000)),
      })
      const text = await issuer.signList(unsigned)
      if (signed.size >= 1000) signed.clear()
      signed.set(`${list.id}:${purpose}`, { text, at: now.getTime(), changes: list.changes, key })
      return text
    },
  }
}
