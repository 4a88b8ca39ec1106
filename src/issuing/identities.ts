import { identifierHash } from '../credentials/identity.ts'
import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { World } from '../world.ts'
import { identityProblems } from './statement-problems.ts'
import type { AwardStatement, SentIdentity } from './tables.ts'

/** @throws WaymarkError invalid-request */
export function requireIdentifiersAllowed(
  identifiers: readonly SentIdentity[] | undefined,
  ageBand: Learner['ageBand'],
): void {
  const problems = identityProblems(identifiers ?? [], ageBand)
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}

/** A hash beside its salt stops only casual reading, so a minor's address is never in a credential. */
export function requireIdentityAllowed(
  { hashedIdentity }: AwardStatement,
  { email, ageBand }: { readonly email?: string; readonly ageBand: Learner['ageBand'] },
): void {
  if (!hashedIdentity || (email !== undefined && ageBand === 'adult')) return
  throw new WaymarkError('invalid-request', {
    problems: [{ path: '/hashedIdentity', rule: 'choice' }],
  })
}

/** The hash of the learner's address with a salt of its own, where it was asked for. */
export function identityOf(
  statement: AwardStatement,
  learner: Learner,
  world: World,
  identityHash: (email: string, salt: string) => string,
): { salt?: string; identityHash?: string } {
  if (!statement.hashedIdentity || learner.email === undefined) return {}
  const salt = Buffer.from(world.random(16)).toString('base64url')
  return { salt, identityHash: identityHash(learner.email, salt) }
}

/** What is hashed is kept with its salt, and in no other form. */
export function identityFacts({ identifier, identifierType, hashed }: SentIdentity, world: World) {
  if (hashed !== true) return { identityType: identifierType, identityHash: identifier }
  const salt = Buffer.from(world.random(16)).toString('base64url')
  const isEmail = identifierType === 'emailAddress'
  const said = isEmail ? identifier.trim().toLowerCase() : identifier
  return { identityType: identifierType, identityHash: identifierHash(said, salt), salt }
}
