import type { KnownRecipient, VerificationReport } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import { timestamp } from '../world.ts'
import { mostOnPage, type BadgePage } from './badge-page.ts'
import { checkOf } from './check.ts'
import { checkCredentials } from './checks/credentials.ts'
import { checkPresentation, type Occasion } from './checks/presentation.ts'
import { unreadable } from './contents.ts'
import { verdictOf, worstOf } from './presentation.ts'
import { createQueue } from './queue.ts'
import type { ReadCredential } from './read.ts'
import { boundedResolver, mostOfMany } from './resolve.ts'
import { verify, type VerifyDeps } from './verify.ts'

export interface PageDeps extends VerifyDeps {
  /** What is found at the address of one badge of the page. @throws WaymarkError */
  readonly readBadge: (address: string, page: BadgePage) => Promise<ReadCredential>
}

/** So many badges are looked at while others wait for slow servers. */
export const atOnce = 5

/**
 * A page of badges as one report, for software that asks for one answer: each badge as if it came alone, and the worst verdict
 * of them all. Nobody signs a page, so it was made for no occasion, and one that cannot be read counts as not checked.
 * @param known whom the asker believes to have earned the badges
 */
export async function verifyPage(
  page: BadgePage,
  deps: PageDeps,
  occasion: Occasion = {},
  known?: KnownRecipient,
): Promise<VerificationReport> {
  const { address, badges } = page
  const now = deps.now()
  const at = timestamp(now)
  const resolver = boundedResolver(deps.resolver, mostOfMany)
  const queue = createQueue({ running: atOnce, waiting: mostOnPage })
  const credentials = await Promise.all(
    badges.map((badge) =>
      queue(async () => {
        const read = await readOrNothing(async () => deps.readBadge(badge, page))
        return read === undefined
          ? { ...unreadable(at), source: badge }
          : verify(read, { ...deps, around: { resolver, as: 'presented' } }, known)
      }),
    ),
  )
  const shown = await checkPresentation(
    { form: 'unsigned', document: {}, credentials: [] },
    { ...occasion, resolver, now, inTurn: deps.inTurn },
  )
  return {
    kind: 'presentation',
    verdict: worstOf([...credentials.map(({ verdict }) => verdict), ...verdictOf(shown)]),
    checks: [
      checkOf('presentation', at, shown),
      checkOf('credentials', at, checkCredentials(credentials, badges.length)),
    ],
    credential: { proven: false, recipient: { form: 'none' }, evidenceCount: 0, results: [] },
    format: 'json',
    source: address,
    trial: credentials.some(({ trial }) => trial),
    verifiedAt: at,
    credentials,
  }
}

async function readOrNothing(
  read: () => Promise<ReadCredential>,
): Promise<ReadCredential | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof WaymarkError && error.status < 500) return undefined
    throw error
  }
}
