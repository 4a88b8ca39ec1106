import type { Identifiers, ListPurpose } from '../credentials/identifiers.ts'
import { signCredential } from '../credentials/sign.ts'
import { encodeStatusList, statusListCredential } from '../credentials/status-list.ts'
import { WaymarkError } from '../errors.ts'
import type { IssueLog } from '../organizations/issue-log.ts'
import type { SigningKeys } from '../organizations/signing-keys.ts'
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
  place(organizationId: string): Promise<StatusListPlace>
  /** Says that a bit has changed, so that the next reader gets a newly signed list. */
  changed(statusList: string): Promise<void>
  /** The signed list, from the cache while nothing changed. @throws WaymarkError not-found */
  read(
    organizationId: string,
    number: number,
    purpose: ListPurpose,
  ): Promise<{ text: string; signedAt: string }>
}

/** The indexes of a list that are set for a purpose: derived from who holds them each time, the list itself is never edited. */
export type SetBits = (statusList: string, purpose: ListPurpose) => Promise<readonly number[]>

export interface StatusListsDeps {
  readonly setBits: SetBits
  readonly listUrl: (organizationId: string, number: number, purpose: ListPurpose) => string
  readonly places: Table<StatusPlaceTaken>
  readonly lists: Table<StatusList, 'byOrganization'>
  readonly signed: Table<SignedStatusList>
  readonly signingKeys: SigningKeys
  readonly issueLog: IssueLog
  readonly identifiers: Identifiers
  readonly world: World
}

const idOf = (organizationId: string, number: number) => `${organizationId}:${number}`

/** The number of a list, from its id. */
export function numberOf(statusList: string): number {
  return Number(statusList.slice(statusList.lastIndexOf(':') + 1))
}

/** Lists for one kind of holder: awards have theirs, endorsements have others. */
export function createStatusLists(deps: StatusListsDeps): StatusLists {
  const { places, lists, signed, world, identifiers } = deps

  const current = async (organizationId: string): Promise<StatusList> => {
    const { rows } = await lists.find({
      index: 'byOrganization',
      equals: { organizationId },
      order: 'descending',
      limit: 1,
    })
    const newest = rows[0]
    if (newest !== undefined && newest.used < roomInList) return newest
    const number = (newest?.number ?? 0) + 1
    try {
      return await lists.insert({
        id: idOf(organizationId, number),
        organizationId,
        number,
        used: 0,
        changes: 0,
      })
    } catch (error) {
      if (error instanceof Duplicate) return current(organizationId)
      throw error
    }
  }

  const sign = async (list: StatusList, purpose: ListPurpose) => {
    const { organizationId, number } = list
    const now = world.now()
    const unsigned = statusListCredential({
      id: deps.listUrl(organizationId, number, purpose),
      issuer: identifiers.organizationDid(organizationId),
      purpose,
      encodedList: encodeStatusList(await deps.setBits(list.id, purpose), listLength),
      validFrom: timestamp(now),
      validUntil: timestamp(new Date(now.getTime() + goodForHours * 3_600_000)),
    })
    const signer = await deps.signingKeys.signer(organizationId, 'Ed25519')
    const text = await signCredential(unsigned, signer, timestamp(now))
    await deps.issueLog.append(organizationId, 'status-list', text)
    return {
      id: `${list.id}:${purpose}`,
      text,
      signedAt: timestamp(now),
      signedBy: signer.verificationMethod,
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
    async place(organizationId) {
      for (let draw = 0; draw < 50; draw += 1) {
        const { id: statusList } = await current(organizationId)
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
    async read(organizationId, number, purpose) {
      const list = await lists.get(idOf(organizationId, number))
      if (list === undefined) throw new WaymarkError('not-found')
      const cached = await signed.get(`${list.id}:${purpose}`)
      const oldest = timestamp(new Date(world.now().getTime() - signAgainAfterMinutes * 60_000))
      const { verificationMethod } = await deps.signingKeys.signer(organizationId, 'Ed25519')
      const fresh = cached?.changes === list.changes && cached.signedAt > oldest
      if (fresh && cached.signedBy === verificationMethod) return cached
      return keep(await sign(list, purpose))
    },
  }
}
