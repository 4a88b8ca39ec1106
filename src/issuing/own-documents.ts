import { didDocument, jwks } from '../credentials/did-document.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { parseJsonObject, type JsonObject } from '../credentials/json.ts'
import type { PublicKey } from '../credentials/keys.ts'
import { profile } from '../credentials/profile.ts'
import { WaymarkError } from '../errors.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { profileFacts } from '../organizations/profile-facts.ts'
import type { Issuing } from './issuing.ts'

/** The public documents of this service: what others fetch, and what our own verifier takes in process. */
export interface OwnDocuments {
  /** @throws WaymarkError not-found */
  didDocument(owner: string): Promise<JsonObject>
  jwks(owner: string): Promise<JsonObject>
  /** One key as a JWK. @throws WaymarkError not-found, gone when it is compromised */
  key(owner: string, keyId: string): Promise<JsonObject>
  profile(organizationId: string): Promise<JsonObject>
  /** Any address or DID of ours; undefined when it is not ours or names nothing. */
  resolve(address: string): Promise<JsonObject | undefined>
}

interface Deps {
  readonly organizations: Organizations
  readonly issuing: Pick<Issuing, 'statusLists' | 'byRefresh' | 'formats'>
  readonly identifiers: Identifiers
}

export function createOwnDocuments(deps: Deps): OwnDocuments {
  const { organizations, issuing, identifiers } = deps
  const { signingKeys } = organizations

  /** The keys of an owner; both algorithms are there before anybody asks, so that documents do not change at first use. */
  const keysOf = async (owner: string): Promise<readonly PublicKey[]> => {
    if (owner !== 'service') await organizations.byId(owner)
    await signingKeys.signer(owner, 'Ed25519')
    await signingKeys.signer(owner, 'RS256')
    return signingKeys.published(owner)
  }

  const documents = {
    async didDocument(owner: string) {
      return didDocument({ owner, keys: await keysOf(owner), identifiers })
    },
    async jwks(owner: string) {
      return jwks({ owner, keys: await keysOf(owner), identifiers })
    },
    async key(owner: string, keyId: string) {
      const key = await signingKeys.find(owner, keyId)
      if (key === undefined) throw new WaymarkError('not-found')
      if (key.state === 'compromised') throw new WaymarkError('gone')
      return { ...key.publicJwk, kid: identifiers.keyUrl(owner, keyId) }
    },
    async profile(organizationId: string) {
      return profile(profileFacts(await organizations.byId(organizationId), identifiers))
    },
  }

  const find = async (address: string): Promise<JsonObject | undefined> => {
    const named = identifiers.parse(address)
    switch (named?.kind) {
      case 'did':
        return documents.didDocument(named.owner)
      case 'organization':
        return documents.profile(named.organizationId)
      case 'key':
        return documents.key(named.owner, named.keyId)
      case 'jwks':
        return documents.jwks(named.owner)
      case 'status-list': {
        const list = await issuing.statusLists.read(
          named.organizationId,
          named.number,
          named.purpose,
        )
        return parseJsonObject(list.text)
      }
      case 'refresh': {
        const award = await issuing.byRefresh(named.refreshId)
        return award && parseJsonObject(issuing.formats.json(award))
      }
      default:
        return undefined
    }
  }

  return {
    ...documents,
    async resolve(address) {
      try {
        return await find(address)
      } catch (error) {
        if (error instanceof WaymarkError) return undefined
        throw error
      }
    },
  }
}
