import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { requireSoundStatement } from './sound-statement.ts'
import { acceptedFor, type AcceptedEndorsements } from './endorsements.ts'
import type { FinishCorrection, SaysTheSame } from './finish-correction.ts'
import {
  identityFacts,
  identityOf,
  requireIdentifiersAllowed,
  requireIdentityAllowed,
} from './identities.ts'
import { isSigned } from './is-signed.ts'
import type { StatusLists } from './status-lists.ts'
import type {
  Award,
  AwardCopy,
  AwardInputs,
  AwardStatement,
  Correction,
  SentIdentity,
} from './tables.ts'

export interface CorrectionRequest {
  /** Why, for staff and for the learner. */
  readonly reason: string
  /** All that the award says from now on. */
  readonly statement: AwardStatement
  /** Other names of the learner; without them, those it has. */
  readonly identifiers?: readonly SentIdentity[]
  /** A version of the achievement that was published later; without it, the one it has. */
  readonly achievementVersion?: number
}

/**
 * Signs a corrected copy of an award's credential (OB 3.0 §9.2): issuer and id stay, `validFrom` is newer and
 * `awardedDate` the first one. Whoever holds the earlier copy is told that there is a newer one.
 * @throws WaymarkError already-revoked, award-not-issued, learner-removed: or let go, conflict while another correction is being signed,
 * nothing-to-correct, invalid-request, not-found, not-allowed
 */
export type Correct = (
  caller: Caller,
  organizationId: string,
  awardId: string,
  request: CorrectionRequest,
) => Promise<Award>

interface Deps {
  readonly awards: Table<Award>
  readonly achievements: Achievements
  readonly learners: Learners
  readonly requireRight: RequireRight
  readonly statusLists: StatusLists
  readonly identifiers: Identifiers
  readonly finishCorrection: FinishCorrection
  readonly saysTheSame: SaysTheSame
  readonly acceptedEndorsements: AcceptedEndorsements
  readonly identityHash: (email: string, salt: string) => string
  readonly reportFault: (where: string, cause: unknown) => void
  readonly audit: Audit
  readonly world: World
}

/**
 * The correction is stored with all its fixed inputs first, in the award's own document, and signed after:
 * a stop in between leaves the earlier copy as it is, until the worker finishes.
 */
export function createCorrect(deps: Deps): Correct {
  return async (caller, organizationId, awardId, request) => {
    await deps.requireRight(caller, organizationId, 'award.revoke')
    const award = await deps.awards.get(awardId)
    if (award?.organizationId !== organizationId) throw new WaymarkError('not-found')
    requireCorrectable(award)
    const version = await versionFor(deps.achievements, award, request.achievementVersion)
    requireSoundStatement(deps, request.statement, version)
    const said = await whatItSays(deps, award, version, request)
    if (await deps.saysTheSame(award, said)) throw new WaymarkError('nothing-to-correct')
    const copy = { ...said, ...(await deps.statusLists.place(organizationId)) }
    const correction = { correctedBy: caller.accountId, reason: request.reason, copy }
    const waiting = await store(deps, award, correction)
    await deps.audit.record({
      owner: organizationId,
      actor: caller.accountId,
      act: 'award.corrected',
      object: awardId,
    })
    try {
      return await deps.finishCorrection(waiting)
    } catch (cause) {
      deps.reportFault('sign-correction', cause)
      return waiting
    }
  }
}

function requireCorrectable(award: Award): void {
  const { state, correction, erasedAt } = award
  if (erasedAt !== undefined) throw new WaymarkError('learner-removed')
  if (!isSigned(award)) throw new WaymarkError('award-not-issued')
  if (state === 'revoked') throw new WaymarkError('already-revoked')
  if (correction !== undefined) throw new WaymarkError('conflict')
}

