import type { Identifiers } from '../credentials/identifiers.ts'
import { signCredential } from '../credentials/sign.ts'
import { encodeStatusList, statusListCredential } from '../credentials/status-list.ts'
import { WaymarkError } from '../errors.ts'
import type { IssueLog } from '../organizations/issue-log.ts'
import type { SigningKeys } from '../organizations/signing-keys.ts'
import { Duplicate, type Entity, type Page, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { SignedStatusList, StatusList } from './tables.ts'

export const statusPurposes = ['revocation', 'suspension'] as const
export type StatusPurpose = (typeof statusPurposes)[number]

/** Places in a list; the least that the Bitstring Status List specification allows, for the sake of the herd. */
export const listLength = 131_072

/** Half full is full: until then a random place is free at the second try at the latest, on average. */
const roomInList = listLength / 2

/** A list is good for a day and signed again after an hour at the latest, so that it is never met expired. */
const goodForHours = 24
const signAgainAfterMinutes = 60

export interface StatusLists {
  /** A random place in the list that is being filled. Whether it is free shows when the award is stored. */
  place(organizationId: string): Promise<{ statusList: string; statusIndex: number }>
  /** Counts a place as given out. */
  taken(statusList: string): Promise<void>
  /** Says that a bit has changed, so that the next reader gets a newly signed list. */
  changed(statusList: string): Promise<void>
  /** The signed list, from the cache while nothing changed. @throws WaymarkError not-found */
  read(
    organizationId: string,
    number: number,
    purpose: StatusPurpose,
  ): Promise<{ text: string; signedAt: string }>
}

export interface StatusListsDeps {
  /** Those who have a place in a list and are in this state: a thousand at a time, more after `after`. */
  readonly inState: (
    statusList: string,
    state: 'revoked' | 'suspended',
    after: string | undefined,
  ) => Promise<Page<Entity & { readonly statusIndex: number }>>
  readonly listUrl: (organizationId: string, number: number, purpose: StatusPurpose) => string
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

const stateOfPurpose = { revocation: 'revoked', suspension: 'suspended' } as const

/** Lists for one kind of holder: awards have theirs, endorsements have others. */
export function createStatusLists(deps: StatusListsDeps): StatusLists {
  const { lists, signed, world, identifiers } = deps

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

  /** The bits are derived from who holds the places each time: the list itself is never edited. */
  const setBits = async (statusList: string, purpose: StatusPurpose) => {
    const indexes: number[] = []
    let after: string | undefined
    do {
      const page = await deps.inState(statusList, stateOfPurpose[purpose], after)
      indexes.push(...page.rows.map(({ statusIndex }) => statusIndex))
      after = page.next
    } while (after !== undefined)
    return indexes
  }

  const sign = async (list: StatusList, purpose: StatusPurpose) => {
    const { organizationId, number } = list
    const now = world.now()
    const unsigned = statusListCredential({
      id: deps.listUrl(organizationId, number, purpose),
      issuer: identifiers.organizationDid(organizationId),
      purpose,
      encodedList: encodeStatusList(await setBits(list.id, purpose), listLength),
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
      const list = await current(organizationId)
      const statusIndex = Buffer.from(world.random(4)).readUInt32BE() % listLength
      return { statusList: list.id, statusIndex }
    },
    async taken(statusList) {
      await lists.increment(statusList, 'used', 1)
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
