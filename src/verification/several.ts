import type { KnownRecipient, Verdict } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import type { HandedIn, Looked } from './look.ts'
import { mostOnPage, type BadgePage } from './badge-page.ts'
import { createQueue } from './queue.ts'
import type { Verification } from './verification.ts'

/** Things that are looked at in one go. */
export const mostAtOnce = mostOnPage
/** Others wait for slow servers meanwhile, and some places stay free for whoever checks one badge. */
const running = 4

/** Something handed in, with what its sender calls it: the name of a file, an address. */
export interface Thing {
  readonly label: string
  readonly handedIn: HandedIn | 'too-large'
}

export type Answer = { readonly label: string } & (
  | { readonly looked: Exclude<Looked, { kind: 'page' }> }
  /** Why there is no answer: it could not be read, or there was no room. */
  | { readonly fault: WaymarkError }
)

type AnswerOrPage = Answer | { readonly page: BadgePage }

/**
 * Looks at each by itself, so that one that is broken spoils no other; in the place of a page, at each badge of it. The one
 * that most needs a look comes first.
 * @throws WaymarkError invalid-request: more than thirty, once pages are unfolded
 */
export async function lookAtAll(
  things: readonly Thing[],
  look: Verification['look'],
  known?: KnownRecipient,
): Promise<readonly Answer[]> {
  const found = await lookAtEach(things, look, known)
  const answers = found.flatMap((one) => ('page' in one ? [] : [one]))
  const badges = found.flatMap((one) => ('page' in one ? thingsOn(one.page) : []))
  if (answers.length + badges.length > mostAtOnce) throw tooMany()
  return worstFirst([...answers, ...(await lookAtBadges(badges, look, known))])
}

/** Looks at each badge of a page; a page among them is no badge: it goes no deeper than that. */
export async function lookAtPage(
  page: BadgePage,
  look: Verification['look'],
  known?: KnownRecipient,
): Promise<readonly Answer[]> {
  return worstFirst(await lookAtBadges(thingsOn(page), look, known))
}

/** @throws WaymarkError invalid-request, at what was pasted */
export function tooMany(): WaymarkError {
  const problem = { path: '/pasted', rule: 'too-many', expected: mostAtOnce } as const
  return new WaymarkError('invalid-request', { problems: [problem] })
}

async function lookAtBadges(
  badges: readonly Thing[],
  look: Verification['look'],
  known: KnownRecipient | undefined,
): Promise<readonly Answer[]> {
  const found = await lookAtEach(badges, look, known)
  return found.map((one) =>
    'page' in one
      ? { label: one.page.address, fault: new WaymarkError('unreadable-credential') }
      : one,
  )
}

/** Each badge of a page, by its address. */
function thingsOn(page: BadgePage): readonly Thing[] {
  return page.badges.map((listed) => ({ label: listed, handedIn: { listed, page } }))
}

async function lookAtEach(
  things: readonly Thing[],
  look: Verification['look'],
  known: KnownRecipient | undefined,
): Promise<readonly AnswerOrPage[]> {
  const queue = createQueue({ running, waiting: mostAtOnce })
  return Promise.all(things.map((thing) => queue(async () => answerTo(thing, look, known))))
}

function worstFirst(answers: readonly Answer[]): readonly Answer[] {
  return answers.toSorted((one, other) => rankOf(one) - rankOf(other))
}

async function answerTo(
  { label, handedIn }: Thing,
  look: Verification['look'],
  known: KnownRecipient | undefined,
): Promise<AnswerOrPage> {
  if (handedIn === 'too-large') return { label, fault: new WaymarkError('too-large') }
  try {
    const looked = await look(handedIn, known)
    return looked.kind === 'page' ? { page: looked.page } : { label, looked }
  } catch (error) {
    if (error instanceof WaymarkError && error.code !== 'service-fault')
      return { label, fault: error }
    throw error
  }
}

const ranks: readonly (Verdict | 'unread' | 'receipt')[] = [
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
  if ('fault' in answer) return ranks.indexOf('unread')
  const { looked } = answer
  if (looked.kind === 'report') return ranks.indexOf(looked.report.verdict)
  const standsAs = {
    altered: 'invalid',
    'could-not-check': 'could-not-check',
    genuine: 'receipt',
  } as const
  return ranks.indexOf(standsAs[looked.receipt.verdict])
}
