import { childrenAt } from '../claiming/who-joins.ts'
import { WaymarkError } from '../errors.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import { isKept } from '../learners/kept-learners.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { Opening } from './tables.ts'

export interface Applicant {
  readonly accountId: string
  readonly as: 'self' | 'guardian'
  /** Which of their children, where the organization knows that child already. */
  readonly childId?: string
  /** What to call whom it is for, where the organization does not know them. */
  readonly nickname?: string
}

/** Whom an application is for: somebody the organization knows, or a nickname. */
export interface ForWhom {
  readonly as: 'self' | 'guardian'
  readonly nickname: string
  readonly learnerId?: string
}

export interface WhoAppliesDeps {
  readonly learners: Pick<Learners, 'ofAccount'>
  readonly guardians: Pick<Guardians, 'childrenOf'>
}

/** Whom of those who ask an organization knows. */
export interface Known {
  readonly self?: Learner
  readonly children: readonly Learner[]
}

/** The record of the account itself, where there is exactly one, and those of its children. */
export async function knownAt(
  deps: WhoAppliesDeps,
  accountId: string,
  organizationId: string,
): Promise<Known> {
  const all = await deps.learners.ofAccount(accountId)
  const own = all.filter((one) => one.organizationId === organizationId && isKept(one))
  const children = await childrenAt(deps, accountId, organizationId)
  return { ...(own.length === 1 && own[0] !== undefined ? { self: own[0] } : {}), children }
}

/**
 * @throws WaymarkError learners-only where the organization has to know them and does not, not-found for a child who is not
 * theirs, invalid-request without a nickname
 */
export async function whoApplies(
  deps: WhoAppliesDeps,
  { organizationId, who }: Pick<Opening, 'organizationId' | 'who'>,
  { accountId, as, childId, nickname }: Applicant,
): Promise<ForWhom> {
  const { self, children } = await knownAt(deps, accountId, organizationId)
  const called = nickname?.trim().normalize('NFC')
  // A child whom they call as they are called there is that one, also where they did not say so.
  const child = children.find(({ id, name }) =>
    childId === undefined ? name === called : id === childId,
  )
  const known = as === 'self' ? self : child
  if (known !== undefined) return { as, nickname: known.name, learnerId: known.id }
  if (as === 'guardian' && childId !== undefined) throw new WaymarkError('not-found')
  if (who === 'learners') throw new WaymarkError('learners-only')
  if (called === undefined) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/nickname', rule: 'required' }],
    })
  }
  return { as, nickname: called }
}
