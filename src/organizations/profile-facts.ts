import { furtherProfileFacts, type FurtherProfileFacts } from '../../schemas/requests/profiles.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { picked } from '../credentials/members.ts'
import type { Organization } from './tables.ts'

const furtherNames = Object.keys(furtherProfileFacts).filter(
  (name): name is keyof FurtherProfileFacts => name in furtherProfileFacts,
)

/** What an organization says of itself that only the API asks. */
export function furtherFactsOf(organization: FurtherProfileFacts): FurtherProfileFacts {
  return picked(organization, ...furtherNames)
}

/** An organization as the facts of an OB 3.0 Profile. */
export function profileFacts(organization: Organization, identifiers: Identifiers) {
  const { id, name, description, url, email, imageId } = organization
  const { credentialSchema: _noneOfProfile, ...further } = furtherFactsOf(organization)
  return {
    id: identifiers.organizationDid(id),
    name,
    email,
    ...(url === undefined ? {} : { url }),
    ...(description === undefined || description.trim() === '' ? {} : { description }),
    ...(imageId === undefined ? {} : { image: identifiers.imageUrl(imageId) }),
    ...further,
  }
}
