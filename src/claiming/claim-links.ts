import { sameText } from '../accounts/secrets.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError, type FieldProblem } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { lastDayProblems } from './sound-batch.ts'
import type { MembersOf } from './store-cards.ts'
import type { ClaimLink, SheetLanguage } from './tables.ts'

export interface NewClaimLink {
  readonly name: string
  readonly achievementId: string
  readonly groupId?: string
  /** RFC 3339. */
  readonly startsAt: string
  readonly endsAt: string
  readonly limit: number
  readonly approval: boolean
  readonly who: 'nickname' | 'account'
  readonly language: SheetLanguage
}

/** Whether a link can be used, and if not, why. */
export type ClaimLinkState = 'open' | 'not-yet' | 'full' | 'over' | 'closed'

export interface ClaimLinks {
  /** @throws WaymarkError invalid-request, not-found, achievement-not-published */
  open(caller: Caller, organizationId: string, link: NewClaimLink): Promise<ClaimLink>
  /** Newest first, fifty a page. */
  list(caller: Caller, organizationId: string, query: { after?: string }): Promise<Page<ClaimLink>>
  /** @throws WaymarkError not-found */
  read(caller: Caller, organizationId: string, linkId: string): Promise<ClaimLink>
  /** From now on nobody can use it. @throws WaymarkError not-found */
  close(caller: Caller, organizationId: string, linkId: string): Promise<ClaimLink>
  /** What is typed at /join. */
  codeOf(link: ClaimLink): string
  /** The link of a typed code, open or not. @throws WaymarkError not-found */
  byCode(typed: string): Promise<ClaimLink>
  /** As `byCode`, for somebody who typed it. @throws WaymarkError claim-code-unknown */
  byTypedCode(typed: string): Promise<ClaimLink>
  byId(linkId: string): Promise<ClaimLink | undefined>
  stateOf(link: ClaimLink): ClaimLinkState
  /** Counts one use. @throws WaymarkError link-closed where it cannot be used (any more) */
  use(linkId: string): Promise<void>
  /** Gives a use back that came to nothing. */
  giveBack(linkId: string): Promise<void>
}

export interface ClaimLinkDeps {
  readonly links: Table<ClaimLink, 'byOrganization' | 'byCode'>
  readonly achievements: Pick<Achievements, 'awardable'>
  readonly claimCodes: Pick<ClaimCodes, 'codeOf' | 'hash' | 'read'>
  readonly membersOf: MembersOf
  readonly requireRight: RequireRight
  readonly audit: Audit
  readonly world: World
}

export function createClaimLinks(deps: ClaimLinkDeps): ClaimLinks {
  const { links, claimCodes, requireRight, audit, world } = deps
  const now = () => timestamp(world.now())
  const codeOf = ({ id }: Pick<ClaimLink, 'id'>) => claimCodes.codeOf('class-link', id)

  const own = async (organizationId: string, linkId: string) => {
    const link = await links.get(linkId)
    if (link?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return link
  }

  const find = async (typed: string) => {
    const code = claimCodes.read(typed)
    const codeHash = code === undefined ? '' : claimCodes.hash(code)
    const { rows } = await links.find({ index: 'byCode', equals: { codeHash }, limit: 1 })
    const link = rows[0]
    return link !== undefined && sameText(link.codeHash, codeHash) ? link : undefined
  }

  const stateOf = (link: ClaimLink): ClaimLinkState => {
    if (link.closedAt !== undefined) return 'closed'
    if (link.endsAt <= now()) return 'over'
    if (link.startsAt > now()) return 'not-yet'
    return link.used >= link.limit ? 'full' : 'open'
  }

  return {
    codeOf,
    stateOf,
    async open(caller, organizationId, asked) {
      await requireRight(caller, organizationId, 'award.make')
      requireSoundWindow(asked, world.now())
      await deps.achievements.awardable(organizationId, asked.achievementId)
      if (asked.groupId !== undefined) {
        await deps.membersOf(caller, organizationId, asked.groupId)
      }
      const id = world.newId()
      const link = await links.insert({
        ...asked,
        id,
        organizationId,
        used: 0,
        codeHash: claimCodes.hash(codeOf({ id })),
        createdBy: caller.accountId,
        createdAt: now(),
      })
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'claim-link.opened',
        object: id,
      })
      return link
    },
    async list(caller, organizationId, { after }) {
      await requireRight(caller, organizationId, 'award.make')
      return links.find({
        index: 'byOrganization',
        equals: { organizationId },
        order: 'descending',
        limit: 50,
        ...(after === undefined ? {} : { after }),
      })
    },
    async read(caller, organizationId, linkId) {
      await requireRight(caller, organizationId, 'award.make')
      return own(organizationId, linkId)
    },
    async close(caller, organizationId, linkId) {
      await requireRight(caller, organizationId, 'award.make')
      await own(organizationId, linkId)
      const closed = await links.change(linkId, (link) =>
        link.closedAt === undefined ? { ...link, closedAt: now() } : undefined,
      )
      if (closed === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'claim-link.closed',
        object: linkId,
      })
      return closed
    },
    async byCode(typed) {
      const link = await find(typed)
      if (link === undefined) throw new WaymarkError('not-found')
      return link
    },
    async byTypedCode(typed) {
      const link = await find(typed)
      if (link === undefined) throw new WaymarkError('claim-code-unknown')
      return link
    },
    byId: (linkId) => links.get(linkId),
    async use(linkId) {
      const link = await links.get(linkId)
      if (link === undefined) throw new WaymarkError('not-found')
      if (stateOf(link) !== 'open') throw new WaymarkError('link-closed')
      // Counted first and looked at after: thirty who press the button in one second do not wait for each other.
      const used = await links.increment(linkId, 'used', 1)
      if (used === undefined || used.used <= used.limit) return
      await links.increment(linkId, 'used', -1)
      throw new WaymarkError('link-closed')
    },
    async giveBack(linkId) {
      await links.increment(linkId, 'used', -1)
    },
  }
}

/** @throws WaymarkError invalid-request */
function requireSoundWindow({ startsAt, endsAt }: NewClaimLink, now: Date): void {
  const problems: readonly FieldProblem[] = [
    ...lastDayProblems(endsAt.slice(0, 10), now, '/endsOn'),
    ...(endsAt < startsAt ? [{ path: '/endsOn', rule: 'order' } as const] : []),
  ]
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}
