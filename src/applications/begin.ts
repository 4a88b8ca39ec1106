import type { AchievementVersion } from '../achievements/tables.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Openings } from './openings.ts'
import { isOver, type Application, type Opening } from './tables.ts'
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
 * @throws WaymarkError applications-closed, too-many-requests with thirty of them open, and as `whoApplies`
 */
export async function beginApplication(
  deps: BeginDeps,
  achievementId: string,
  applicant: Applicant,
  language: string,
): Promise<Application> {
  const { applications, openings } = deps
  const { opening, version, isOpen } = await openings.of(achievementId)
  const whom = await whoApplies(deps, opening, applicant)
  const seat = seatOf(opening, applicant, whom)
  const there = await inSeat(applications, seat)
  if (there !== undefined) return there
  if (!isOpen) throw new WaymarkError('applications-closed')
  await requireRoom(applications, applicant.accountId)
  try {
    return await applications.insert(drawUp(deps, version, applicant, whom, seat, language))
  } catch (error) {
    // The button pressed twice in one moment: one of them began it.
    const begun = error instanceof Duplicate ? await inSeat(applications, seat) : undefined
    if (begun === undefined) throw error
    return begun
  }
}

function drawUp(
  { world }: BeginDeps,
  { achievementId, organizationId, number }: AchievementVersion,
  { accountId }: Applicant,
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

/** Children whom nobody knows are told apart by what they are called. */
function seatOf(opening: Opening, { accountId }: Applicant, whom: ForWhom): string {
  const person = whom.learnerId ?? (whom.as === 'self' ? 'self' : `:${whom.nickname}`)
  return `${opening.id}:${accountId}:${person}`
}

async function inSeat(
  applications: BeginDeps['applications'],
  seat: string,
): Promise<Application | undefined> {
  const { rows } = await applications.find({ index: 'bySeat', equals: { seat }, limit: 1 })
  return rows[0]
}

async function requireRoom(
  applications: BeginDeps['applications'],
  accountId: string,
): Promise<void> {
  const { rows } = await applications.find({
    index: 'byAccount',
    equals: { accountId },
    order: 'descending',
    limit: 1000,
  })
  if (rows.filter((one) => !isOver(one)).length < mostOpen) return
  throw new WaymarkError('too-many-requests', { retryAfter: 86_400, values: { seconds: 86_400 } })
}
