import { WaymarkError } from '../errors.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import { duty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp } from '../world.ts'
import type { ClaimLinks } from './claim-links.ts'
import type { AddToGroup, Give } from './give.ts'
import { holdOf } from './hold.ts'
import type { ClaimLink, JoinRequest } from './tables.ts'

export interface GiveToJoinerDeps {
  readonly requests: Table<JoinRequest, 'byDue'>
  readonly links: Pick<ClaimLinks, 'byId'>
  readonly learners: Pick<Learners, 'link'>
  readonly guardians: Pick<Guardians, 'claimedBy'>
  readonly give: Give
  readonly addToGroup: AddToGroup
}

/** Makes what was approved. Each step may run twice with the same result. */
export async function giveToJoiner(
  deps: GiveToJoinerDeps,
  request: JoinRequest,
): Promise<JoinRequest> {
  const { requests, links, give } = deps
  const link = await links.byId(request.linkId)
  if (link === undefined || request.state !== 'approved') return request
  const { achievementId, organizationId, groupId, createdBy } = link
  const decidedBy = request.decidedBy ?? createdBy
  const { learnerId, nickname, language } = request
  const known = learnerId === undefined ? {} : { learnerId }
  const gift = { organizationId, achievementId, decidedBy, nickname, language, ...known }
  const award = await give(gift, async (made) => {
    const kept = await requests.change(request.id, (found) =>
      found.learnerId === undefined ? { ...found, learnerId: made } : undefined,
    )
    return kept?.learnerId ?? made
  })
  await linkAccount(deps, request, award.learnerId)
  if (groupId !== undefined) await addToGroup(deps, link, groupId, decidedBy, award.learnerId)
  const given = await requests.change(request.id, (found) =>
    found.state === 'approved'
      ? { ...found, state: 'given', learnerId: award.learnerId, awardId: award.id }
      : undefined,
  )
  return given ?? request
}

async function linkAccount(
  { learners, guardians }: GiveToJoinerDeps,
  { accountId, as }: JoinRequest,
  learnerId: string,
): Promise<void> {
  if (accountId === undefined) return
  if (as === 'guardian') await guardians.claimedBy(accountId, learnerId, 'class-link')
  else await learners.link(learnerId, accountId)
}

/** The group may be gone since the link was opened; the badge is given all the same. */
async function addToGroup(
  deps: GiveToJoinerDeps,
  { organizationId }: ClaimLink,
  groupId: string,
  decidedBy: string,
  learnerId: string,
): Promise<void> {
  const caller = { accountId: decidedBy, scopes: 'every', operator: false } as const
  try {
    await deps.addToGroup(caller, organizationId, groupId, [learnerId])
  } catch (error) {
    if (!(error instanceof WaymarkError && error.status < 500)) throw error
  }
}

/** Finishes what was approved and cut off. */
export function giveToJoinersDuty(deps: GiveToJoinerDeps) {
  const hold = holdOf(deps.requests)
  return duty<JoinRequest>({
    name: 'give-to-joiners',
    due: async (now, limit) =>
      (
        await deps.requests.find({
          index: 'byDue',
          equals: { state: 'approved' },
          to: `${now}~`,
          limit,
        })
      ).rows,
    lease: (request, until) => hold(request, { dueAt: until, attempts: request.attempts + 1 }),
    async perform(request) {
      await giveToJoiner(deps, request)
    },
    async failed(request, again) {
      const tomorrow = timestamp(new Date(Date.parse(request.dueAt) + 86_400_000))
      await hold(request, { dueAt: again ?? tomorrow })
    },
    attemptsOf: (request) => request.attempts,
  })
}