/** What was given once is never changed for something older. */
async function versionFor(
  achievements: Achievements,
  award: Award,
  asked = award.achievementVersion,
): Promise<AchievementVersion> {
  if (asked < award.achievementVersion) {
    throw new WaymarkError('invalid-request', {
      problems: [
        { path: '/achievementVersion', rule: 'too-small', expected: award.achievementVersion },
      ],
    })
  }
  return achievements.version(award.achievementId, asked)
}

/** Whoever was removed, or let go, is nobody's to say anything new of. @throws WaymarkError learner-removed */
async function keptLearner(learners: Learners, { learnerId }: Award): Promise<Learner> {
  const learner = await learners.byId(learnerId)
  if (learner === undefined || learner.letGo !== undefined)
    throw new WaymarkError('learner-removed')
  return learner
}

/** The corrected copy, still with the place of the earlier one. */
async function whatItSays(
  { learners, identityHash, identifiers, acceptedEndorsements, world }: Deps,
  award: Award,
  version: AchievementVersion,
  request: CorrectionRequest,
): Promise<AwardCopy> {
  const { statusList, statusIndex, inputs } = award
  const statement = withSchemaOf(award, request.statement)
  const learner = await keptLearner(learners, award)
  requireIdentityAllowed(statement, learner)
  requireIdentifiersAllowed(request.identifiers, learner.ageBand)
  return {
    achievementVersion: version.number,
    achievementName: version.content.name,
    statement,
    inputs: {
      subjectUuid: inputs.subjectUuid,
      validFrom: newerThan(inputs.validFrom, world.now()),
      proofTime: timestamp(world.now()),
      awardedDate: inputs.awardedDate ?? inputs.validFrom,
      ...identityFor(statement, learner, inputs),
      ...identifiersFor(request.identifiers),
      ...(await endorsementsFor()),
    },
    statusList,
    statusIndex,
  }

  /** Those that it was awarded with; another version has others. */
  async function endorsementsFor() {
    const { endorsements = [] } = inputs
    const all =
      version.number === award.achievementVersion
        ? endorsements
        : await acceptedFor(version, identifiers, acceptedEndorsements)
    return all.length === 0 ? {} : { endorsements: all }
  }

  function identifiersFor(sent: readonly SentIdentity[] | undefined) {
    const { identifiers = [] } = inputs
    const all = sent?.map((one) => identityFacts(one, world)) ?? identifiers
    return all.length === 0 ? {} : { identifiers: all }
  }

  /** The same address keeps its salt: another one would tell that something about it was corrected. */
  function identityFor(
    { hashedIdentity }: AwardStatement,
    { email }: Learner,
    before: AwardInputs,
  ) {
    const { salt, identityHash: hash } = before
    const isKept = salt !== undefined && hash !== undefined && email !== undefined
    return hashedIdentity && isKept && identityHash(email, salt) === hash
      ? { salt, identityHash: hash }
      : identityOf(statement, learner, world, identityHash)
  }
}

/** Whether the published schema is named was decided with the award: what is suspended hangs on it. */
function withSchemaOf(award: Award, statement: AwardStatement): AwardStatement {
  const { credentialSchema: _asked, ...rest } = statement
  return award.statement.credentialSchema === true ? { ...rest, credentialSchema: true } : rest
}

/** Now, and a second after the earlier copy at the least: of two copies with one time, neither is the newer one. */
function newerThan(earlier: string, now: Date): string {
  return timestamp(new Date(Math.max(now.getTime(), Date.parse(earlier) + 1000)))
}

async function store(deps: Deps, seen: Award, correction: Correction): Promise<Award> {
  const waiting = await deps.awards.change(seen.id, (award) => {
    requireCorrectable(award)
    // Somebody corrected it since it was read: this correction would silently take theirs back.
    if (award.digest !== seen.digest) throw new WaymarkError('changed-meanwhile')
    const correctionDueAt = timestamp(new Date(deps.world.now().getTime() + 60_000))
    return { ...award, correction, correctionDueAt, attempts: 0 }
  })
  if (waiting === undefined) throw new WaymarkError('not-found')
  return waiting
}
