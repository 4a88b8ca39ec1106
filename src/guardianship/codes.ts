import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson } from '../portfolio/held.ts'
import type { CodeKind, GuardianshipCode } from './tables.ts'

export interface MadeCode {
  readonly id: string
  readonly kind: CodeKind
  readonly code: string
  readonly expiresAt: string
}

export interface Codes {
  /** Staff make a code to be printed for a guardian, or for a youth to take over. @throws WaymarkError not-found, not-allowed */
  make(caller: Caller, organizationId: string, learnerId: string, kind: CodeKind): Promise<MadeCode>
  /** A guardian makes a code for a youth to take over; who holds a child's badges in their own backpack, too. */
  makeHandOver(caller: Caller, learnerId: string): Promise<MadeCode>
  /** What staff made, to be printed again. @throws WaymarkError not-found once it was used */
  read(
    caller: Caller,
    organizationId: string,
    codeId: string,
  ): Promise<MadeCode & { learner: Learner }>
  /** The newest one of a learner that was not used and is still good. Asks for no right. */
  openOf(kind: CodeKind, learnerId: string): Promise<MadeCode | undefined>
  /**
   * Uses a typed code up for an account; the same account may do so again.
   * @throws WaymarkError claim-code-unknown
   */
  use(kind: CodeKind, typed: string, accountId: string): Promise<Learner>
}

interface Deps {
  readonly codes: Table<GuardianshipCode, 'byCode' | 'byLearner'>
  readonly claimCodes: Pick<ClaimCodes, 'code' | 'hash' | 'read'>
  readonly learners: Learners
  readonly relationTo: RelationTo
  readonly requireRight: RequireRight
  readonly world: World
}

const codeDays = 60

export function createCodes(deps: Deps): Codes {
  const { codes, claimCodes, learners, requireRight, world } = deps
  const now = () => timestamp(world.now())

  /** Of another kind than a claim code, so that none is ever the other. */
  const codeOf = (kind: CodeKind, id: string) => claimCodes.code(`${kind}:${id}`)
  const hashOf = (kind: CodeKind, code: string) => claimCodes.hash(`${kind}:${code}`)

  const make = async ({ id: learnerId, organizationId, ...age }: Learner, kind: CodeKind) => {
    const standing = standingOf(age, now().slice(0, 10))
    // An adult has no guardian, and a child cannot take over yet.
    if (standing === (kind === 'guardian' ? 'adult' : 'child')) {
      throw new WaymarkError('not-yours-to-decide')
    }
    const id = world.newId()
    const code = codeOf(kind, id)
    const expiresAt = timestamp(new Date(world.now().getTime() + codeDays * 86_400_000))
    await codes.insert({
      id,
      kind,
      organizationId,
      learnerId,
      codeHash: hashOf(kind, code),
      createdAt: now(),
      expiresAt,
    })
    return { id, kind, code, expiresAt }
  }

  return {
    async make(caller, organizationId, learnerId, kind) {
      await requireRight(caller, organizationId, 'learner.change')
      return make(await learners.ofOrganization(organizationId, learnerId), kind)
    },
    async makeHandOver(caller, learnerId) {
      requirePerson(caller, 'family:write')
      const learner = await learners.byId(learnerId)
      const relation = learner && (await deps.relationTo(caller.accountId, learner))
      if (learner === undefined || relation === undefined) throw new WaymarkError('not-found')
      return make(learner, 'hand-over')
    },
    async read(caller, organizationId, codeId) {
      await requireRight(caller, organizationId, 'learner.change')
      const found = await codes.get(codeId)
      const isThere = found?.organizationId === organizationId && found.usedBy === undefined
      if (!isThere || found.expiresAt <= now()) throw new WaymarkError('not-found')
      const { id, kind, expiresAt } = found
      const learner = await learners.ofOrganization(organizationId, found.learnerId)
      return { id, kind, code: codeOf(kind, id), expiresAt, learner }
    },
    async openOf(kind, learnerId) {
      const { rows } = await codes.find({
        index: 'byLearner',
        equals: { learnerId },
        order: 'descending',
        limit: 20,
      })
      const open = rows.find(
        (one) => one.kind === kind && one.usedBy === undefined && one.expiresAt > now(),
      )
      if (open === undefined) return undefined
      const { id, expiresAt } = open
      return { id, kind, code: codeOf(kind, id), expiresAt }
    },
    async use(kind, typed, accountId) {
      const code = claimCodes.read(typed)
      const { rows } = await codes.find({
        index: 'byCode',
        equals: { codeHash: code === undefined ? '' : hashOf(kind, code) },
        limit: 1,
      })
      const used = await codes.change(rows[0]?.id ?? '', (found) => {
        const isGood = found.expiresAt > now() && (found.usedBy ?? accountId) === accountId
        if (!isGood) throw new WaymarkError('claim-code-unknown')
        return found.usedBy === undefined ? { ...found, usedBy: accountId } : undefined
      })
      const learner = used && (await learners.byId(used.learnerId))
      if (learner === undefined) throw new WaymarkError('claim-code-unknown')
      return learner
    },
  }
}
