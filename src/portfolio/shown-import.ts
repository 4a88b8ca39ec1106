import type { Verdict, VerificationReport } from '../../schemas/requests/verification.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { World } from '../world.ts'
import { nameOn } from './name-form.ts'
import { nameOf } from './name-of.ts'
import { isImportWhole, type OpenImport } from './open-import.ts'
import { audienceOf } from './share-choices.ts'
import type { ImportedCredential } from './tables.ts'

/** What the share of a badge from elsewhere shows today, and nothing else: whatever leaves from it says no more. */
export interface ShownImport {
  readonly name?: string
  readonly description?: string
  /** Markdown. */
  readonly criteria?: string
  readonly competencies: readonly string[]
  /** Of whoever gave it, as the badge says: its name, and its id, which is an address or a DID. */
  readonly issuer?: { readonly id: string; readonly name?: string }
  /** Whether its proof stood when it was checked: if not, anybody may have written what it says. */
  readonly proven: boolean
  /** RFC 3339, a day or a time. */
  readonly awardedAt?: string
  readonly validUntil?: string
  /** What was said of the work; only where the whole badge is shown, since it may name somebody. */
  readonly narrative?: string
  /** What the last check said, or that its time is over since; and when that check was. */
  readonly verdict: Verdict
  readonly checkedAt: string
  /** Whether it names the address of the account that shows it. */
  readonly names: ImportedCredential['recipient']
  /** As whom it is shown; empty for no name. It says nothing of whom the badge names. */
  readonly shownAs: string
  /** Whether its text may be handed out, so that it can be checked. */
  readonly whole: boolean
}

export type ShowImport = (open: OpenImport) => ShownImport

interface Deps {
  readonly mayShow: MayShow
  readonly world: Pick<World, 'now'>
}

export function createShowImport({ mayShow, world }: Deps): ShowImport {
  return (open) => {
    const { share, learner, imported } = open
    const { report, competencies, recipient } = imported
    const { achievement, issuer, proven, narrative, validUntil, ...said } = report.credential
    const viewer = { kind: 'share', audience: audienceOf(share) } as const
    const whole = isImportWhole(open, mayShow)
    const tells = whole && mayShow(viewer, 'narrative', learner)
    const name = nameOf(imported)
    const awardedAt = said.awardedDate ?? said.validFrom
    return {
      ...(name === undefined ? {} : { name }),
      ...(achievement?.description === undefined ? {} : { description: achievement.description }),
      ...(achievement?.criteria === undefined ? {} : { criteria: achievement.criteria }),
      competencies,
      ...(issuer === undefined ? {} : { issuer }),
      proven,
      ...(awardedAt === undefined ? {} : { awardedAt }),
      ...(validUntil === undefined ? {} : { validUntil }),
      ...(narrative === undefined || !tells ? {} : { narrative }),
      verdict: verdictToday(report, world.now()),
      checkedAt: report.verifiedAt,
      names: recipient,
      shownAs: mayShow(viewer, 'recipient-name', learner) ? nameOn(share, learner.name) : '',
      whole,
    }
  }
}

/** What was good when it was checked is over once its own time is: for that nobody has to be asked again. */
function verdictToday({ verdict, credential }: VerificationReport, now: Date): Verdict {
  const end = Date.parse(credential.validUntil ?? '')
  return verdict === 'valid' && end <= now.getTime() ? 'expired' : verdict
}
