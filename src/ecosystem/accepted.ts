import { parseJsonObject } from '../credentials/json.ts'
import type { AcceptedEndorsements } from '../issuing/endorsements.ts'
import type { Storage, Table } from '../storage/tables.ts'
import { endorsementTable, type Endorsement } from './tables.ts'

export type EndorsementTable = Table<
  Endorsement,
  'byOrganization' | 'byOwner' | 'byEndorsed' | 'byStatusState'
>

/** What is stored of endorsements: whoever signs them and whoever awards read the same. */
export function openEndorsements(storage: Storage): EndorsementTable {
  return storage.open(endorsementTable)
}

/** More would only make a credential long. */
const mostOfOne = 5

/** The endorsements that go into what is awarded from now on: those that their owners accepted. */
export function createAcceptedEndorsements(endorsements: EndorsementTable): AcceptedEndorsements {
  return {
    async idsOf(endorsed) {
      const { rows } = await endorsements.find({
        index: 'byEndorsed',
        equals: { endorsed, answer: 'accepted' },
        order: 'descending',
        limit: 100,
      })
      return rows
        .filter(({ state }) => state === 'issued')
        .slice(0, mostOfOne)
        .map(({ id }) => id)
    },
    async read(ids) {
      const rows = await endorsements.getMany(ids)
      return rows.map(({ endorsed, credential }) => ({
        endorsed,
        credential: parseJsonObject(credential),
      }))
    },
  }
}
