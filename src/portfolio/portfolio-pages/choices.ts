import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import { giverTold } from '../../text/givers.ts'
import type { Text } from '../../text/text.ts'
import { giverIn } from '../imported-today.ts'
import type { Imports } from '../imports.ts'
import { nameOf } from '../name-of.ts'
import type { Portfolio } from '../portfolio.ts'
import { evidenceKey } from './evidence-key.ts'
import type { NewPart } from './portfolio-pages.ts'
import type { PortfolioPage } from './tables.ts'

/** One thing of a backpack that can be put on a page. */
export interface Choice {
  readonly value: string
  readonly name: string
  readonly about: string
  /** It stands on the page already. */
  readonly isThere: boolean
}

export interface ChoiceDeps {
  readonly portfolio: Pick<Portfolio, 'backpack'>
  readonly imports: Pick<Imports, 'list'>
  readonly organizations: Pick<Organizations, 'byIds'>
}

/** What of a backpack can be put on a page, and what was chosen of it. */
export function choices({ portfolio, imports, organizations }: ChoiceDeps) {
  const namesOf = async (ids: readonly string[]) =>
    new Map((await organizations.byIds([...new Set(ids)])).map(({ id, name }) => [id, name]))

  return {
    async badge(caller: Caller, page: PortfolioPage, text: Text): Promise<readonly Choice[]> {
      const held = await portfolio.backpack(caller)
      const names = await namesOf(held.map(({ award }) => award.organizationId))
      const there = new Set(
        page.parts.flatMap((part) =>
          part.kind === 'badge' ? [part.awardId] : part.kind === 'imported' ? [part.importId] : [],
        ),
      )
      return [
        ...held.map(({ award }) => ({
          value: `badge:${award.id}`,
          name: award.achievementName,
          about: names.get(award.organizationId) ?? '',
          isThere: there.has(award.id),
        })),
        ...(await imports.list(caller)).map((one) => ({
          value: `imported:${one.id}`,
          name: nameOf(one) ?? text('verify.report.unnamedBadge'),
          about: giverTold(giverIn(one.report), text),
          isThere: there.has(one.id),
        })),
      ]
    },
    async evidence(caller: Caller, page: PortfolioPage, text: Text): Promise<readonly Choice[]> {
      const there = new Set(
        page.parts.flatMap((part) => (part.kind === 'award-evidence' ? [part.evidence] : [])),
      )
      return (await portfolio.backpack(caller)).flatMap(({ award }) =>
        award.statement.evidence.map((one) => {
          const key = evidenceKey(one)
          return {
            value: `${award.id}:${key}`,
            name: one.name ?? one.url ?? text('portfolioPages.partKinds.award-evidence'),
            about: award.achievementName,
            isThere: there.has(key),
          }
        }),
      )
    },
    /** @throws WaymarkError not-found for what was never offered */
    partIn(kind: 'badge' | 'evidence', value: string): NewPart {
      const [first = '', second = ''] = value.split(':')
      if (kind === 'evidence') return { kind: 'award-evidence', awardId: first, evidence: second }
      if (first === 'badge') return { kind: 'badge', awardId: second }
      if (first === 'imported') return { kind: 'imported', importId: second }
      throw new WaymarkError('not-found')
    },
  }
}
