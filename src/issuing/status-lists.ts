import type { ListPurpose } from '../credentials/identifiers.ts'
import type { JsonObject } from '../credentials/json.ts'
import { encodeStatusList, statusListCredential } from '../credentials/status-list.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { SignedStatusList, StatusList, StatusListPlace, StatusPlaceTaken } from './tables.ts'

/** Places in a list; the least that the Bitstring Status List specification allows, for the sake of the herd. */
export const listLength = 131_072

/** Half full is full: until then a random place is free at the second try at the latest, on average. */
const roomInList = listLength / 2

/** A list is good for a day and signed again after an hour at the latest, so that it is never met expired. */
const goodForHours = 24
const signAgainAfterMinutes = 60

export interface StatusLists {
  /**
   * Gives out a random place of the list that is being filled. It is nobody else's, neither now nor later, and
   * lost where whoever asked stops before they use it.
   */
  place(owner: string): Promise<StatusListPlace>
  /** Says that a bit has changed, so that the next reader gets a newly signed list. */
  changed(statusList: string): Promise<void>
  /** The signed list, from the cache while nothing changed. @throws WaymarkError not-found */
  read(
    owner: string,
    number: number,
    purpose: ListPurpose,
  ): Promise<{ text: string; signedAt: string }>
}

/** The indexes of a list that are set for a purpose: derived from who holds them each time, the list itself is never edited. */
export type SetBits = (statusList: string, purpose: ListPurpose) => Promise<readonly number[]>

/** Who signs the lists of an owner. */
export interface ListSigner {
  readonly did: string
  /** The key that signs today: a list that was signed by another is signed again. */
  readonly key: string
  listUrl(number: number, purpose: ListPurpose): string
  /** @param created RFC 3339 in UTC with whole seconds @returns the exact text */
  sign(list: JsonObject, created: string): Promise<string>
}

export interface StatusListsDeps {
  readonly setBits: SetBits
  readonly signerOf: (owner: string) => Promise<ListSigner>
  readonly places: Table<StatusPlaceTaken>
  readonly lists: Table<StatusList, 'byOwner'>
  readonly signed: Table<SignedStatusList>
  readonly world: World
}

const idOf = (owner: string, number: number) => `${owner}:${number}`

/** The number of a list, from its id. */
export function numberOf(statusList: string): number {
  return Number(statusList.slice(statusList.lastIndexOf(':') + 1))
}

/** Lists for one kind of holder: awards have theirs, endorsements have others, and so has what the VC-API issues. */
export function createStatusLists(deps: StatusListsDeps): StatusLists {
  const { places, lists, signed, world } = deps

  const current = async (owner: string): Promise<StatusList> => {
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
      return await lists.insert({
        id: idOf(owner, number),
        owner,
        number,
        used: 0,
        changes: 0,
      })
    } catch (error) {
      if (error instanceof Duplicate) return current(owner)
      throw error
    }
  }

  const sign = async (list: StatusList, purpose: ListPurpose, signer: ListSigner) => {
    const now = world.now()
    const unsigned = statusListCredential({
      id: signer.listUrl(list.number, purpose),
      issuer: signer.did,
      purpose,
      encodedList: encodeStatusList(await deps.setBits(list.id, purpose), listLength),
      validFrom: timestamp(now),
      validUntil: timestamp(new Date(now.getTime() + goodForHours * 3_600_000)),
    })
    return {
      id: `${list.id}:${purpose}`,
      text: await signer.sign(unsigned, timestamp(now)),
      signedAt: timestamp(now),
      signedBy: signer.key,
      changes: list.changes,
    }
  }

  const keep = async (fresh: Omit<SignedStatusList, 'version'>) => {
    const kept = await signed.change(fresh.id, (old) =>
      old.changes > fresh.changes ? undefined : fresh,
    )
    if (kept !== undefined) return kept
    try {
      return await signed.insert(fresh)
    } catch (error) {
      if (error instanceof Duplicate) return fresh
      throw error
    }
  }

  return {
    async place(owner) {
      for (let draw = 0; draw < 50; draw += 1) {
        const { id: statusList } = await current(owner)
        const statusIndex = Buffer.from(world.random(4)).readUInt32BE() % listLength
        try {
          await places.insert({ id: `${statusList}:${String(statusIndex)}`, statusList })
        } catch (error) {
          if (error instanceof Duplicate) continue
          throw error
        }
        await lists.increment(statusList, 'used', 1)
        return { statusList, statusIndex }
      }
      throw new Error('no free place in the status list after fifty draws')
    },
    async changed(statusList) {
      await lists.increment(statusList, 'changes', 1)
    },
    async read(owner, number, purpose) {
      const list = await lists.get(idOf(owner, number))
      if (list === undefined) throw new WaymarkError('not-found')
      const cached = await signed.get(`${list.id}:${purpose}`)
      const oldest = timestamp(new Date(world.now().getTime() - signAgainAfterMinutes * 60_000))
      const signer = await deps.signerOf(owner)
      const fresh = cached?.changes === list.changes && cached.signedAt > oldest
      if (fresh && cached.signedBy === signer.key) return cached
      return keep(await sign(list, purpose, signer))
    },
  }
}
