import { holdsScope, type Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import type { World } from '../world.ts'
import { inAMinute } from './hold.ts'
import type { CardTaken, ClaimCard } from './tables.ts'
import { childrenAt, type WhoJoinsDeps } from './who-joins.ts'

export interface HowToClaim {
  readonly as: 'self' | 'guardian'
  readonly nickname?: string
  /** A child of the guardian whom the organization knows: then a card that is nobody’s becomes theirs. */
  readonly childId?: string
  readonly language: string
}

interface Deps {
  readonly cards: Table<ClaimCard>
  readonly world: World
}

/** A key that is tied to an organization speaks for its staff, not for a person who learns. */
export function requirePerson(caller: Caller): void {
  if (!holdsScope(caller, 'backpack:write') || caller.organizationId !== undefined) {
    throw new WaymarkError('not-allowed')
  }
}

/** A card that is nobody’s asks for a nickname. @throws WaymarkError invalid-request */
export function requireNickname({ learnerId }: ClaimCard, { nickname, childId }: HowToClaim): void {
  if (learnerId === undefined && nickname === undefined && childId === undefined) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/nickname', rule: 'required' }],
    })
  }
}

/** Asked before the card is used up: whoever cannot have it keeps it for whoever can. */
export async function requireFree(
  learners: Pick<Learners, 'byId'>,
  { learnerId }: ClaimCard,
  { accountId }: Caller,
  { as }: HowToClaim,
): Promise<void> {
  const learner = learnerId === undefined ? undefined : await learners.byId(learnerId)
  const isSelf = learner?.accountId === accountId
  const isFree = isSelf || learner?.accountId === undefined
  if (as === 'self' && !isFree) throw new WaymarkError('already-claimed')
  // Nobody is their own guardian; and an account that claims a child's card by mistake keeps the card.
  if (as === 'guardian' && isSelf) throw new WaymarkError('not-allowed')
}

/** Only a card that is nobody's can be for a child who is chosen. @throws WaymarkError not-found, not-allowed */
export async function requireChild(
  deps: Pick<WhoJoinsDeps, 'guardians'>,
  { learnerId, organizationId }: ClaimCard,
  { accountId }: Caller,
  { as, childId }: HowToClaim,
): Promise<void> {
  if (childId === undefined) return
  if (learnerId !== undefined || as !== 'guardian') throw new WaymarkError('not-allowed')
  const children = await childrenAt(deps, accountId, organizationId)
  if (!children.some(({ id }) => id === childId)) throw new WaymarkError('not-found')
}

/** The card is good once: of two who type it in one moment, one gets it. */
export async function takeCard(
  { cards, world }: Deps,
  card: ClaimCard,
  taken: CardTaken,
): Promise<ClaimCard> {
  const dueAt = inAMinute(world.now())
  const mine = await cards.change(card.id, (found) => {
    if (found.state !== 'printed') throw new WaymarkError('already-claimed')
    const { childId } = taken
    return {
      ...found,
      ...(childId === undefined ? {} : { learnerId: childId }),
      state: 'claiming',
      taken,
      dueAt,
      attempts: 0,
    }
  })
  if (mine === undefined) throw new WaymarkError('claim-code-unknown')
  return mine
}
