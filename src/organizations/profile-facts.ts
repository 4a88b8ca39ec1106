import { furtherProfileFacts, type FurtherProfileFacts } from '../../schemas/requests/profiles.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { picked } from '../credentials/members.ts'
import { profile } from '../credentials/profile.ts'
import { findSaidTwice } from '../credentials/said-twice.ts'
import { WaymarkError } from '../errors.ts'
import type { New } from '../storage/tables.ts'
import type { Organization } from './tables.ts'

const furtherNames = Object.keys(furtherProfileFacts).filter(
  (name): name is keyof FurtherProfileFacts => name in furtherProfileFacts,
)

/** What an organization says of itself that only the API asks. */
export function furtherFactsOf(organization: FurtherProfileFacts): FurtherProfileFacts {
  return picked(organization, ...furtherNames)
}

/** An organization as the facts of an OB 3.0 Profile. */
export function profileFacts(organization: New<Organization>, identifiers: Identifiers) {
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

/** Each of an organization and those above it has an id of its own. @throws WaymarkError invalid-request */
export function requireSoundProfile(
  organization: New<Organization>,
  identifiers: Identifiers,
): void {
  const twice = findSaidTwice(profile(profileFacts(organization, identifiers)), 'any')
  if (twice === undefined) return
  const path = twice.path.endsWith('/image') ? twice.path : `${twice.path}/id`
  throw new WaymarkError('invalid-request', { problems: [{ path, rule: 'choice' }] })
}
