import type { KnownRecipient, VerificationReport } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import { presentReport } from './present.ts'
import { readText, type ReadCredential } from './read.ts'
import { verify, type VerifyDeps } from './verify.ts'

/** One credential as it was handed in, and what is to be said of it. */
export interface Verified {
  readonly read: ReadCredential
  readonly report: VerificationReport
}

/** Credentials of one presentation at most that are looked at one by one. */
const mostAtOnce = 20

/**
 * Every credential that was handed in, by itself: those of a presentation came together, and each may be kept without the
 * others. How they were shown is not asked here.
 * @param known whom the asker believes to have earned them
 * @throws WaymarkError too-large (more than twenty), unreadable-credential
 */
export async function verifyEach(
  found: ReadCredential,
  deps: VerifyDeps,
  known?: KnownRecipient,
): Promise<readonly Verified[]> {
  const verified: Verified[] = []
  for (const read of apart(found)) {
    verified.push({ read, report: presentReport(await verify(read, deps, known)) })
  }
  return verified
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
