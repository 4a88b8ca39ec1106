import {
  issuingSuites,
  type InvitationAnswer,
  type OrganizationAnswer,
  type Role,
} from '../../schemas/requests/organizations.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { furtherFactsOf } from './profile-facts.ts'
import type { Invitation, Organization } from './tables.ts'

/** What the API says of an organization. */
export function presentOrganization(
  organization: Organization,
  identifiers: Identifiers,
  role?: Role,
): OrganizationAnswer {
  const { id, name, sector, description, url, email, imageId, createdAt } = organization
  const { refreshService, unclearMails, proofSuite = issuingSuites[0] } = organization
  return {
    id,
    did: identifiers.organizationDid(id),
    profile: identifiers.organizationUrl(id),
    name,
    sector,
    ...(description === undefined ? {} : { description }),
    ...(url === undefined ? {} : { url }),
    email,
    ...furtherFactsOf(organization),
    ...(imageId === undefined ? {} : { image: identifiers.imageUrl(imageId) }),
    proofSuite,
    ...(refreshService === undefined ? {} : { refreshService }),
    ...(unclearMails === undefined ? {} : { unclearMails }),
    createdAt,
    ...(role === undefined ? {} : { role }),
  }
}

/** What the API says of an invitation: never the token of its mail. */
export function presentInvitation({
  id,
  email,
  role,
  createdAt,
  expiresAt,
}: Invitation): InvitationAnswer {
  return { id, email, role, createdAt, expiresAt }
}
