import Type from 'typebox'
import { OpeningBody } from '../../schemas/requests/applications.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { OpeningPage } from '../../templates/applications/opening.tsx'
import { startWith } from '../../templates/draft.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { qrPicture } from '../images/qr-code.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { formPage } from '../web/page.ts'
import type { Applications } from './applications.ts'
import { applyAddress, typedAt } from './present.ts'
import type { Opening } from './tables.ts'

export interface OpeningPageDeps {
  readonly applications: Pick<Applications, 'openings'>
  readonly achievements: Pick<Achievements, 'awardable'>
  readonly requireRight: RequireRight
  readonly base: string
}

/** Where staff open a badge for applications. */
export function openingPages({
  applications,
  achievements,
  requireRight,
  base: origin,
}: OpeningPageDeps) {
  const { openings } = applications
  const posterOf = (organizationId: string, achievementId: string) =>
    `/api/v1/organizations/${organizationId}/achievements/${achievementId}/application-opening/poster`
  const linkOf = async (opening: Opening) => {
    const { id, organizationId } = opening
    const url = applyAddress(origin, id)
    const code = await openings.codes.of(opening)
    const poster = posterOf(organizationId, id)
    return { url, qr: qrPicture(url), code, typedAt: typedAt(origin), poster }
  }
  return [
    formPage({
      path: '/console/:organizationId/achievements/:achievementId/applications',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, achievementId: Id }, closed),
      form: OpeningBody,
      async show({ caller, params: { organizationId, achievementId }, text, language }, draft) {
        await requireRight(caller, organizationId, 'award.make')
        const { content } = await achievements.awardable(organizationId, achievementId)
        const opening = await openings.read(caller, organizationId, achievementId)
        return {
          title: text('applications.opening.title'),
          body: (
            <OpeningPage
              draft={startWith(draft, opening === undefined ? suggested : { ...opening })}
              base={`/console/${organizationId}`}
              achievementId={achievementId}
              achievementName={content.name}
              isOpen={await openings.isOpen(achievementId)}
              language={language}
              {...(opening === undefined ? {} : { link: await linkOf(opening) })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, achievementId } }, form) {
        await openings.set(caller, organizationId, achievementId, form)
        return {
          redirect: `/console/${organizationId}/achievements/${achievementId}/applications`,
        }
      },
    }),
  ]
}

const suggested = { state: 'open', who: 'learners' }
