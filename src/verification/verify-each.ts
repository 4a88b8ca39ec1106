import type { KnownRecipient, VerificationReport } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import { isBadgePage, type BadgePage } from './badge-page.ts'
import { presentReport } from './present.ts'
import { createQueue } from './queue.ts'
import { readText, type ReadCredential } from './read.ts'
import { boundedResolver, mostOfMany } from './resolve.ts'
import { verify, type VerifyDeps } from './verify.ts'
import { atOnce, type PageDeps } from './verify-page.ts'

/** One credential as it was handed in, and what is to be said of it. */
export interface Verified {
  readonly read: ReadCredential
  readonly report: VerificationReport
}

/** One that could not be read, and why. */
export interface Unread {
  /** Where it should have been. */
  readonly source?: string
  readonly fault: WaymarkError
}

/** One of those that were handed in, still to be read. */
interface HandedIn {
  readonly source?: string
  read(): ReadCredential | Promise<ReadCredential>
}

/** Credentials of one presentation at most that are looked at one by one. */
const mostShown = 20

/**
 * Every credential that was handed in, by itself: those of a presentation came together, and each may be kept without the
 * others; one that cannot be read spoils no other. How they were shown is not asked here.
 * @param readBadge what is found at the address of one badge of a page
 * @param known whom the asker believes to have earned them
 * @returns as many as were handed in, in their order
 * @throws WaymarkError too-many-badges (more than twenty in a presentation)
 */
export async function verifyEach(
  found: ReadCredential | BadgePage,
  readBadge: PageDeps['readBadge'],
  deps: VerifyDeps,
  known?: KnownRecipient,
): Promise<readonly (Verified | Unread)[]> {
  const handed = isBadgePage(found) ? onPage(found, readBadge) : apart(found)
  const [one, ...others] = handed
  if (one !== undefined && others.length === 0) return [await verifyOne(one, deps, known)]
  // Whoever made the whole of them chose every address in them: they have one measure of look-ups together.
  const resolver = boundedResolver(deps.resolver, mostOfMany)
  const together: VerifyDeps = { ...deps, around: { resolver, as: 'presented' } }
  const queue = createQueue({ running: atOnce, waiting: handed.length })
  return Promise.all(handed.map((each) => queue(() => verifyOne(each, together, known))))
}

async function verifyOne(
  { source, read }: HandedIn,
  deps: VerifyDeps,
  known: KnownRecipient | undefined,
): Promise<Verified | Unread> {
  try {
    const found = await read()
    return { read: found, report: presentReport(await verify(found, deps, known)) }
  } catch (fault) {
    if (!(fault instanceof WaymarkError) || fault.status >= 500) throw fault
    return { ...(source === undefined ? {} : { source }), fault }
  }
}

function onPage(page: BadgePage, readBadge: PageDeps['readBadge']): readonly HandedIn[] {
  return page.badges.map((source) => ({ source, read: async () => readBadge(source, page) }))
}

function apart({ presentation, ...one }: ReadCredential): readonly HandedIn[] {
  const { source } = one
  const from = source === undefined ? {} : { source }
  if (presentation === undefined) return [{ ...from, read: () => one }]
  const { credentials } = presentation
  if (credentials.length > mostShown) {
    throw new WaymarkError('too-many-badges', { values: { most: mostShown } })
  }
  return credentials.map((credential) => {
    const text = typeof credential === 'string' ? credential : JSON.stringify(credential)
    return { ...from, read: () => readText(text, undefined, source) }
  })
}
