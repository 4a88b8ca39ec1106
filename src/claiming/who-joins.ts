import { WaymarkError } from '../errors.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import { isKept } from '../learners/kept-learners.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { Table } from '../storage/tables.ts'
import type { ClaimLink, JoinRequest } from './tables.ts'

export interface Joiner {
  /** What they want to be called; a child whom the organization knows needs none. */
  readonly nickname?: string
  readonly language: string
  /** Set where they are signed in: then it goes into their backpack, or to the child they look after. */
  readonly accountId?: string
  /** A guardian asks for a child. It takes an account. */
  readonly as?: 'self' | 'guardian'
  /** Which of their children, where the organization knows that child already. */
  readonly childId?: string
  /** Set at a kiosk: the staff who opened it stand beside it, so nobody else has to look. */
  readonly kioskId?: string
}

/** Whom the badge is for: somebody the organization knows, or a nickname. */
export interface Whom {
  readonly as: 'self' | 'guardian'
  readonly nickname: string
  readonly learnerId?: string
}

export interface WhoJoinsDeps {
  readonly learners: Pick<Learners, 'ofAccount'>
  readonly guardians: Pick<Guardians, 'childrenOf'>
}

/**
 * @throws WaymarkError not-signed-in for a guardian without an account, not-found for a child who is not theirs,
 * invalid-request without a nickname
 */
export async function whoJoins(
  deps: WhoJoinsDeps,
  link: Pick<ClaimLink, 'organizationId' | 'who'>,
  { as = 'self', nickname, accountId, childId, kioskId }: Joiner,
): Promise<Whom> {
  const needsAccount = as === 'guardian' || (link.who === 'account' && kioskId === undefined)
  if (needsAccount && accountId === undefined) throw new WaymarkError('not-signed-in')
  if (as === 'guardian' && childId !== undefined) {
    const children = await childrenAt(deps, accountId ?? '', link.organizationId)
    const child = children.find(({ id }) => id === childId)
    if (child === undefined) throw new WaymarkError('not-found')
    return { as, nickname: child.name, learnerId: child.id }
  }
  if (nickname === undefined) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/nickname', rule: 'required' }],
    })
  }
  const own = as === 'self' && accountId !== undefined
  const learnerId = own ? await knownAs(deps, link, accountId) : undefined
  return {
    as,
    nickname: nickname.trim().normalize('NFC'),
    ...(learnerId === undefined ? {} : { learnerId }),
  }
}

/** The children of an account whom an organization knows; of whoever was let go it knows nothing any more. */
export async function childrenAt(
  { guardians }: Pick<WhoJoinsDeps, 'guardians'>,
  accountId: string,
  organizationId: string,
): Promise<readonly Learner[]> {
  const children = await guardians.childrenOf(accountId)
  return children.filter((child) => child.organizationId === organizationId && isKept(child))
}

/** Whom the organization knows this account as; where that is several or nobody, it is somebody new. */
async function knownAs(
  { learners }: WhoJoinsDeps,
  { organizationId }: Pick<ClaimLink, 'organizationId'>,
  accountId: string,
): Promise<string | undefined> {
  const all = await learners.ofAccount(accountId)
  const own = all.filter((learner) => learner.organizationId === organizationId && isKept(learner))
  return own.length === 1 ? own[0]?.id : undefined
}

/** One account gets one badge of a link, and one for each child, however often it presses the button. */
export async function askedBefore(
  requests: Table<JoinRequest, 'byLinkAccount'>,
  linkId: string,
  accountId: string,
  whom: Whom,
): Promise<JoinRequest | undefined> {
  const { rows } = await requests.find({
    index: 'byLinkAccount',
    equals: { linkId, accountId },
    limit: 1000,
  })
  return rows.find((row) => row.state !== 'declined' && isSame(row, whom))
}

function isSame({ as = 'self', learnerId, nickname }: JoinRequest, whom: Whom): boolean {
  if (as !== whom.as) return false
  if (as === 'self') return true
  return whom.learnerId === undefined ? nickname === whom.nickname : learnerId === whom.learnerId
}
