import { holdsScope, type Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import type { World } from '../world.ts'
import { inAMinute } from './hold.ts'
import type { CardTaken, ClaimCard } from './tables.ts'

export interface HowToClaim {
  readonly as: 'self' | 'guardian'
  readonly nickname?: string
  readonly language: string
}

interface Deps {
  readonly cards: Table<ClaimCard>
  readonly guardiansClaim: boolean
  readonly world: World
}

/** A key that is tied to an organization speaks for its staff, not for a person who learns. */
export function requirePerson(caller: Caller): void {
  if (!holdsScope(caller, 'backpack:write') || caller.organizationId !== undefined) {
    throw new WaymarkError('not-allowed')
  }
}

/** A card that is nobody’s asks for a nickname. @throws WaymarkError invalid-request */
export function requireNickname({ learnerId }: ClaimCard, { nickname }: HowToClaim): void {
  if (learnerId === undefined && nickname === undefined) {
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

/** The card is good once: of two who type it in one moment, one gets it. */
export async function takeCard(
  { cards, world, guardiansClaim }: Deps,
  card: ClaimCard,
  taken: CardTaken,
): Promise<ClaimCard> {
  if (taken.as === 'guardian' && !guardiansClaim) throw new WaymarkError('not-allowed')
  const dueAt = inAMinute(world.now())
  const mine = await cards.change(card.id, (found) => {
    if (found.state !== 'printed') throw new WaymarkError('already-claimed')
    return { ...found, state: 'claiming', taken, dueAt, attempts: 0 }
  })
  if (mine === undefined) throw new WaymarkError('claim-code-unknown')
  return mine
}
