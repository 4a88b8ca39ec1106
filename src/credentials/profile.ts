import { credentialsV2, openBadgesV3 } from './contexts/contexts.ts'
import type { JsonObject } from './json.ts'

/** What is publicly said of an organization. */
export interface ProfileFacts {
  /** Its DID. */
  readonly id: string
  readonly name: string
  readonly url?: string
  readonly description?: string
  readonly email?: string
  readonly phone?: string
  /** Address of the logo. */
  readonly image?: string
  /** Signed EndorsementCredentials of it. */
  readonly endorsements?: readonly JsonObject[]
}

/** A Profile as it stands inside a credential (OB 3.0 §B.1.20). */
export function profileMember(facts: ProfileFacts): JsonObject {
  const { id, name, url, description, email, phone, image, endorsements = [] } = facts
  return {
    id,
    type: ['Profile'],
    name,
    ...(url === undefined ? {} : { url }),
    ...(description === undefined ? {} : { description }),
    ...(image === undefined ? {} : { image: { id: image, type: 'Image' } }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(endorsements.length === 0 ? {} : { endorsement: [...endorsements] }),
  }
}

/** A Profile as a document of its own. */
export function profile(facts: ProfileFacts): JsonObject {
  return { '@context': [credentialsV2, openBadgesV3], ...profileMember(facts) }
}
