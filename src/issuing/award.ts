import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError, type FieldProblem } from '../errors.ts'
import type { Learners, NewLearner } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { Duplicate, type New, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { ClaimCodes } from './claim-code.ts'
import { acceptedFor, type AcceptedEndorsements } from './endorsements.ts'
import type { Finish, RequireSignable } from './finish.ts'
import type { StatusLists } from './status-lists.ts'
import type { Award, AwardStatement } from './tables.ts'

export interface AwardRequest {
  readonly achievementId: string
  /** A learner of the organization, or somebody new (known again by address and name). */
  readonly learner: { readonly learnerId: string } | NewLearner
  readonly statement: AwardStatement
}

export type MakeAward = (
  caller: Caller,
  organizationId: string,
  request: AwardRequest,
) => Promise<Award>

interface Deps {
  readonly awards: Table<Award>
  readonly achievements: Achievements
  readonly learners: Learners
  readonly requireRight: RequireRight
  readonly statusLists: StatusLists
  readonly claimCodes: ClaimCodes
  readonly identifiers: Identifiers
  readonly finish: Finish
  readonly reportFault: (where: string, cause: unknown) => void
  readonly requireSignable: RequireSignable
  readonly acceptedEndorsements: AcceptedEndorsements
  readonly identityHash: (email: string, salt: string) => string
  readonly audit: Audit
  readonly world: World
}

/**
 * Gives an achievement to a learner: one award document with all its fixed inputs is stored first, and
 * signed after, so that a stop in between loses nothing.
 */
export function createMakeAward(deps: Deps): MakeAward {
  return async (caller, organizationId, request) => {
    await deps.requireRight(caller, organizationId, 'award.make')
    const version = await deps.achievements.awardable(organizationId, request.achievementId)
    requireSoundStatement(deps, request.statement, version)
    requireIdentityPossible(request)
    const learner = await learnerOf(deps.learners, caller, organizationId, request.learner)
    requireIdentityAllowed(request.statement, learner)
    const award = await storeInFreePlace(deps, caller, version, learner, request.statement)
    await deps.audit.record({
      owner: organizationId,
      actor: caller.accountId,
      act: 'award.made',
      object: award.id,
    })
    try {
      return await deps.finish(award)
    } catch (cause) {
      // It is stored, and the worker signs it later: whoever asked must not think it was lost and ask again.
      deps.reportFault('sign-award', cause)
      return award
    }
  }
}

function requireSoundStatement(
  { world, identifiers }: Deps,
  statement: AwardStatement,
  version: AchievementVersion,
): void {
  const problems: FieldProblem[] = []
  const levels = version.content.rubric?.levels.length ?? 0
  if (statement.level !== undefined && statement.level >= levels) {
    problems.push({ path: '/level', rule: 'choice' })
  }
  const { activityStart, activityEnd, validUntil } = statement
  if (activityStart !== undefined && activityEnd !== undefined && activityEnd < activityStart) {
    problems.push({ path: '/activityEnd', rule: 'order' })
  }
  if (validUntil !== undefined && activityEnd !== undefined && validUntil < activityEnd) {
    problems.push({ path: '/validUntil', rule: 'order' })
  }
  if (validUntil !== undefined && validUntil <= timestamp(world.now())) {
    problems.push({ path: '/validUntil', rule: 'order' })
  }
  const addresses = statement.evidence.map(({ url }) => url)
  statement.evidence.forEach((evidence, place) => {
    // An id names one thing (JSON-LD): evidence at an address of ours, or two at one, would be read as one thing.
    const { url } = evidence
    const taken = url !== undefined && addresses.indexOf(url) < place
    if (url !== undefined && (taken || identifiers.parse(url) !== undefined)) {
      problems.push({ path: `/evidence/${String(place)}/url`, rule: 'choice' })
    }
    if (evidence.url === undefined && evidence.narrative === undefined) {
      problems.push({ path: `/evidence/${String(place)}/url`, rule: 'required' })
    }
  })
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}

async function learnerOf(
  learners: Learners,
  caller: Caller,
  organizationId: string,
  asked: AwardRequest['learner'],
): Promise<Learner> {
  return 'learnerId' in asked
    ? learners.ofOrganization(organizationId, asked.learnerId)
    : learners.forAward(caller, organizationId, asked)
}

/** A hash beside its salt stops only casual reading, so a minor's address is never in a credential. */
function requireIdentityAllowed({ hashedIdentity }: AwardStatement, learner: Learner): void {
  if (!hashedIdentity) return
  if (learner.email === undefined || learner.ageBand !== 'adult') throw identityRefused()
}

/** Somebody new is refused before they are written down. */
function requireIdentityPossible({ learner, statement }: AwardRequest): void {
  if (!statement.hashedIdentity || 'learnerId' in learner) return
  if (learner.email === undefined || learner.ageBand !== 'adult') throw identityRefused()
}

function identityRefused(): WaymarkError {
  return new WaymarkError('invalid-request', {
    problems: [{ path: '/hashedIdentity', rule: 'choice' }],
  })
}

/** Draws random places until one is free; the unique index on awards is the judge. */
async function storeInFreePlace(
  deps: Deps,
  caller: Caller,
  version: AchievementVersion,
  learner: Learner,
  statement: AwardStatement,
): Promise<Award> {
  const { inputs, ...said } = newAward(deps, caller, version, learner, statement)
  const endorsements = await acceptedFor(version, deps.identifiers, deps.acceptedEndorsements)
  const award = {
    ...said,
    inputs: endorsements.length === 0 ? inputs : { ...inputs, endorsements },
  }
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const place = await deps.statusLists.place(award.organizationId)
    await deps.requireSignable({ ...award, ...place })
    try {
      const stored = await deps.awards.insert({ ...award, ...place })
      await deps.statusLists.taken(place.statusList)
      return stored
    } catch (error) {
      if (!(error instanceof Duplicate) || error.index !== 'byStatusPlace') throw error
    }
  }
  throw new Error('no free place in the status list after fifty draws')
}

