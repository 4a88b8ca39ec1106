import type { Verdict } from '../../schemas/requests/verification.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Giver } from '../text/givers.ts'
import type { World } from '../world.ts'
import { giverIn, verdictToday } from './imported-today.ts'
import { nameOn } from './name-form.ts'
import { nameOf } from './name-of.ts'
import { isImportWhole, type OpenImport } from './open-import.ts'
import { audienceOf } from './share-choices.ts'
import type { ImportedCredential } from './tables.ts'

/** What the share of a badge from elsewhere shows today, and nothing else: whatever leaves from it says no more. */
export interface ShownImport extends Giver {
  readonly name?: string
  /** Words of the badge, which may name somebody: like what was said of the work, only where the whole badge is shown. */
  readonly description?: string
  /** Markdown. */
  readonly criteria?: string
  readonly competencies: readonly string[]
  /** RFC 3339, a day or a time. */
  readonly awardedAt?: string
  readonly validUntil?: string
  /** What was said of the work. */
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
    const { narrative, validUntil, ...said } = report.credential
    const viewer = { kind: 'share', audience: audienceOf(share) } as const
    const whole = isImportWhole(open, mayShow)
    const achievement = whole ? said.achievement : undefined
    const tells = whole && mayShow(viewer, 'narrative', learner)
    const name = nameOf(imported)
    const awardedAt = said.awardedDate ?? said.validFrom
    return {
      ...(name === undefined ? {} : { name }),
      ...(achievement?.description === undefined ? {} : { description: achievement.description }),
      ...(achievement?.criteria === undefined ? {} : { criteria: achievement.criteria }),
      competencies: whole ? competencies : [],
      ...giverIn(report),
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
