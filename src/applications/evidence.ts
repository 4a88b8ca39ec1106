import type { Caller } from '../caller.ts'
import { holdsScope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { StoredFile } from '../storage/files.ts'
import type { Table } from '../storage/tables.ts'
import type { HandedInFiles } from './handed-in.ts'
import { evidenceFiles } from './statement-of.ts'
import type { Application } from './tables.ts'
import type { WhoseIs } from './whose.ts'

/** What somebody handed in, for whoever may see it. @throws WaymarkError not-found, for whoever may not as well */
export type ReadEvidence = (caller: Caller | undefined, fileId: string) => Promise<StoredFile>

interface Deps {
  readonly applications: Table<Application, 'byFile'>
  readonly handedIn: Pick<HandedInFiles, 'read'>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly learners: Pick<Learners, 'byId'>
  readonly whoseIs: WhoseIs
  readonly mayShow: MayShow
  readonly isPaused: (learnerId: string) => Promise<boolean>
  readonly requireRight: RequireRight
  readonly base: string
}

const audiences = ['public', 'third-party'] as const

/**
 * A file is for whoever applied, their guardians, and staff who decide. Once it is evidence of an award that holds, it is
 * also for whoever has its address, as far as evidence may be shown today; its address stands in the badge alone.
 */
export function createReadEvidence(deps: Deps): ReadEvidence {
  return async (caller, fileId) => {
    const application = await withFile(deps, fileId)
    const isSeen =
      application !== undefined &&
      ((await isTheirs(deps, caller, application)) ||
        (await isDecidedBy(deps, caller, application, fileId)) ||
        (await isShown(deps, application, fileId)))
    const file = isSeen ? await deps.handedIn.read(fileId) : undefined
    if (file === undefined) throw new WaymarkError('not-found')
    return file
  }
}

async function withFile({ applications }: Deps, fileId: string): Promise<Application | undefined> {
  const query = { index: 'byFile', equals: { fileIds: fileId }, limit: 1 } as const
  const { rows } = await applications.find(query)
  return rows[0]
}

async function isTheirs(
  { whoseIs }: Deps,
  caller: Caller | undefined,
  application: Application,
): Promise<boolean> {
  if (caller === undefined || caller.organizationId !== undefined) return false
  if (!holdsScope(caller, 'backpack:read')) return false
  return (await whoseIs(caller.accountId, application)) !== undefined
}

async function isDecidedBy(
  { learners, mayShow, requireRight }: Deps,
  caller: Caller | undefined,
  { organizationId, learnerId, state, handed }: Application,
  fileId: string,
): Promise<boolean> {
  // What is not sent yet, or was taken back, is for nobody but whoever wrote it.
  const isHanded = handed?.files.some(({ id }) => id === fileId) === true
  if (caller === undefined || state === 'withdrawn' || !isHanded) return false
  try {
    await requireRight(caller, organizationId, 'award.make')
  } catch (error) {
    if (error instanceof WaymarkError && error.status < 500) return false
    throw error
  }
  if (learnerId === undefined) return true
  const learner = await learners.byId(learnerId)
  return learner !== undefined && mayShow({ kind: 'staff', organizationId }, 'evidence', learner)
}

async function isShown(
  { issuing, learners, mayShow, isPaused, base }: Deps,
  application: Application,
  fileId: string,
): Promise<boolean> {
  const { approval, state } = application
  if (approval === undefined || state !== 'given') return false
  const award = await issuing.byId(approval.awardId)
  if (award === undefined || !isSigned(award) || award.state === 'revoked') return false
  if (!evidenceFiles(application, award.statement, base).includes(fileId)) return false
  const learner = await learners.byId(award.learnerId)
  if (learner === undefined || (await isPaused(learner.id))) return false
  return audiences.some((audience) => mayShow({ kind: 'share', audience }, 'evidence', learner))
}
