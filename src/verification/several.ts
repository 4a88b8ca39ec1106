import type { KnownRecipient, Verdict } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import type { HandedIn, Looked } from './look.ts'
import { createQueue } from './queue.ts'
import type { Verification } from './verification.ts'

/** Things that are looked at in one go. */
export const mostAtOnce = 30
/** Others wait for slow servers meanwhile, and some places stay free for whoever checks one badge. */
const running = 4

/** Something handed in, with what its sender calls it: the name of a file, an address. */
export interface Thing {
  readonly label: string
  readonly handedIn: HandedIn | 'too-large'
}

export type Answer = { readonly label: string } & (
  | { readonly looked: Looked }
  /** Why there is no answer: it could not be read, or there was no room. */
  | { readonly fault: WaymarkError }
)

/** Looks at each by itself, so that one that is broken spoils no other. The one that most needs a look comes first. */
export async function lookAtAll(
  things: readonly Thing[],
  look: Verification['look'],
  known?: KnownRecipient,
): Promise<readonly Answer[]> {
  const queue = createQueue({ running, waiting: mostAtOnce })
  const answers = await Promise.all(
    things.map((thing) => queue(async () => answerTo(thing, look, known))),
  )
  return answers.toSorted((one, other) => rankOf(one) - rankOf(other))
}

async function answerTo(
  { label, handedIn }: Thing,
  look: Verification['look'],
  known: KnownRecipient | undefined,
): Promise<Answer> {
  if (handedIn === 'too-large') return { label, fault: new WaymarkError('too-large') }
  try {
    return { label, looked: await look(handedIn, known) }
  } catch (error) {
    if (error instanceof WaymarkError && error.code !== 'service-fault')
      return { label, fault: error }
    throw error
  }
}

const worstFirst: readonly (Verdict | 'unread' | 'receipt')[] = [
  'invalid',
  'revoked',
  'another-recipient',
  'unread',
  'could-not-check',
  'suspended',
  'expired',
  'not-yet-valid',
  // Whatever it says, it says it of another day.
  'receipt',
  'valid',
]

function rankOf(answer: Answer): number {
  if ('fault' in answer) return worstFirst.indexOf('unread')
  const { looked } = answer
  if (looked.kind === 'report') return worstFirst.indexOf(looked.report.verdict)
  const ranks = {
    altered: 'invalid',
    'could-not-check': 'could-not-check',
    genuine: 'receipt',
  } as const
  return worstFirst.indexOf(ranks[looked.receipt.verdict])
}
