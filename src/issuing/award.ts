import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners, NewLearner } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { NeedsConsent } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { acceptedFor, type AcceptedEndorsements } from './endorsements.ts'
import type { Finish, UnsignedCredential } from './finish.ts'
import { requireIdentifiersAllowed, requireIdentityAllowed } from './identities.ts'
import { newAward, type Given, type NewAwardDeps, type RowOfAward } from './new-award.ts'
import { notYetThere } from './not-yet-there.ts'
import { requireSoundStatement } from './sound-statement.ts'
import type { StatusLists } from './status-lists.ts'
import type { Award, AwardStatement, SentIdentity } from './tables.ts'

export interface AwardRequest {
  /** The id of the award, where whoever asks may ask again: then the same award is answered. */
  readonly id?: string
  readonly achievementId: string
  /** A learner of the organization, or somebody new (known again by address and name). */
  readonly learner: { readonly learnerId: string } | NewLearner
  readonly statement: AwardStatement
  /** Other names under which a system knows the learner. */
  readonly identifiers?: readonly SentIdentity[]
  /** Where it is made for a row of a batch. */
  readonly forRow?: RowOfAward
}

export type MakeAward = (
  caller: Caller,
  organizationId: string,
  request: AwardRequest,
) => Promise<Award>

interface Deps extends NewAwardDeps {
  readonly awards: Table<Award>
  readonly achievements: Achievements
  readonly organizations: Pick<Organizations, 'byId'>
  readonly learners: Learners
  readonly requireRight: RequireRight
  readonly needsConsent: NeedsConsent
  readonly namesRefresh: (organizationId: string) => Promise<boolean>
  readonly statusLists: StatusLists
  readonly identifiers: Identifiers
  readonly finish: Finish
  readonly reportFault: (where: string, cause: unknown) => void
  readonly unsignedCredential: UnsignedCredential
  readonly acceptedEndorsements: AcceptedEndorsements
  readonly audit: Audit
}

/**
 * Gives an achievement to a learner: one award document with all its fixed inputs is stored first, and
 * signed after, so that a stop in between loses nothing. Where a guardian has to consent first, it waits for that.
 */
export function createMakeAward(deps: Deps): MakeAward {
  return async (caller, organizationId, request) => {
    await deps.requireRight(caller, organizationId, 'award.make')
    const made = await madeBefore(deps.awards, organizationId, request.id)
    if (made !== undefined) return finishNow(deps, made)
    const version = await deps.achievements.awardable(organizationId, request.achievementId)
    requireSoundStatement(deps, request.statement, version)
    const given = await withSchemaOf(deps.organizations, organizationId, request)
    await requirePossible(deps, caller, version, request.learner, given)
    const learner = await learnerOf(deps.learners, caller, organizationId, request)
    requireIdentityAllowed(request.statement, learner)
    requireIdentifiersAllowed(request.identifiers, learner.ageBand)
    const award = await storeNew(deps, caller, version, learner, given, request.id)
    await deps.audit.record({
      owner: organizationId,
      actor: caller.accountId,
      act: 'award.made',
      object: award.id,
    })
    return finishNow(deps, award)
  }
}

async function finishNow({ finish, reportFault }: Deps, award: Award): Promise<Award> {
  try {
    return await finish(award)
  } catch (cause) {
    // It is stored, and the worker signs it later: whoever asked must not think it was lost and ask again.
    reportFault('sign-award', cause)
    return award
  }
}

/** The award of a request that came before. @throws WaymarkError conflict where the id is another's */
async function madeBefore(
  awards: Table<Award>,
  organizationId: string,
  id: string | undefined,
): Promise<Award | undefined> {
  const made = id === undefined ? undefined : await awards.get(id)
  if (made !== undefined && made.organizationId !== organizationId)
    throw new WaymarkError('conflict')
  return made
}

/** Somebody new is written down only for an award that can be made: it is put together for nobody first. */
async function requirePossible(
  deps: Deps,
  caller: Caller,
  version: AchievementVersion,
  asked: AwardRequest['learner'],
  given: Given,
): Promise<void> {
  if ('learnerId' in asked) return
  requireIdentityAllowed(given.statement, asked)
  requireIdentifiersAllowed(given.identifiers, asked.ageBand)
  const { organizationId } = version
  const nobody = notYetThere(asked, organizationId, version.publishedAt)
  const award = newAward(deps, caller, version, nobody, given, 'nobody')
  await deps.unsignedCredential({ ...award, statusList: `${organizationId}:1`, statusIndex: 0 })
}

/** Whether the credential names the published schema is decided with it, for good: what is signed again says the same. */
async function withSchemaOf(
  organizations: Deps['organizations'],
  organizationId: string,
  { statement, identifiers = [], forRow }: AwardRequest,
): Promise<Given> {
  const { credentialSchema } = await organizations.byId(organizationId)
  const named = statement.credentialSchema ?? credentialSchema ?? false
  const { credentialSchema: _asked, ...rest } = statement
  return {
    statement: named ? { ...rest, credentialSchema: true } : rest,
    identifiers,
    ...(forRow === undefined ? {} : { forRow }),
  }
}

async function learnerOf(
  learners: Learners,
  caller: Caller,
  organizationId: string,
  { learner: asked, forRow }: AwardRequest,
): Promise<Learner> {
  return 'learnerId' in asked
    ? learners.ofOrganization(organizationId, asked.learnerId)
    : learners.forAward(caller, organizationId, asked, forRow?.newLearnerId)
}

/** With a place of its own in the status lists. */
async function storeNew(
  deps: Deps,
  caller: Caller,
  version: AchievementVersion,
  learner: Learner,
  given: Given,
  id = deps.world.newId(),
): Promise<Award> {
  const place = await deps.statusLists.place(version.organizationId)
  const named = await deps.namesRefresh(version.organizationId)
  const waits = await deps.needsConsent(learner, 'hold-badges')
  const state = waits ? 'waiting' : 'pending'
  const { inputs, ...said } = newAward(deps, caller, version, learner, given, id, state)
  const endorsements = await acceptedFor(version, deps.identifiers, deps.acceptedEndorsements)
  const award = {
    ...said,
    ...place,
    inputs: endorsements.length === 0 ? inputs : { ...inputs, endorsements },
    ...(named ? { refreshId: deps.world.newId() } : {}),
  }
  // None is stored that could never be signed.
  await deps.unsignedCredential(award)
  try {
    return await deps.awards.insert(award)
  } catch (error) {
    // The same request twice in one moment: one of them made it.
    const made = error instanceof Duplicate ? await deps.awards.get(id) : undefined
    if (made === undefined) throw error
    return made
  }
}
