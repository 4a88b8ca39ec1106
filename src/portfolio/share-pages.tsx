import Type, { type Static } from 'typebox'
import { closed, DateOnly, Id, Name } from '../../schemas/requests/common.ts'
import { AudienceSchema, NameFormSchema } from '../../schemas/requests/shares.ts'
import { startWith } from '../../templates/draft.ts'
import { SharePage } from '../../templates/portfolio/share.tsx'
import { SharingPage } from '../../templates/portfolio/sharing.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learner } from '../learners/tables.ts'
import type { Text } from '../text/text.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { isOpenAt } from './share-door.ts'
import { nameOf } from './name-of.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf, type ShareChoices } from './share-choices.ts'
import type { Sharing } from './sharing.ts'

export interface SharePageDeps {
  readonly portfolio: Portfolio
  readonly achievements: Achievements
  readonly identifiers: Identifiers
  readonly isAdult: (learner: Learner) => boolean
  readonly world: World
}

/** What the pages ask of whoever shares. */
export const ShareForm = Type.Object(
  {
    audience: Type.Optional(AudienceSchema),
    preparedFor: Type.Optional(Name),
    endsOn: DateOnly,
    nameForm: NameFormSchema,
    nickname: Type.Optional(Name),
    searchable: Type.Optional(Type.Boolean()),
  },
  closed,
)

/** A day is meant to its end. What is not ticked is not wished. */
export function choicesIn(form: Static<typeof ShareForm>): ShareChoices {
  const { endsOn, searchable = false, ...choices } = form
  return { ...choices, searchable, endsAt: `${endsOn}T23:59:59Z` }
}

const learnerParams = Type.Object({ learnerId: Id }, closed)
const shareParams = Type.Object({ awardId: Id, token: Id }, closed)

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
  const { portfolio, achievements, identifiers, isAdult, world } = deps
  const now = () => timestamp(world.now())
  const versionOf = (award: Award) =>
    achievements.version(award.achievementId, award.achievementVersion)
  const imageOf = async (award: Award) =>
    `/images/${(await versionOf(award)).content.picture.pngId}`

  return [
    formPage({
      path: '/backpack/:awardId/shares/:token',
      access: 'signed-in',
      params: shareParams,
      form: ShareForm,
      async show({ caller, params: { awardId, token }, text }, draft) {
        const { share, award, learner, views } = await portfolio.readShare(caller, token)
        if (award === undefined) throw new WaymarkError('not-found')
        const [sharing] = await portfolio.sharing(caller, learner.id)
        const { nameForm, preparedFor, nickname, searchable } = share
        const values = { preparedFor, nameForm, nickname, searchable, audience: audienceOf(share) }
        return {
          title: text('sharing.link.title', { badge: award.achievementName }),
          body: (
            <SharePage
              draft={startWith(draft, { ...values, endsOn: share.endsAt.slice(0, 10) })}
              audiences={portfolio.audiencesOf(learner)}
              isAdult={isAdult(learner)}
              badge={award.achievementName}
              base={`/backpack/${awardId}`}
              back={`/backpack/${awardId}`}
              token={token}
              url={identifiers.shareUrl(token)}
              endsAt={share.endsAt}
              closed={!isOpenAt(share, now())}
              paused={sharing?.paused ?? false}
              views={views}
            />
          ),
        }
      },
      async act({ caller, params: { awardId, token } }, form) {
        await portfolio.changeShare(caller, token, choicesIn(form))
        return { redirect: `/backpack/${awardId}/shares/${token}` }
      },
    }),
    action({
      path: '/backpack/:awardId/shares/:token/closing',
      access: 'signed-in',
      params: shareParams,
      async act({ caller, params: { awardId, token } }) {
        await portfolio.close(caller, token)
        return { redirect: `/backpack/${awardId}#shares` }
      },
    }),
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