function newAward(
  { world, claimCodes, identityHash }: Deps,
  caller: Caller,
  version: AchievementVersion,
  learner: Learner,
  statement: AwardStatement,
): Omit<New<Award>, 'statusList' | 'statusIndex'> {
  const id = world.newId()
  const now = timestamp(world.now())
  const claimKind =
    learner.accountId !== undefined ? 'linked' : learner.email !== undefined ? 'link' : 'code'
  const token = claimKind === 'code' ? claimCodes.code(id) : claimCodes.linkToken(id)
  return {
    id,
    organizationId: version.organizationId,
    achievementId: version.achievementId,
    achievementVersion: version.number,
    achievementName: version.content.name,
    learnerId: learner.id,
    awardedBy: caller.accountId,
    createdAt: now,
    state: 'pending',
    stateChangedAt: now,
    // Whoever made it finishes it now; the duty is for awards that were cut off.
    dueAt: timestamp(new Date(world.now().getTime() + 60_000)),
    attempts: 0,
    statement,
    inputs: {
      subjectUuid: learner.subjectUuid,
      validFrom: now,
      proofTime: now,
      ...identityOf(statement, learner, world, identityHash),
    },
    credentialId: world.newId(),
    delivery: 'none',
    deliveryDueAt: now,
    deliveryAttempts: 0,
    claimHash: claimCodes.hash(token),
    claimKind,
    ...(claimKind === 'linked' ? { claimedAt: now } : {}),
  }
}

function identityOf(
  statement: AwardStatement,
  learner: Learner,
  world: World,
  identityHash: Deps['identityHash'],
): { salt?: string; identityHash?: string } {
  if (!statement.hashedIdentity || learner.email === undefined) return {}
  const salt = Buffer.from(world.random(16)).toString('base64url')
  return { salt, identityHash: identityHash(learner.email, salt) }
}
