import { credentialsV2, openBadgesV3 } from './contexts/contexts.ts'
import type { JsonObject } from './json.ts'
import { given, identifierEntry, imageMember, several, type IdentifierFacts } from './members.ts'

/** What is publicly said of an organization, or of somebody who made or assessed something. Never a birth date. */
export interface ProfileFacts {
  /** Its DID or another address. */
  readonly id: string
  readonly name?: string
  readonly url?: string
  readonly description?: string
  readonly email?: string
  readonly phone?: string
  /** Address of the logo. */
  readonly image?: string
  /** Signed EndorsementCredentials of it. */
  readonly endorsements?: readonly JsonObject[]
  readonly imageCaption?: string
  readonly address?: AddressFacts
  readonly otherIdentifiers?: readonly IdentifierFacts[]
  /** Name of an authorized official. */
  readonly official?: string
  readonly parentOrg?: ProfileFacts
  readonly familyName?: string
  readonly givenName?: string
  readonly additionalName?: string
  readonly patronymicName?: string
  readonly honorificPrefix?: string
  readonly honorificSuffix?: string
  readonly familyNamePrefix?: string
}

export interface AddressFacts {
  readonly addressCountry?: string
  readonly addressCountryCode?: string
  readonly addressRegion?: string
  readonly addressLocality?: string
  readonly streetAddress?: string
  readonly postOfficeBoxNumber?: string
  readonly postalCode?: string
  /** Degrees, WGS 84. */
  readonly geo?: { readonly latitude: number; readonly longitude: number }
}

/** A Profile as it stands inside a credential (OB 3.0 §B.1.20). One of whom only the id is given is a reference. */
export function profileMember(facts: ProfileFacts): JsonObject {
  const { id, name, url, description, email, phone, image, imageCaption } = facts
  const { address, otherIdentifiers, parentOrg, official, endorsements } = facts
  const { familyName, givenName, additionalName, patronymicName } = facts
  const { honorificPrefix, honorificSuffix, familyNamePrefix } = facts
  return {
    id,
    type: ['Profile'],
    ...given({ name, url, description }),
    ...imageMember(image, imageCaption),
    ...given({ email, phone }),
    ...(address === undefined ? {} : { address: addressMember(address) }),
    ...several('otherIdentifier', otherIdentifiers?.map(identifierEntry)),
    ...given({ official, familyName, givenName, additionalName, patronymicName }),
    ...given({ honorificPrefix, honorificSuffix, familyNamePrefix }),
    ...(parentOrg === undefined ? {} : { parentOrg: profileMember(parentOrg) }),
    ...several('endorsement', endorsements),
  }
}

/** OB 3.0 §B.1.4 Address, §B.1.12 GeoCoordinates. */
function addressMember({ geo, ...said }: AddressFacts): JsonObject {
  return {
    type: ['Address'],
    ...given(said),
    ...(geo === undefined
      ? {}
      : { geo: { type: 'GeoCoordinates', latitude: geo.latitude, longitude: geo.longitude } }),
  }
}

/** A Profile as a document of its own. */
export function profile(facts: ProfileFacts): JsonObject {
  return { '@context': [credentialsV2, openBadgesV3], ...profileMember(facts) }
}
