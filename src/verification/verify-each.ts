import type { KnownRecipient, VerificationReport } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import { isBadgePage, type BadgePage } from './badge-page.ts'
import { presentReport } from './present.ts'
import { readText, type ReadCredential } from './read.ts'
import { verify, type VerifyDeps } from './verify.ts'
import type { PageDeps } from './verify-page.ts'

/** One credential as it was handed in, and what is to be said of it. */
export interface Verified {
  readonly read: ReadCredential
  readonly report: VerificationReport
}

/** Credentials of one presentation at most that are looked at one by one. */
const mostShown = 20

/**
 * Every credential that was handed in, by itself: those of a presentation came together, and each may be kept without the
 * others. How they were shown is not asked here.
 * @param readBadge what is found at the address of one badge of a page
 * @param known whom the asker believes to have earned them
 * @throws WaymarkError too-many-badges (more than twenty in a presentation), unreadable-credential
 */
export async function verifyEach(
  found: ReadCredential | BadgePage,
  readBadge: PageDeps['readBadge'],
  deps: VerifyDeps,
  known?: KnownRecipient,
): Promise<readonly Verified[]> {
  const all = isBadgePage(found) ? ofPage(found, readBadge) : apart(found)
  const verified: Verified[] = []
  for await (const read of all) {
    verified.push({ read, report: presentReport(await verify(read, deps, known)) })
  }
  return verified
}

/** Each is read once the one before was looked at, so that the time for the page is the time for both. */
async function* ofPage(page: BadgePage, readBadge: PageDeps['readBadge']) {
  for (const badge of page.badges) yield await readBadge(badge, page)
}

function apart({ presentation, ...one }: ReadCredential): readonly ReadCredential[] {
  if (presentation === undefined) return [one]
  const { credentials } = presentation
  if (credentials.length > mostShown) {
    throw new WaymarkError('too-many-badges', { values: { most: mostShown } })
  }
  return credentials.map((credential) =>
    readText(
      typeof credential === 'string' ? credential : JSON.stringify(credential),
      undefined,
      one.source,
    ),
  )
}
