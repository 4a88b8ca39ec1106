import Type from 'typebox'
import { closed, Id, Name } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { ComposePage } from '../../templates/portfolio-pages/compose.tsx'
import { PageSettings } from '../../templates/portfolio-pages/settings.tsx'
import { NewPortfolioPage, PortfolioListPage } from '../../templates/portfolio-pages/list.tsx'
import { cut } from '../text/cut.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { isOpenAt } from './share-door.ts'
import type { Portfolio } from './portfolio.ts'
import type { PortfolioPages } from './portfolio-pages/portfolio-pages.ts'
import type { ShowPage } from './portfolio-pages/shown-page.ts'

export interface ComposePageDeps {
  readonly portfolioPages: PortfolioPages
  readonly showPage: ShowPage
  readonly portfolio: Portfolio
  readonly world: World
}

export const pageParams = Type.Object({ pageId: Id }, closed)
export const partParams = Type.Object({ pageId: Id, partId: Id }, closed)

const movedQuery = Type.Object({
  moved: Type.Optional(Id),
  by: Type.Optional(Type.Union([Type.Literal('up'), Type.Literal('down'), Type.Literal('added')])),
})
const Direction = Type.Union([Type.Literal('up'), Type.Literal('down')])

/** Where the pictures of a page are found by its owner. */
export function ownAddresses(pageId: string) {
  return { picture: (partId: string) => `/portfolio/${pageId}/pictures/${partId}` }
}

/** Pages made, named, ordered, copied and deleted. */
export function composePages(deps: ComposePageDeps) {
  const { portfolioPages, showPage, portfolio, world } = deps

  const openShares = async (caller: Parameters<Portfolio['sharesOfPage']>[0], pageId: string) => {
    const now = timestamp(world.now())
    const shares = await portfolio.sharesOfPage(caller, pageId)
    return shares.filter((share) => isOpenAt(share, now)).length
  }

  return [
    page({
      path: '/portfolio',
      access: 'signed-in',
      async show({ caller, text }) {
        const pages = await portfolioPages.list(caller)
        const listed = await Promise.all(
          pages.map(async ({ id, title, parts, changedAt }) => ({
            ...{ id, title, changedAt },
            parts: parts.length,
            shares: await openShares(caller, id),
          })),
        )
        return { title: text('portfolioPages.title'), body: <PortfolioListPage pages={listed} /> }
      },
    }),
    formPage({
      path: '/portfolio/new',
      access: 'signed-in',
      form: Type.Object({ title: Name }, closed),
      async show({ text }, draft) {
        return { title: text('portfolioPages.new'), body: <NewPortfolioPage draft={draft} /> }
      },
      async act({ caller }, { title }) {
        const { id } = await portfolioPages.make(caller, { title })
        return { redirect: `/portfolio/${id}` }
      },
    }),
    page({
      path: '/portfolio/:pageId',
      access: 'signed-in',
      params: pageParams,
      query: movedQuery,
      async show({ caller, params: { pageId }, query: { moved, by } }) {
        const one = await portfolioPages.read(caller, pageId)
        const parts = await showPage.toOwner(one, ownAddresses(pageId))
        return {
          title: one.title,
          scripts: ['/scripts/reorder.js'],
          body: (
            <ComposePage
              pageId={pageId}
              title={one.title}
              parts={parts.map(({ part, shown }) => ({
                id: part.id,
                kind: part.kind,
                ...(shown === undefined ? {} : { shown }),
              }))}
              shares={await openShares(caller, pageId)}
              {...(moved === undefined || by === undefined ? {} : { moved: { id: moved, by } })}
            />
          ),
        }
      },
    }),
    formPage({
      path: '/portfolio/:pageId/settings',
      access: 'signed-in',
      params: pageParams,
      form: Type.Object(
        { title: Name, seen: Type.Optional(Type.String({ maxLength: 300 })) },
        closed,
      ),
      async show({ caller, params: { pageId }, text }, draft) {
        const { title } = await portfolioPages.read(caller, pageId)
        return {
          title: text('portfolioPages.settings'),
          body: (
            <PageSettings
              draft={startWith(draft, { title })}
              pageId={pageId}
              title={title}
              // Whoever is told of the other's change and saves again has seen it.
              seen={title}
            />
          ),
        }
      },
      async act({ caller, params: { pageId } }, { title, seen }) {
        await portfolioPages.rename(caller, pageId, title, seen)
        return { redirect: `/portfolio/${pageId}` }
      },
    }),
    action({
      path: '/portfolio/:pageId/copies',
      access: 'signed-in',
      params: pageParams,
      async act({ caller, params: { pageId }, text }) {
        const { title } = await portfolioPages.read(caller, pageId)
        const named = cut(text('portfolioPages.copy.of', { title }), 200)
        const { id } = await portfolioPages.copy(caller, pageId, named)
        return { redirect: `/portfolio/${id}` }
      },
    }),
    action({
      path: '/portfolio/:pageId/removal',
      access: 'signed-in',
      params: pageParams,
      async act({ caller, params: { pageId } }) {
        await portfolioPages.remove(caller, pageId)
        return { redirect: '/portfolio' }
      },
    }),
    action({
      path: '/portfolio/:pageId/order',
      access: 'signed-in',
      params: pageParams,
      form: Type.Object({ order: Type.String({ maxLength: 3000 }) }, closed),
      async act({ caller, params: { pageId } }, { order }) {
        await portfolioPages.order(caller, pageId, order.split(' '))
        return { redirect: `/portfolio/${pageId}` }
      },
    }),
    action({
      path: '/portfolio/:pageId/parts/:partId/moves',
      access: 'signed-in',
      params: partParams,
      form: Type.Object({ direction: Direction }, closed),
      async act({ caller, params: { pageId, partId } }, { direction }) {
        await portfolioPages.move(caller, pageId, partId, direction)
        // The pressed button gets the focus and comes into sight by it: a fragment would keep it from both.
        return { redirect: `/portfolio/${pageId}?moved=${partId}&by=${direction}` }
      },
    }),
    action({
      path: '/portfolio/:pageId/parts/:partId/removal',
      access: 'signed-in',
      params: partParams,
      async act({ caller, params: { pageId, partId } }) {
        await portfolioPages.removePart(caller, pageId, partId)
        return { redirect: `/portfolio/${pageId}` }
      },
    }),
  ]
}
