import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Paper } from '../print/paper.ts'
import type { SlipSheet } from '../print/slip-sheet.ts'
import type { Language } from '../text/languages.ts'
import type { World } from '../world.ts'
import type { ClassOf } from './class-list.ts'
import type { Codes } from './codes.ts'
import type { Guardians } from './guardians.ts'

/** How many of a class have a slip, and how many have a guardian already. */
export interface SlipsOfClass {
  /** Learners for whom a guardian may be asked: nobody who is an adult. */
  readonly learners: number
  readonly withGuardian: number
  /** Learners with a slip that was not used and is still good. */
  readonly open: number
}

export interface Slips {
  /** @throws WaymarkError not-found, not-allowed */
  read(caller: Caller, organizationId: string, groupId: string): Promise<SlipsOfClass>
  /** A slip for everybody in the group who has neither a guardian nor a slip. Once more makes none. @throws as `read` */
  make(caller: Caller, organizationId: string, groupId: string): Promise<SlipsOfClass>
  /** The slips that are open, as PDF. @throws WaymarkError not-found where there is none */
  print(
    caller: Caller,
    organizationId: string,
    groupId: string,
    choice: { readonly paper: Paper; readonly languages: readonly Language[] },
  ): Promise<Uint8Array>
}

export interface SlipsDeps {
  readonly classOf: ClassOf
  readonly codes: Codes
  readonly guardians: Guardians
  readonly organizations: Pick<Organizations, 'byId'>
  readonly requireRight: RequireRight
  readonly mayShow: MayShow
  readonly drawSlipSheet: (sheet: SlipSheet) => Promise<Uint8Array>
  readonly audit: Audit
  /** The origin of the service. */
  readonly base: string
  readonly world: World
}

/** How a whole class is asked for its guardians: a slip for each child to take home. */
export function createSlips(deps: SlipsDeps): Slips {
  const { classOf, codes, guardians, audit, base, world } = deps

  const minorsOf = async (caller: Caller, organizationId: string, groupId: string) => {
    await deps.requireRight(caller, organizationId, 'learner.change')
    return classOf(caller, organizationId, groupId)
  }

  const standOf = async (learners: readonly Learner[]) =>
    Promise.all(
      learners.map(async (learner) => ({
        id: learner.id,
        isGuarded: (await guardians.ofLearner(learner)).length > 0,
        hasSlip: (await codes.openOf('guardian', learner.id)) !== undefined,
      })),
    )

  const record = (caller: Caller, organizationId: string, groupId: string, slips: number) =>
    audit.record({
      owner: organizationId,
      actor: caller.accountId,
      act: 'group.slips-made',
      object: groupId,
      facts: { slips },
    })

  return {
    async read(caller, organizationId, groupId) {
      return counted(await standOf(await minorsOf(caller, organizationId, groupId)))
    },
    async make(caller, organizationId, groupId) {
      const stand = await standOf(await minorsOf(caller, organizationId, groupId))
      const missing = stand.filter(({ isGuarded, hasSlip }) => !isGuarded && !hasSlip)
      for (const { id } of missing) await codes.make(caller, organizationId, id, 'guardian')
      if (missing.length > 0) await record(caller, organizationId, groupId, missing.length)
      const { open, ...others } = counted(stand)
      return { ...others, open: open + missing.length }
    },
    async print(caller, organizationId, groupId, { paper, languages }) {
      const viewer = { kind: 'staff', organizationId } as const
      const learners = await minorsOf(caller, organizationId, groupId)
      const slips = await Promise.all(
        learners.map(async (learner) => {
          const found = await codes.openOf('guardian', learner.id)
          if (found === undefined) return []
          const { code, expiresAt } = found
          const name = deps.mayShow(viewer, 'recipient-name', learner) ? learner.name : ''
          return [{ name, code, expiresAt, address: slipAddress(base, code) }]
        }),
      )
      if (slips.flat().length === 0) throw new WaymarkError('not-found')
      return deps.drawSlipSheet({
        slips: slips.flat(),
        organizationName: (await deps.organizations.byId(organizationId)).name,
        languages,
        paper,
        typedAt: `${base.replace(/^https?:\/\//, '')}/family/join`,
        now: world.now(),
      })
    },
  }
}

function counted(
  stand: readonly { readonly isGuarded: boolean; readonly hasSlip: boolean }[],
): SlipsOfClass {
  return {
    learners: stand.length,
    withGuardian: stand.filter(({ isGuarded }) => isGuarded).length,
    open: stand.filter(({ hasSlip }) => hasSlip).length,
  }
}

/** The code stands in the path, as on a claim card: it is worth nothing once it was used, and logs hold patterns only. */
function slipAddress(base: string, code: string): string {
  return `${base}/family/slips/${code.replaceAll('-', '')}`
}
