import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { SharingPage } from '../../templates/portfolio/sharing.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import type { Award } from '../issuing/tables.ts'
import type { Text } from '../text/text.ts'
import { action, page } from '../web/page.ts'
import { nameOf } from './name-of.ts'
import { oneSharePages, type OneSharePageDeps } from './one-share-pages.tsx'
import type { Sharing } from './sharing.ts'

export interface SharePageDeps extends OneSharePageDeps {
  readonly achievements: Achievements
}

const learnerParams = Type.Object({ learnerId: Id }, closed)
/** What the box on a page shows of what is shared. */
export async function shownSharing(
  sharing: readonly Sharing[],
  imageOf: (award: Award) => Promise<string>,
  text: Text,
) {
  const open = sharing.flatMap(({ shares, paused }) => shares.map((one) => ({ ...one, paused })))
  return {
    paused: sharing.length > 0 && sharing.every(({ paused }) => paused),
    links: await Promise.all(
      open.map(async ({ share, paused, ...thing }) => ({
        paused,
        ...('award' in thing
          ? {
              href: `/backpack/${thing.award.id}/shares/${share.id}`,
              badge: thing.award.achievementName,
              image: await imageOf(thing.award),
            }
          : 'imported' in thing
            ? {
                href: `/backpack/imported/${thing.imported.id}/shares/${share.id}`,
                badge: nameOf(thing.imported) ?? text('verify.report.unnamedBadge'),
                image: `/images/${thing.imported.pictureIds[0] ?? ''}`,
              }
            : {
                href: `/portfolio/${thing.page.id}/shares/${share.id}`,
                badge: thing.page.title,
              }),
        ...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor }),
        endsAt: share.endsAt,
        views: share.views,
      })),
    ),
  }
}

/** Shares as whoever opened them sees them. */
export function sharePages(deps: SharePageDeps) {
  const { portfolio, achievements } = deps
  const versionOf = (award: Award) =>
    achievements.version(award.achievementId, award.achievementVersion)
  const imageOf = async (award: Award) =>
    `/images/${(await versionOf(award)).content.picture.pngId}`

  return [
    ...oneSharePages(deps, 'awardId'),
    page({
      path: '/sharing/:learnerId',
      access: 'signed-in',
      params: learnerParams,
      async show({ caller, params: { learnerId }, text }) {
        const sharing = await portfolio.sharing(caller, learnerId)
        const name = sharing[0]?.learner.name ?? ''
        return {
          title: text('sharing.titleOf', { name }),
          body: (
            <SharingPage
              name={name}
              base={`/sharing/${learnerId}`}
              {...await shownSharing(sharing, imageOf, text)}
            />
          ),
        }
      },
    }),
    ...([true, false] as const).flatMap((paused) => {
      const ending = paused ? 'pausing' : 'resuming'
      return [
        action({
          path: `/sharing/${ending}`,
          access: 'signed-in',
          async act({ caller }) {
            await portfolio.pause(caller, paused)
            return { redirect: '/backpack#sharing' }
          },
        }),
        action({
          path: `/sharing/:learnerId/${ending}`,
          access: 'signed-in',
          params: learnerParams,
          async act({ caller, params: { learnerId } }) {
            await portfolio.pause(caller, paused, learnerId)
            return { redirect: `/sharing/${learnerId}` }
          },
        }),
      ]
    }),
  ]
}
