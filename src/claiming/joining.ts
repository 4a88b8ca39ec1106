import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { duty } from '../jobs/worker.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { Page, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { ClaimLinks } from './claim-links.ts'
import type { AddToGroup, Give } from './give.ts'
import { holdOf } from './hold.ts'
import type { ClaimLink, JoinRequest, JoinState } from './tables.ts'

export interface Joiner {
  readonly nickname: string
  readonly language: string
  /** Set where they are signed in: then it goes into their backpack. */
  readonly accountId?: string
  /** Set at a kiosk: the staff who opened it stand beside it, so nobody else has to look. */
  readonly kioskId?: string
}

export interface Joining {
  /**
   * Asks for the badge of a link: given at once, or once staff have looked.
   * @throws WaymarkError link-closed, not-signed-in where the link asks for an account
   */
  join(link: ClaimLink, joiner: Joiner): Promise<JoinRequest>
  /** The token in the address of whoever asked: whoever has it sees what became of it. */
  tokenOf(request: JoinRequest): string
  /** @throws WaymarkError not-found */
  byToken(token: string): Promise<JoinRequest>
  /** What somebody asks for, by its state; oldest first. */
  list(
    caller: Caller,
    organizationId: string,
    linkId: string,
    query: { state?: JoinState; after?: string },
  ): Promise<Page<JoinRequest>>
  /** @throws WaymarkError not-found, conflict where it was decided the other way */
  approve(caller: Caller, organizationId: string, requestId: string): Promise<JoinRequest>
  /** Everybody who waits now, two hundred at a time. Answers how many. */
  approveAll(caller: Caller, organizationId: string, linkId: string): Promise<number>
  /** @throws WaymarkError not-found, conflict where it was decided the other way */
  decline(caller: Caller, organizationId: string, requestId: string): Promise<JoinRequest>
  readonly duty: ReturnType<typeof duty<JoinRequest>>
}

export interface JoiningDeps {
  readonly requests: Table<
    JoinRequest,
    'byLink' | 'byLinkState' | 'byLinkAccount' | 'byToken' | 'byDue'
  >
  readonly links: ClaimLinks
  readonly learners: Pick<Learners, 'ofAccount' | 'link'>
  readonly issuing: Pick<Issuing, 'claimCodes'>
  readonly give: Give
  readonly addToGroup: AddToGroup
  readonly audit: Audit
  readonly world: World
  readonly reportFault: (where: string, cause: unknown) => void
}

/** More would keep whoever presses the button waiting. */
const mostAtOnce = 200

export function createJoining(deps: JoiningDeps): Joining {
  const { requests, links, issuing, world } = deps
  const tokenOf = ({ id }: Pick<JoinRequest, 'id'>) =>
    issuing.claimCodes.tokenOf('join-request', id)

  const finishNow = async (request: JoinRequest) => {
    try {
      return await finish(deps, request)
    } catch (cause) {
      // It is approved, and the worker makes the award later: whoever asked must not think it was lost.
      deps.reportFault('give-award', cause)
      return request
    }
  }

  const store = async (link: ClaimLink, joiner: Joiner) => {
    const { nickname, language, accountId, kioskId } = joiner
    const id = world.newId()
    const createdAt = timestamp(world.now())
    const learnerId = accountId === undefined ? undefined : await knownAs(deps, link, accountId)
    const isFree = !link.approval || kioskId !== undefined
    return requests.insert({
      id,
      organizationId: link.organizationId,
      linkId: link.id,
      nickname: nickname.trim().normalize('NFC'),
      language,
      ...(accountId === undefined ? {} : { accountId }),
      ...(kioskId === undefined ? {} : { kioskId }),
      ...(learnerId === undefined ? {} : { learnerId }),
      tokenHash: issuing.claimCodes.hash(tokenOf({ id })),
      createdAt,
      state: isFree ? 'approved' : 'waiting',
      ...(isFree ? { decidedBy: link.createdBy } : {}),
      dueAt: inAMinute(world),
      attempts: 0,
    })
  }

  return {
    tokenOf,
    async join(link, joiner) {
      const { accountId } = joiner
      if (link.who === 'account' && accountId === undefined && joiner.kioskId === undefined) {
        throw new WaymarkError('not-signed-in')
      }
      const before = accountId === undefined ? undefined : await askedBefore(deps, link, accountId)
      if (before !== undefined) return before
      await links.use(link.id)
      const request = await store(link, joiner)
      return request.state === 'approved' ? finishNow(request) : request
    },
    async byToken(token) {
      const tokenHash = issuing.claimCodes.hash(token)
      const { rows } = await requests.find({ index: 'byToken', equals: { tokenHash }, limit: 1 })
      if (rows[0] === undefined) throw new WaymarkError('not-found')
      return rows[0]
    },
    async list(caller, organizationId, linkId, { state, after }) {
      await links.read(caller, organizationId, linkId)
      const paging = { limit: 100, ...(after === undefined ? {} : { after }) }
      return state === undefined
        ? requests.find({ index: 'byLink', equals: { linkId }, order: 'descending', ...paging })
        : requests.find({ index: 'byLinkState', equals: { linkId, state }, ...paging })
    },
    async approve(caller, organizationId, requestId) {
      const approved = await decide(deps, caller, organizationId, requestId, 'approved')
      return approved.state === 'approved' ? finishNow(approved) : approved
    },
    async approveAll(caller, organizationId, linkId) {
      await links.read(caller, organizationId, linkId)
      const { rows } = await requests.find({
        index: 'byLinkState',
        equals: { linkId, state: 'waiting' },
        limit: mostAtOnce,
      })
      for (const { id } of rows) {
        const approved = await decide(deps, caller, organizationId, id, 'approved')
        if (approved.state === 'approved') await finishNow(approved)
      }
      return rows.length
    },
    decline: (caller, organizationId, requestId) =>
      decide(deps, caller, organizationId, requestId, 'declined'),
    duty: giveDuty(deps),
  }
}

