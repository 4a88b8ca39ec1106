import Type from 'typebox'
import type { ApplicationLine } from '../../templates/applications/lines.tsx'
import { BackpackPage } from '../../templates/portfolio/backpack.tsx'
import type { HeldBadge } from '../../templates/portfolio/badge-tiles.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import { awardedAt } from '../issuing/awarded-at.ts'
import { shownState } from '../issuing/shown-state.ts'
import type { Award } from '../issuing/tables.ts'
import type { Caller } from '../caller.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { arrange, search, type Arrangeable } from './arrange.ts'
import type { Held } from './held.ts'
import { importTile } from './import-tile.ts'
import type { Imports } from './imports.ts'
import type { Portfolio } from './portfolio.ts'
import { shownSharing } from './share-pages.tsx'

export interface BackpackPageDeps {
  readonly portfolio: Portfolio
  readonly imports: Imports
  readonly achievements: Achievements
  readonly organizations: Organizations
  readonly world: World
  /** Where the applications of somebody stand. */
  readonly ownApplications: (caller: Caller) => Promise<readonly ApplicationLine[]>
}

const query = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 200 })),
  by: Type.Optional(
    Type.Union([Type.Literal('time'), Type.Literal('issuer'), Type.Literal('competency')]),
  ),
})

/** Everything somebody holds, from here and from elsewhere, searched and laid out as they like. */
export function backpackPages(deps: BackpackPageDeps) {
  const { portfolio, imports, achievements, organizations, world } = deps

  /** Many badges of a backpack are of one kind: each version is read once a page. */
  const readVersions = () => {
    const read = new Map<string, Promise<AchievementVersion>>()
    return (award: Award) => {
      const { achievementId, achievementVersion } = award
      const key = `${achievementId}:${String(achievementVersion)}`
      const version = read.get(key) ?? achievements.version(achievementId, achievementVersion)
      read.set(key, version)
      return version
    }
  }
  const namesOf = async (held: readonly Held[]) => {
    const ids = new Set(held.map(({ award }) => award.organizationId))
    return new Map((await organizations.byIds([...ids])).map(({ id, name }) => [id, name]))
  }
  const ofHere = (
    { award }: Held,
    { content }: AchievementVersion,
    organization: string,
  ): HeldBadge & Arrangeable => {
    return {
      id: award.id,
      href: `/backpack/${award.id}`,
      name: award.achievementName,
      organization,
      image: `/images/${content.picture.pngId}`,
      date: awardedAt(award),
      competencies: content.alignments.map(({ targetName }) => targetName),
      state: shownState(award, timestamp(world.now())),
    }
  }

  return [
    page({
      path: '/backpack',
      access: 'signed-in',
      query,
      async show({ caller, text, query: { search: wanted = '', by = 'time' } }) {
        const own = await portfolio.backpack(caller)
        const versionOf = readVersions()
        const names = await namesOf(own)
        const held = await Promise.all(
          own.map(async (one) =>
            ofHere(one, await versionOf(one.award), names.get(one.award.organizationId) ?? ''),
          ),
        )
        const imported = (await imports.list(caller)).map((one) =>
          importTile(one, text, world.now()),
        )
        const all = [...held, ...imported]
        const sharing = await shownSharing(
          await portfolio.sharing(caller),
          async (award) => `/images/${(await versionOf(award)).content.picture.pngId}`,
          text,
        )
        return {
          title: text('backpack.title'),
          body: (
            <BackpackPage
              all={all}
              groups={arrange(search(all, wanted), by)}
              search={wanted}
              by={by}
              held={held}
              applications={await deps.ownApplications(caller)}
              sharing={{ ...sharing, base: '/sharing' }}
            />
          ),
        }
      },
    }),
  ]
}
