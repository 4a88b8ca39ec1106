import type { ShownPart } from './shown-part.ts'
import type { Achievements } from '../../achievements/achievements.ts'
import { awardedAt } from '../../issuing/awarded-at.ts'
import { shownState } from '../../issuing/shown-state.ts'
import type { MayShow } from '../../learners/visibility.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import { timestamp, type World } from '../../world.ts'
import type { Held } from '../held.ts'
import { giverIn, verdictToday } from '../imported-today.ts'
import { nameOf } from '../name-of.ts'
import type { OpenPage, OpenShares } from '../open-share.ts'
import type { ImportTable } from '../open-tables.ts'
import { audienceOf } from '../share-choices.ts'
import type { ImportedCredential } from '../tables.ts'
import { evidenceKey } from './evidence-key.ts'
import type { OpenImported } from './open-imported.ts'
import { orNothing } from './or-nothing.ts'
import type { Part, PortfolioPage } from './tables.ts'

/** Where what stands on a page is found by whoever looks at it. */
export interface PageAddresses {
  picture(partId: string): string
  /** The page of one badge, where it can be checked; none where there is no share to check it by. */
  badge?(partId: string): string
}

/** A part, and what is shown of it: nothing where it is not to be shown, or not there any more. */
export interface PartAsShown {
  readonly part: Part
  readonly shown?: ShownPart
}

export interface ShowPage {
  /** To whoever comes by a share, or would. */
  asShared(opened: OpenPage, addresses: PageAddresses): Promise<readonly PartAsShown[]>
  /** To whoever composes it. */
  toOwner(page: PortfolioPage, addresses: PageAddresses): Promise<readonly PartAsShown[]>
}

export interface ShowPageDeps {
  readonly portfolio: Pick<OpenShares, 'heldOn' | 'openHeldOn' | 'isWhole'>
  readonly imports: Pick<ImportTable, 'get'>
  readonly openImported: OpenImported
  readonly achievements: Pick<Achievements, 'version'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly mayShow: MayShow
  readonly world: Pick<World, 'now'>
}

/** What decides of a part: of which badge something may be shown, and what can be checked. */
interface Way {
  readonly addresses: PageAddresses
  held(awardId: string): Promise<Held | undefined>
  imported(partId: string, importId: string): Promise<ImportedCredential | undefined>
  mayEvidenceOf(held: Held): boolean
  readonly mayOwnWords: boolean
  readonly mayOwnEvidence: boolean
  isChecked(of: Held | 'imported'): boolean
}

export function createShowPage(deps: ShowPageDeps): ShowPage {
  const { portfolio, openImported, achievements, organizations, mayShow, world } = deps

  const badge = async (
    id: string,
    held: Held,
    { addresses, isChecked }: Way,
  ): Promise<ShownPart> => {
    const { award } = held
    const { content } = await achievements.version(award.achievementId, award.achievementVersion)
    const { name } = await organizations.byId(award.organizationId)
    const { level } = award.statement
    const reached = level === undefined ? undefined : content.rubric?.levels[level]?.name
    const address = addresses.badge?.(id)
    return {
      id,
      kind: 'badge',
      name: content.name,
      description: content.description,
      organization: { name, href: `/organizations/${award.organizationId}` },
      image: `/images/${content.picture.pngId}`,
      date: awardedAt(award),
      state: shownState(award, timestamp(world.now())),
      ...(reached === undefined ? {} : { level: reached }),
      ...(address === undefined ? {} : { href: address }),
      isChecked: isChecked(held),
    }
  }

  const imported = (id: string, one: ImportedCredential, way: Way): ShownPart => {
    const { credential, verifiedAt } = one.report
    const { awardedDate, validFrom } = credential
    const date = awardedDate ?? validFrom
    const name = nameOf(one)
    return {
      id,
      kind: 'imported',
      ...(name === undefined ? {} : { name }),
      giver: giverIn(one.report),
      ...(date === undefined ? {} : { date }),
      image: way.addresses.picture(id),
      verdict: verdictToday(one.report, world.now()),
      checkedAt: verifiedAt,
      namesAnother: one.recipient === 'another',
      isChecked: way.isChecked('imported'),
    }
  }

  const evidence = async (id: string, key: string, held: Held, way: Way) => {
    const one = held.award.statement.evidence.find((found) => evidenceKey(found) === key)
    if (one === undefined || !way.mayEvidenceOf(held)) return undefined
    const { name, url, narrative } = one
    return {
      id,
      kind: 'award-evidence',
      badge: held.award.achievementName,
      ...(name === undefined ? {} : { name }),
      ...(url === undefined ? {} : { url }),
      ...(narrative === undefined ? {} : { narrative }),
    } as const
  }

  const show = async (part: Part, way: Way): Promise<ShownPart | undefined> => {
    switch (part.kind) {
      case 'heading':
      case 'text':
        return way.mayOwnWords ? part : undefined
      case 'link':
        return way.mayOwnEvidence ? part : undefined
      case 'picture': {
        const { id, kind, alt, caption, width, height } = part
        const words = caption === undefined ? { alt } : { alt, caption }
        const src = way.addresses.picture(id)
        return way.mayOwnEvidence ? { id, kind, ...words, width, height, src } : undefined
      }
      case 'badge': {
        const held = await way.held(part.awardId)
        return held && badge(part.id, held, way)
      }
      case 'award-evidence': {
        const held = await way.held(part.awardId)
        return held && evidence(part.id, part.evidence, held, way)
      }
      case 'imported': {
        const one = await way.imported(part.id, part.importId)
        return one && imported(part.id, one, way)
      }
    }
  }

  const each = async (page: PortfolioPage, way: Way): Promise<readonly PartAsShown[]> =>
    Promise.all(
      page.parts.map(async (part) => {
        const shown = await show(part, way)
        return shown === undefined ? { part } : { part, shown }
      }),
    )

  return {
    asShared(opened, addresses) {
      const { share, page, learner } = opened
      const viewer = { kind: 'share', audience: audienceOf(share) } as const
      return each(page, {
        addresses,
        held: (awardId) => orNothing(portfolio.openHeldOn(opened, awardId)),
        imported: (partId) => orNothing(openImported.read(opened, partId)),
        mayEvidenceOf: (held) => mayShow(viewer, 'evidence', held.learner),
        mayOwnWords: mayShow(viewer, 'own-words', learner),
        mayOwnEvidence: mayShow(viewer, 'evidence', learner),
        isChecked: (of) =>
          of === 'imported'
            ? openImported.isWhole(opened)
            : portfolio.isWhole({ ...of, share, address: '' }),
      })
    },
    toOwner: (page, addresses) =>
      each(page, {
        addresses,
        held: (awardId) => portfolio.heldOn(page, awardId),
        async imported(_partId, importId) {
          const one = await deps.imports.get(importId)
          return one?.accountId === page.accountId ? one : undefined
        },
        mayEvidenceOf: () => true,
        mayOwnWords: true,
        mayOwnEvidence: true,
        isChecked: () => false,
      }),
  }
}
