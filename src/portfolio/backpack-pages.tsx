import Type from 'typebox'
import {
  BackpackPage,
  type BackpackBadge,
  type HeldBadge,
} from '../../templates/portfolio/backpack.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import { awardedAt } from '../issuing/awarded-at.ts'
import { shownState } from '../issuing/shown-state.ts'
import type { Award } from '../issuing/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Text } from '../text/text.ts'
import { page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { arrange, search, type Arrangeable } from './arrange.ts'
import type { Held } from './held.ts'
import type { Imports } from './imports.ts'
import { nameOf } from './name-of.ts'
import type { Portfolio } from './portfolio.ts'
import { shownSharing } from './share-pages.tsx'
import type { ImportedCredential } from './tables.ts'

export interface BackpackPageDeps {
  readonly portfolio: Portfolio
  readonly imports: Imports
  readonly achievements: Achievements
  readonly organizations: Organizations
  readonly world: World
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

  const versionOf = (award: Award) =>
    achievements.version(award.achievementId, award.achievementVersion)
  const imageOf = async (award: Award) =>
    `/images/${(await versionOf(award)).content.picture.pngId}`
  const ofHere = async ({ award }: Held): Promise<HeldBadge & Arrangeable> => {
    const { content } = await versionOf(award)
    const { name } = await organizations.byId(award.organizationId)
    return {
      id: award.id,
      href: `/backpack/${award.id}`,
      name: award.achievementName,
      organization: name,
      image: `/images/${content.picture.pngId}`,
      date: awardedAt(award),
      competencies: content.alignments.map(({ targetName }) => targetName),
      state: shownState(award, timestamp(world.now())),
    }
  }
  const ofElsewhere = (one: ImportedCredential, text: Text): BackpackBadge & Arrangeable => {
    const { credential, verdict } = one.report
    return {
      href: `/backpack/imported/${one.id}`,
      name: nameOf(one) ?? text('verify.report.unnamed'),
      organization:
        credential.issuer?.name ?? credential.issuer?.id ?? text('verify.report.unnamed'),
      image: `/images/${one.pictureIds[0] ?? ''}`,
      date: credential.awardedDate ?? credential.validFrom ?? one.importedAt,
      competencies: one.competencies,
      verdict,
    }
  }

  return [
    page({
      path: '/backpack',
      access: 'signed-in',
      query,
      async show({ caller, text, query: { search: wanted = '', by = 'time' } }) {
        const held = await Promise.all((await portfolio.backpack(caller)).map(ofHere))
        const imported = (await imports.list(caller)).map((one) => ofElsewhere(one, text))
        const all = [...held, ...imported]
        const sharing = await shownSharing(await portfolio.sharing(caller), imageOf)
        return {
          title: text('backpack.title'),
          body: (
            <BackpackPage
              all={all}
              groups={arrange(search(all, wanted), by)}
              search={wanted}
              by={by}
              held={held}
              sharing={{ ...sharing, base: '/sharing' }}
            />
          ),
        }
      },
    }),
  ]
}
