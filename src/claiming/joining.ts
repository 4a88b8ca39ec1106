import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { duty } from '../jobs/worker.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Page, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { ClaimLinks } from './claim-links.ts'
import { decideRequest } from './decide-request.ts'
import { giveToJoiner, giveToJoinersDuty, type GiveToJoinerDeps } from './give-to-joiner.ts'
import { inAMinute } from './hold.ts'
import type { ClaimLink, JoinRequest, JoinState } from './tables.ts'
import { askedBefore, childrenAt, whoJoins, type Joiner, type Whom } from './who-joins.ts'

export interface OwnChild {
  readonly id: string
  readonly name: string
}

export interface Joining {
  /**
   * Asks for the badge of a link: given at once, or once staff have looked.
   * @throws WaymarkError link-closed; as `whoJoins`
   */
  join(link: ClaimLink, joiner: Joiner): Promise<JoinRequest>
  /** The children of an account whom the organization knows, by what a guardian may see of them. */
  childrenAt(accountId: string, organizationId: string): Promise<readonly OwnChild[]>
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

export interface JoiningDeps extends GiveToJoinerDeps {
  readonly guardians: Pick<Guardians, 'claimedBy' | 'childrenOf'>
  readonly requests: Table<
    JoinRequest,
    'byLink' | 'byLinkState' | 'byLinkAccount' | 'byToken' | 'byDue'
  >
  readonly links: ClaimLinks
  readonly learners: Pick<Learners, 'ofAccount' | 'link'>
  readonly issuing: Pick<Issuing, 'claimCodes'>
  readonly mayShow: MayShow
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
      return await giveToJoiner(deps, request)
    } catch (cause) {
      // It is approved, and the worker makes the award later: whoever asked must not think it was lost.
      deps.reportFault('give-award', cause)
      return request
    }
  }

  const store = async (link: ClaimLink, joiner: Joiner, { learnerId, ...whom }: Whom) => {
    const { language, accountId, kioskId } = joiner
    const id = world.newId()
    const createdAt = timestamp(world.now())
    const isFree = !link.approval || kioskId !== undefined
    return requests.insert({
      id,
      organizationId: link.organizationId,
      linkId: link.id,
      ...whom,
      language,
      ...(accountId === undefined ? {} : { accountId }),
      ...(kioskId === undefined ? {} : { kioskId }),
      ...(learnerId === undefined ? {} : { learnerId }),
      tokenHash: issuing.claimCodes.hash(tokenOf({ id })),
      createdAt,
      state: isFree ? 'approved' : 'waiting',
      ...(isFree ? { decidedBy: link.createdBy } : {}),
      dueAt: inAMinute(world.now()),
      attempts: 0,
    })
  }

  return {
    tokenOf,
    async childrenAt(accountId, organizationId) {
      const children = await childrenAt(deps, accountId, organizationId)
      return children
        .filter((child) => deps.mayShow({ kind: 'guardian' }, 'recipient-name', child))
        .map(({ id, name }) => ({ id, name }))
    },
    async join(link, joiner) {
      const whom = await whoJoins(deps, link, joiner)
      const { accountId } = joiner
      const before =
        accountId === undefined ? undefined : await askedBefore(requests, link.id, accountId, whom)
      if (before !== undefined) return before
      await links.use(link.id)
      const request = await store(link, joiner, whom)
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
      const approved = await decideRequest(deps, caller, organizationId, requestId, 'approved')
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
        const approved = await decideRequest(deps, caller, organizationId, id, 'approved')
        if (approved.state === 'approved') await finishNow(approved)
      }
      return rows.length
    },
    decline: (caller, organizationId, requestId) =>
      decideRequest(deps, caller, organizationId, requestId, 'declined'),
    duty: giveToJoinersDuty(deps),
  }
}
