import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { VersionsPage } from '../../templates/achievements/versions.tsx'
import type { Organizations } from '../organizations/organizations.ts'
import { page } from '../web/page.ts'
import type { Achievements } from './achievements.ts'
import { differences } from './differences.ts'

export interface VersionPageDeps {
  readonly achievements: Achievements
  readonly organizations: Pick<Organizations, 'requireRight'>
}

/** Every version of a badge: what changed in it, and which one is awarded now. */
export function versionPages({ achievements }: VersionPageDeps) {
  return [
    page({
      path: '/console/:organizationId/achievements/:achievementId/versions',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, achievementId: Id }, closed),
      async show({ caller, params: { organizationId, achievementId }, text }) {
        const achievement = await achievements.read(caller, organizationId, achievementId)
        const versions = await achievements.versions(achievementId)
        const { content, state, publishedVersion, changed } = achievement
        const [newest] = versions
        const lines = versions.map((version, place) => {
          const before = versions[place + 1]
          return {
            number: version.number,
            name: version.content.name,
            image: `/images/${version.content.picture.pngId}`,
            publishedAt: version.publishedAt,
            isAwarded: state === 'published' && version.number === publishedVersion,
            ...(before === undefined
              ? {}
              : { changed: differences(version.content, before.content) }),
          }
        })
        return {
          title: text('educators.versions.title', { name: content.name }),
          body: (
            <VersionsPage
              name={content.name}
              home={`/console/${organizationId}/achievements/${achievementId}`}
              publicBase={`/achievements/${achievementId}/versions`}
              image={`/images/${content.picture.pngId}`}
              lines={lines}
              {...(changed && newest !== undefined
                ? { draft: differences(content, newest.content) }
                : {})}
            />
          ),
        }
      },
    }),
  ]
}
