import type { Identifiers } from '../credentials/identifiers.ts'
import type { Organization } from './tables.ts'

/** An organization as the facts of an OB 3.0 Profile. */
export function profileFacts(organization: Organization, identifiers: Identifiers) {
  const { id, name, description, url, email, imageId } = organization
  return {
    id: identifiers.organizationDid(id),
    name,
    email,
    ...(url === undefined ? {} : { url }),
    ...(description === undefined ? {} : { description }),
    ...(imageId === undefined ? {} : { image: identifiers.imageUrl(imageId) }),
  }
}
