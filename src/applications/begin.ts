import type { AchievementVersion } from '../achievements/tables.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Openings } from './openings.ts'
import { isForTheSame, seatOf } from './seat.ts'
import type { Application } from './tables.ts'
import { openOnes, tieToRecord } from './tie-to-record.ts'
import { whoApplies, type Applicant, type ForWhom, type WhoAppliesDeps } from './who-applies.ts'

export interface BeginDeps extends WhoAppliesDeps {
  readonly applications: Table<Application, 'bySeat' | 'byAccount'>
  readonly openings: Pick<Openings, 'of' | 'isOpen'>
  readonly world: World
}

/** More drafts than anybody works on at once. */
const mostOpen = 30

/**
 * A draft for whoever applies; the one that they have open for the same badge and person, where there is one.
 * @throws WaymarkError applications-closed, applied-already where somebody else has one open for that learner,
 * too-many-requests with thirty of them open, and as `whoApplies`
 */
export async function beginApplication(
  deps: BeginDeps,
  achievementId: string,
  applicant: Applicant,
  language: string,
): Promise<Application> {
  const { applications, openings } = deps
  const { accountId } = applicant
  const { opening, version, isOpen } = await openings.of(achievementId)
  const whom = await whoApplies(deps, opening, applicant)
  const seat = seatOf(achievementId, accountId, whom)
  const begun = await openOnes(applications, accountId)
  const there = begun.find((one) => isForTheSame(one, achievementId, whom))
  if (there !== undefined) return knownByNow(applications, there, whom)
  if (!isOpen) throw new WaymarkError('applications-closed')
  requireRoom(begun)
  try {
    return await applications.insert(drawUp(deps, version, accountId, whom, seat, language))
  } catch (error) {
    const faster = error instanceof Duplicate ? await inSeat(applications, seat) : undefined
    if (faster === undefined) throw error
    if (faster.accountId !== accountId) throw new WaymarkError('applied-already')
    // The button pressed twice in one moment: one of them began it.
    return faster
  }
}

function drawUp(
  { world }: BeginDeps,
  { achievementId, organizationId, number }: AchievementVersion,
  accountId: string,
  whom: ForWhom,
  seat: string,
  language: string,
): Omit<Application, 'version'> {
  const now = timestamp(world.now())
  return {
    id: world.newId(),
    organizationId,
    achievementId,
    achievementVersion: number,
    accountId,
    ...whom,
    language,
    seat,
    state: 'draft',
    work: { links: [], files: [], levels: [] },
    fileIds: [],
    history: [],
    createdAt: now,
    changedAt: now,
    dueAt: now,
    attempts: 0,
    mail: 'none',
    mailDueAt: now,
    mailAttempts: 0,
  }
}

async function inSeat(
  applications: BeginDeps['applications'],
  seat: string,
): Promise<Application | undefined> {
  const { rows } = await applications.find({ index: 'bySeat', equals: { seat }, limit: 1 })
  return rows[0]
}

function requireRoom(begun: readonly Application[]): void {
  if (begun.length < mostOpen) return
  throw new WaymarkError('too-many-requests', { retryAfter: 86_400, values: { seconds: 86_400 } })
}

/** Whom the organization has come to know since they began: from now on it knows that it is them who apply. */
async function knownByNow(
  applications: BeginDeps['applications'],
  begun: Application,
  { learnerId, nickname }: ForWhom,
): Promise<Application> {
  if (learnerId === undefined || begun.learnerId !== undefined) return begun
  return (await tieToRecord(applications, begun.id, { learnerId, nickname })) ?? begun
}
