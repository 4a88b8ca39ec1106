import type { KnownRecipient, VerificationReport } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import { isBadgePage, type BadgePage } from './badge-page.ts'
import { presentReport } from './present.ts'
import { readText, type ReadCredential } from './read.ts'
import { verify, type VerifyDeps } from './verify.ts'

/** One credential as it was handed in, and what is to be said of it. */
export interface Verified {
  readonly read: ReadCredential
  readonly report: VerificationReport
}

/** Credentials of one presentation or page at most that are looked at one by one. */
const mostAtOnce = 20

/**
 * Every credential that was handed in, by itself: those of a presentation came together, and each may be kept without the
 * others. How they were shown is not asked here.
 * @param readBadge what is found at the address of one badge of a page
 * @param known whom the asker believes to have earned them
 * @throws WaymarkError too-large (more than twenty), unreadable-credential
 */
export async function verifyEach(
  found: ReadCredential | BadgePage,
  readBadge: (address: string) => Promise<ReadCredential>,
  deps: VerifyDeps,
  known?: KnownRecipient,
): Promise<readonly Verified[]> {
  const all = isBadgePage(found) ? await ofPage(found, readBadge) : apart(found)
  const verified: Verified[] = []
  for (const read of all) {
    verified.push({ read, report: presentReport(await verify(read, deps, known)) })
  }
  return verified
}

async function ofPage(
  { badges }: BadgePage,
  readBadge: (address: string) => Promise<ReadCredential>,
): Promise<readonly ReadCredential[]> {
  if (badges.length > mostAtOnce) throw new WaymarkError('too-large')
  const all: ReadCredential[] = []
  for (const badge of badges) all.push(await readBadge(badge))
  return all
}

function apart({ presentation, ...one }: ReadCredential): readonly ReadCredential[] {
  if (presentation === undefined) return [one]
  const { credentials } = presentation
  if (credentials.length > mostAtOnce) throw new WaymarkError('too-large')
  return credentials.map((credential) =>
    readText(
      typeof credential === 'string' ? credential : JSON.stringify(credential),
      undefined,
      one.source,
    ),
  )
}
