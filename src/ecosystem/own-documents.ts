import type { Identifiers } from '../credentials/identifiers.ts'
import { parseJsonObject, type JsonObject } from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import type { OwnDocuments } from '../issuing/own-documents.ts'
import type { Endorsements } from './endorsements.ts'

interface Deps {
  readonly documents: OwnDocuments
  readonly endorsements: Endorsements
  readonly identifiers: Identifiers
}

/** Every public document of this service by its address or DID, those of endorsements too; undefined for anything else. */
export function createResolveOwn({ documents, endorsements, identifiers }: Deps) {
  return async (address: string): Promise<JsonObject | undefined> => {
    const named = identifiers.parse(address)
    if (named?.kind !== 'endorsement-status-list' && named?.kind !== 'endorsement') {
      return documents.resolve(address)
    }
    try {
      if (named.kind === 'endorsement') {
        return parseJsonObject(await endorsements.published(named.endorsementId))
      }
      const { organizationId, number, purpose } = named
      const list = await endorsements.statusLists.read(organizationId, number, purpose)
      return parseJsonObject(list.text)
    } catch (error) {
      if (error instanceof WaymarkError) return undefined
      throw error
    }
  }
}
