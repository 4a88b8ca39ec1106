import type { OpeningBody } from '../../schemas/requests/applications.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { Duplicate, type New, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { createOpeningCodes, type OpeningCodes } from './opening-codes.ts'
import type { Opening } from './tables.ts'

/** An achievement that can be applied for, or could be. */
export interface Opened {
  readonly opening: Opening
  readonly version: AchievementVersion
  /** Whether somebody can apply today. */
  readonly isOpen: boolean
}

export interface Openings {
  /**
   * Opens an achievement for applications, changes what is said to applicants, or closes it.
   * @throws WaymarkError not-found, not-allowed, achievement-not-published, invalid-request for a last day that has passed
   */
  set(
    caller: Caller,
    organizationId: string,
    achievementId: string,
    body: OpeningBody,
  ): Promise<Opening>
  /** For staff; undefined where it was never opened. @throws WaymarkError not-found, not-allowed */
  read(caller: Caller, organizationId: string, achievementId: string): Promise<Opening | undefined>
  /** For whoever wants to apply. @throws WaymarkError not-found where it was never opened, or cannot be awarded */
  of(achievementId: string): Promise<Opened>
  /** Whether somebody can apply for it today. */
  isOpen(achievementId: string): Promise<boolean>
  readonly codes: Pick<OpeningCodes, 'of' | 'byTypedCode'>
}

export interface OpeningDeps {
  readonly openings: Table<Opening, 'byCode'>
  readonly claimCodes: Pick<ClaimCodes, 'codeOf' | 'hash' | 'read'>
  readonly achievements: Pick<Achievements, 'awardable' | 'read'>
  readonly requireRight: RequireRight
  readonly audit: Audit
  readonly world: World
}

export function createOpenings(deps: OpeningDeps): Openings {
  const { openings, achievements, requireRight, audit, world } = deps
  const codes = createOpeningCodes(deps)
  const now = () => timestamp(world.now())

  const isOpenToday = ({ state, until }: Opening) =>
    state === 'open' && (until === undefined || now().slice(0, 10) <= until)

  const of: Openings['of'] = async (achievementId) => {
    const opening = await openings.get(achievementId)
    if (opening === undefined) throw new WaymarkError('not-found')
    const version = await awardableOrNothing(achievements, opening)
    if (version === undefined) throw new WaymarkError('not-found')
    return { opening, version, isOpen: isOpenToday(opening) }
  }

  return {
    of,
    codes,
    async set(caller, organizationId, achievementId, body) {
      await requireRight(caller, organizationId, 'award.make')
      await achievements.awardable(organizationId, achievementId)
      requireSoundDay(body, now().slice(0, 10))
      const opening = await keep(openings, {
        ...body,
        id: achievementId,
        organizationId,
        codeHash: codes.hashOf(achievementId),
        changedBy: caller.accountId,
        changedAt: now(),
      })
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: body.state === 'open' ? 'application.opened' : 'application.closed',
        object: achievementId,
      })
      return opening
    },
    async read(caller, organizationId, achievementId) {
      await requireRight(caller, organizationId, 'award.read')
      const opening = await openings.get(achievementId)
      if (opening !== undefined && opening.organizationId !== organizationId) {
        throw new WaymarkError('not-found')
      }
      return opening
    },
    async isOpen(achievementId) {
      try {
        return (await of(achievementId)).isOpen
      } catch (error) {
        if (error instanceof WaymarkError && error.code === 'not-found') return false
        throw error
      }
    },
  }
}

/** What was archived since can be applied for no more. */
async function awardableOrNothing(
  achievements: Pick<Achievements, 'awardable'>,
  { organizationId, id }: Opening,
): Promise<AchievementVersion | undefined> {
  try {
    return await achievements.awardable(organizationId, id)
  } catch (error) {
    if (error instanceof WaymarkError && error.status < 500) return undefined
    throw error
  }
}

function requireSoundDay({ state, until }: OpeningBody, today: string): void {
  if (state === 'closed' || until === undefined || until >= today) return
  throw new WaymarkError('invalid-request', { problems: [{ path: '/until', rule: 'order' }] })
}

async function keep(openings: Table<Opening>, opening: New<Opening>): Promise<Opening> {
  const kept = await openings.change(opening.id, () => opening)
  if (kept !== undefined) return kept
  try {
    return await openings.insert(opening)
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error
    return keep(openings, opening)
  }
}
