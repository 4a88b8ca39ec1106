import { achievementFacts } from '../achievements/achievement-facts.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { achievementDocument } from '../credentials/achievement.ts'
import { didDocument, jwks } from '../credentials/did-document.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { parseJsonObject, type JsonObject } from '../credentials/json.ts'
import type { PublicKey } from '../credentials/keys.ts'
import { badgeClass, issuerProfile } from '../credentials/open-badges-2/export.ts'
import { profile } from '../credentials/profile.ts'
import { WaymarkError } from '../errors.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { profileFacts } from '../organizations/profile-facts.ts'
import type { Issuing } from './issuing.ts'
import type { Award } from './tables.ts'

/** The public documents of this service: what others fetch, and what our own verifier takes in process. */
export interface OwnDocuments {
  /** @throws WaymarkError not-found */
  didDocument(owner: string): Promise<JsonObject>
  jwks(owner: string): Promise<JsonObject>
  /** One key as a JWK. @throws WaymarkError not-found, gone when it is compromised */
  key(owner: string, keyId: string): Promise<JsonObject>
  profile(organizationId: string): Promise<JsonObject>
  /** A published version as a BadgeClass of Open Badges 2.0. @throws WaymarkError not-found */
  badgeClass(achievementId: string, number: number): Promise<JsonObject>
  /** An organization as an Issuer of Open Badges 2.0. @throws WaymarkError not-found */
  issuer(organizationId: string): Promise<JsonObject>
  /** Any address or DID of ours; undefined when it is not ours or names nothing. */
  resolve(address: string): Promise<JsonObject | undefined>
}

interface Deps {
  readonly organizations: Organizations
  readonly achievements: Pick<Achievements, 'version'>
  readonly issuing: Pick<Issuing, 'statusLists' | 'formats'>
  /** The newest copy behind a refresh address, where it may be handed out. */
  readonly refreshed: (refreshId: string) => Promise<Award | undefined>
  readonly identifiers: Identifiers
}

export function createOwnDocuments(deps: Deps): OwnDocuments {
  const { organizations, achievements, issuing, identifiers } = deps
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
    async badgeClass(achievementId: string, number: number) {
      const version = await achievements.version(achievementId, number)
      return badgeClass(achievementDocument(achievementFacts(version, identifiers)), {
        id: identifiers.badgeClassUrl(achievementId, number),
        issuer: identifiers.issuerUrl(version.organizationId),
      })
    },
    async issuer(organizationId: string) {
      const organization = await organizations.byId(organizationId)
      return issuerProfile(profile(profileFacts(organization, identifiers)), {
        id: identifiers.issuerUrl(organizationId),
        page: identifiers.organizationUrl(organizationId),
      })
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
      case 'badge-class':
        return documents.badgeClass(named.achievementId, named.number)
      case 'issuer':
        return documents.issuer(named.organizationId)
      case 'refresh': {
        const award = await deps.refreshed(named.refreshId)
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
