import type { Achievements } from '../achievements/achievements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { EndorsedKind } from './tables.ts'

/** What is to be endorsed, as it is asked for: by an id of this service, or by any URI. */
export type AskedFor =
  | { readonly achievementId: string }
  | { readonly organizationId: string }
  | { readonly credentialId: string }
  | { readonly id: string }

/** What is endorsed, by the id under which credentials speak of it. */
export interface Endorsed {
  readonly kind: EndorsedKind
  readonly id: string
  /** The organization of ours to whom it belongs. */
  readonly ownerId?: string
  readonly name?: string
}

export interface EndorsedDeps {
  readonly achievements: Achievements
  readonly organizations: Organizations
  readonly issuing: Issuing
  readonly identifiers: Identifiers
}

/** Finds what is meant. @throws WaymarkError not-found, invalid-request for something of ours that cannot be endorsed */
export async function findEndorsed(asked: AskedFor, deps: EndorsedDeps): Promise<Endorsed> {
  if ('achievementId' in asked) {
    const [newest] = await deps.achievements.versions(asked.achievementId)
    return achievementVersion(asked.achievementId, newest?.number ?? 0, deps)
  }
  if ('organizationId' in asked) return profileOf(asked.organizationId, deps)
  if ('credentialId' in asked) return credentialOf(asked.credentialId, deps)
  return byUri(asked.id, deps)
}

async function byUri(uri: string, deps: EndorsedDeps): Promise<Endorsed> {
  const { identifiers } = deps
  const named = identifiers.parse(uri)
  switch (named?.kind) {
    case 'achievement':
      return achievementVersion(named.achievementId, named.number, deps)
    case 'organization':
      return profileOf(named.organizationId, deps)
    case 'credential':
      return credentialOf(named.credentialId, deps)
    case 'did':
      if (named.owner !== 'service') return profileOf(named.owner, deps)
      break
    case undefined:
      if (!uri.startsWith(`${identifiers.base}/`)) return { kind: 'elsewhere', id: uri }
      break
    default:
      break
  }
  throw new WaymarkError('invalid-request', {
    problems: [{ path: '/endorsed/id', rule: 'choice' }],
  })
}

async function achievementVersion(
  achievementId: string,
  number: number,
  { achievements, identifiers }: EndorsedDeps,
): Promise<Endorsed> {
  const { content, organizationId } = await achievements.version(achievementId, number)
  const id = identifiers.achievementUrl(achievementId, number)
  return { kind: 'achievement', id, ownerId: organizationId, name: content.name }
}

/** By its DID, which is the id of the issuer's Profile in what it issues. */
async function profileOf(
  organizationId: string,
  { organizations, identifiers }: EndorsedDeps,
): Promise<Endorsed> {
  const { name } = await organizations.byId(organizationId)
  const id = identifiers.organizationDid(organizationId)
  return { kind: 'organization', id, ownerId: organizationId, name }
}

async function credentialOf(
  credentialId: string,
  { issuing, identifiers }: EndorsedDeps,
): Promise<Endorsed> {
  const award = await issuing.byCredential(credentialId)
  if (award === undefined || !isSigned(award)) throw new WaymarkError('not-found')
  const id = identifiers.credentialUrl(credentialId)
  return {
    kind: 'credential',
    id,
    ownerId: award.organizationId,
    name: award.achievementName,
  }
}