function inAMinute(world: World): string {
  return timestamp(new Date(world.now().getTime() + 60_000))
}

/** One account gets one badge of a link, however often it presses the button. */
async function askedBefore(
  { requests }: JoiningDeps,
  { id: linkId }: ClaimLink,
  accountId: string,
) {
  const { rows } = await requests.find({
    index: 'byLinkAccount',
    equals: { linkId, accountId },
    limit: 1000,
  })
  return rows.find(({ state }) => state !== 'declined')
}

/** Whom the organization knows this account as; where that is several or nobody, it is somebody new. */
async function knownAs({ learners }: JoiningDeps, link: ClaimLink, accountId: string) {
  const all = await learners.ofAccount(accountId)
  const own = all.filter(({ organizationId }) => organizationId === link.organizationId)
  return own.length === 1 ? own[0]?.id : undefined
}

async function decide(
  { requests, links, audit, world }: JoiningDeps,
  caller: Caller,
  organizationId: string,
  requestId: string,
  to: 'approved' | 'declined',
): Promise<JoinRequest> {
  const asked = await requests.get(requestId)
  if (asked?.organizationId !== organizationId) throw new WaymarkError('not-found')
  await links.read(caller, organizationId, asked.linkId)
  const decision = { isNew: false }
  const decided = await requests.change(requestId, (found) => {
    decision.isNew = found.state === 'waiting'
    if (decision.isNew) {
      return { ...found, state: to, decidedBy: caller.accountId, dueAt: inAMinute(world) }
    }
    if ((found.state === 'declined') !== (to === 'declined')) throw new WaymarkError('conflict')
    return undefined
  })
  if (decided === undefined) throw new WaymarkError('not-found')
  if (!decision.isNew) return decided
  if (to === 'declined') await links.giveBack(asked.linkId)
  await audit.record({
    owner: organizationId,
    actor: caller.accountId,
    act: `claim-link.${to}`,
    object: requestId,
  })
  return decided
}

/** Makes what was approved. Each step may run twice with the same result. */
async function finish(deps: JoiningDeps, request: JoinRequest): Promise<JoinRequest> {
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
  { learners }: JoiningDeps,
  { accountId }: JoinRequest,
  learnerId: string,
): Promise<void> {
  if (accountId !== undefined) await learners.link(learnerId, accountId)
}

/** The group may be gone since the link was opened; the badge is given all the same. */
async function addToGroup(
  deps: JoiningDeps,
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

function giveDuty(deps: JoiningDeps) {
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
      await finish(deps, request)
    },
    async failed(request, again) {
      const tomorrow = timestamp(new Date(Date.parse(request.dueAt) + 86_400_000))
      await hold(request, { dueAt: again ?? tomorrow })
    },
    attemptsOf: (request) => request.attempts,
  })
}
