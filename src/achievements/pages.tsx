import Type from 'typebox'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { AchievementsPage, badgeStates } from '../../templates/achievements/list.tsx'
import { AchievementPage, PublicAchievementPage } from '../../templates/achievements/show.tsx'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { action, page } from '../web/page.ts'
import type { Achievements } from './achievements.ts'

export interface AchievementPageDeps {
  readonly achievements: Achievements
  readonly organizations: Organizations
  /** Whether somebody can apply for it today. */
  readonly isOpenForApplications: (achievementId: string) => Promise<boolean>
}

const oneParams = Type.Object({ organizationId: Id, achievementId: Id }, closed)
export function achievementPages({
  achievements,
  organizations,
  isOpenForApplications,
}: AchievementPageDeps) {
  const { requireRight } = organizations
  const base = (organizationId: string, achievementId: string) =>
    `/console/${organizationId}/achievements/${achievementId}`

  return [
    page({
      path: '/console/:organizationId/achievements',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id }, closed),
      query: Type.Object({
        // What is chosen in a form and left empty comes along.
        state: Type.Optional(Type.Enum(['', ...badgeStates])),
        ...Paging,
      }),
      async show({ caller, params: { organizationId }, query: { state, ...from }, text }) {
        const role = await requireRight(caller, organizationId, 'achievement.read')
        const chosen = badgeStates.find((one) => one === state)
        const { rows, next } = await achievements.list(caller, organizationId, {
          ...from,
          ...(chosen === undefined ? {} : { state: chosen }),
        })
        return {
          title: text('achievements.list.title'),
          body: (
            <AchievementsPage
              base={`/console/${organizationId}`}
              badges={rows.map((row) => ({
                id: row.id,
                state: row.state,
                name: row.content.name,
                image: `/images/${row.content.picture.pngId}`,
              }))}
              {...(chosen === undefined ? {} : { state: chosen })}
              mayDesign={roleHolds(role, 'achievement.change')}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
    page({
      path: '/console/:organizationId/achievements/:achievementId',
      access: 'signed-in',
      params: oneParams,
      async show({ caller, params: { organizationId, achievementId } }) {
        const role = await requireRight(caller, organizationId, 'achievement.read')
        const achievement = await achievements.read(caller, organizationId, achievementId)
        const { content, state, changed, publishedVersion } = achievement
        return {
          title: content.name,
          body: (
            <AchievementPage
              view={{ ...content, image: `/images/${content.picture.pngId}` }}
              achievementId={achievementId}
              organizationBase={`/console/${organizationId}`}
              state={state}
              changed={changed}
              publishedVersion={publishedVersion}
              may={{
                edit: roleHolds(role, 'achievement.change'),
                award: roleHolds(role, 'award.make'),
              }}
            />
          ),
        }
      },
    }),
    action({
      path: '/console/:organizationId/achievements/:achievementId/publication',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, achievementId } }) {
        await achievements.publish(caller, organizationId, achievementId)
        return { redirect: base(organizationId, achievementId) }
      },
    }),
    action({
      path: '/console/:organizationId/achievements/:achievementId/archival',
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, achievementId } }) {
        await achievements.archive(caller, organizationId, achievementId)
        return { redirect: base(organizationId, achievementId) }
      },
    }),
    page({
      path: '/achievements/:achievementId/versions/:number',
      access: 'anyone',
      params: Type.Object({ achievementId: Id, number: Type.Integer({ minimum: 1 }) }, closed),
      async show({ params: { achievementId, number } }) {
        const { content, organizationId } = await achievements.version(achievementId, number)
        const { name } = await organizations.byId(organizationId)
        return {
          title: content.name,
          robots: 'index',
          body: (
            <PublicAchievementPage
              view={{ ...content, image: `/images/${content.picture.pngId}` }}
              organization={{ name, href: `/organizations/${organizationId}` }}
              versionNumber={number}
              {...((await isOpenForApplications(achievementId))
                ? { apply: `/apply/${achievementId}` }
                : {})}
            />
          ),
        }
      },
    }),
  ]
}

/** What an organization awards now, as its public page shows it: each leads to its own public page. */
export function createBadgesOf({ awarded }: Pick<Achievements, 'awarded'>) {
  return async (organizationId: string, query: { readonly after?: string }) => {
    const { rows, next } = await awarded(organizationId, query)
    const badges = rows.map(({ achievementId, number, content }) => ({
      href: `/achievements/${achievementId}/versions/${number}`,
      name: content.name,
      image: `/images/${content.picture.pngId}`,
    }))
    return { badges, ...(next === undefined ? {} : { next }) }
  }
}
