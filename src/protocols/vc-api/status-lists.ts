import type { ListPurpose } from '../../credentials/identifiers.ts'
import type { JsonObject } from '../../credentials/json.ts'
import { WaymarkError } from '../../errors.ts'
import { createStatusLists, numberOf } from '../../issuing/status-lists.ts'
import type { Storage } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { VcApiIssuer } from './issuer.ts'
import {
  credentialStatusListTable,
  credentialStatusPlaceTable,
  issuedCredentialTable,
  signedCredentialStatusListTable,
} from './tables.ts'

const purposes = ['revocation', 'suspension'] as const
const indexOfPurpose = { revocation: 'byRevocation', suspension: 'bySuspension' } as const

/** The status of what was issued through the VC-API (Bitstring Status List). */
export interface VcApiStatusLists {
  /** Takes a place and answers its two entries, one in the list of each purpose. */
  takePlace(issuer: VcApiIssuer, credentialId: string): Promise<readonly JsonObject[]>
  /** Sets or clears a bit. @throws WaymarkError not-found, already-revoked */
  change(owner: string, credentialId: string, purpose: ListPurpose, set: boolean): Promise<void>
  /** The signed list. @throws WaymarkError not-found */
  read(issuer: VcApiIssuer, number: number, purpose: ListPurpose): Promise<string>
}

interface Deps {
  readonly storage: Storage
  readonly world: World
  /** @throws WaymarkError not-found */
  readonly issuerOf: (owner: string) => Promise<VcApiIssuer>
}

export function createVcApiStatusLists({ storage, world, issuerOf }: Deps): VcApiStatusLists {
  const credentials = storage.open(issuedCredentialTable)

  const setBits = async (statusList: string, purpose: ListPurpose) => {
    // What is issued here is never corrected.
    if (purpose === 'refresh') return []
    const indexes: number[] = []
    let after: string | undefined
    do {
      const page = await credentials.find({
        index: indexOfPurpose[purpose],
        equals: { statusList, [purpose]: true },
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      })
      indexes.push(...page.rows.map((row) => row.statusIndex))
      after = page.next
    } while (after !== undefined)
    return indexes
  }

  const lists = createStatusLists({
    setBits,
    async signerOf(owner) {
      const issuer = await issuerOf(owner)
      return {
        did: issuer.did,
        key: await issuer.listKey(),
        listUrl: issuer.statusListAddress,
        sign: issuer.signList,
      }
    },
    places: storage.open(credentialStatusPlaceTable),
    lists: storage.open(credentialStatusListTable),
    signed: storage.open(signedCredentialStatusListTable),
    world,
  })

  return {
    async takePlace(issuer, credentialId) {
      const { owner } = issuer
      const place = await lists.place(owner)
      await credentials.insert({
        ...place,
        id: world.newId(),
        owner,
        credentialId,
        revocation: false,
        suspension: false,
        issuedAt: timestamp(world.now()),
      })
      const index = String(place.statusIndex)
      return purposes.map((purpose) => {
        const address = issuer.statusListAddress(numberOf(place.statusList), purpose)
        return {
          id: `${address}#${index}`,
          type: 'BitstringStatusListEntry',
          statusPurpose: purpose,
          statusListIndex: index,
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
        await lists.changed(statusList)
      }
    },
    read: async ({ owner }, number, purpose) => (await lists.read(owner, number, purpose)).text,
  }
}
