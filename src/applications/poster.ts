import type { Achievements } from '../achievements/achievements.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { ApplyPoster } from '../print/apply-poster.ts'
import type { Language } from '../text/languages.ts'
import type { World } from '../world.ts'
import type { Openings } from './openings.ts'
import { applyAddress, typedAt } from './present.ts'

/** What hangs on a wall where learners are, as PDF. @throws WaymarkError not-found, not-allowed, applications-closed */
export type PrintPoster = (
  caller: Caller,
  organizationId: string,
  achievementId: string,
  choice: { readonly paper: ApplyPoster['paper']; readonly language: Language },
) => Promise<Uint8Array>

export interface PosterDeps {
  readonly openings: Pick<Openings, 'of' | 'codes'>
  readonly achievements: Pick<Achievements, 'pictures'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly requireRight: RequireRight
  readonly drawApplyPoster: (poster: ApplyPoster) => Promise<Uint8Array>
  /** Markdown as paragraphs without marks, for paper. */
  readonly paragraphsOf: (markdown: string) => readonly string[]
  readonly base: string
  readonly world: Pick<World, 'now'>
}

export function createPrintPoster(deps: PosterDeps): PrintPoster {
  const { openings, achievements, organizations, requireRight, base, world } = deps
  return async (caller, organizationId, achievementId, { paper, language }) => {
    await requireRight(caller, organizationId, 'award.make')
    const { opening, version, isOpen } = await openings.of(achievementId)
    if (opening.organizationId !== organizationId) throw new WaymarkError('not-found')
    // What hangs on a wall has to lead somewhere.
    if (!isOpen) throw new WaymarkError('applications-closed')
    const { name, criteria, rubric, picture } = version.content
    const { words = '', who, until } = opening
    return deps.drawApplyPoster({
      achievementName: name,
      organizationName: (await organizations.byId(organizationId)).name,
      picture: await achievements.pictures.png(picture),
      asked: deps.paragraphsOf(words),
      criteria: deps.paragraphsOf(criteria),
      ...(rubric === undefined ? {} : { rubric }),
      who,
      ...(until === undefined ? {} : { until }),
      code: await openings.codes.of(opening),
      address: applyAddress(base, achievementId),
      typedAt: typedAt(base),
      paper,
      language,
      now: world.now(),
    })
  }
}
