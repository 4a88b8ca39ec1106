import { PageSharesPage } from '../../templates/portfolio-pages/shares.tsx'
import { startWith } from '../../templates/draft.ts'
import { embedCode, pageEmbedSize } from '../../templates/portfolio/share-code.tsx'
import { formPage } from '../web/page.ts'
import { pageParams } from './compose-pages.tsx'
import { listedLink, newLink, type NewLinkDeps } from './new-link.ts'
import { oneSharePages, type OneSharePageDeps } from './one-share-pages.tsx'
import type { PortfolioPages } from './portfolio-pages/portfolio-pages.ts'
import { audienceOf } from './share-choices.ts'
import { choicesIn, FacedShareForm } from './share-form.ts'
import type { Share } from './tables.ts'

export interface PageSharePageDeps extends OneSharePageDeps, Pick<NewLinkDeps, 'organizations'> {
  readonly portfolioPages: PortfolioPages
}

/** Links to portfolio pages as whoever opened them sees them. */
export function pageSharePages(deps: PageSharePageDeps) {
  const { portfolioPages, portfolio, identifiers, world } = deps

  const listed = (share: Share, title: string) => {
    const url = identifiers.pageUrl(share.id)
    const code = { address: `${url}/embed`, title, ...pageEmbedSize() }
    return {
      ...listedLink(share, url, world.now()),
      ...(audienceOf(share) === 'public' ? { embedCode: embedCode(code) } : {}),
    }
  }

  return [
    formPage({
      path: '/portfolio/:pageId/shares',
      access: 'signed-in',
      params: pageParams,
      form: FacedShareForm,
      async show({ caller, params: { pageId }, text }, draft) {
        const page = await portfolioPages.read(caller, pageId)
        const { title, parts } = page
        const { values, shown } = await newLink(deps, caller, await portfolio.facesOf(page))
        return {
          title: text('portfolioPages.shareTitle', { title }),
          body: (
            <PageSharesPage
              draft={startWith(draft, values)}
              {...shown}
              pageId={pageId}
              title={title}
              hasImported={parts.some(({ kind }) => kind === 'imported')}
              shares={(await portfolio.sharesOfPage(caller, pageId)).map((share) =>
                listed(share, title),
              )}
            />
          ),
        }
      },
      async act({ caller, params: { pageId } }, { learnerId, ...form }) {
        const face = learnerId === undefined ? {} : { learnerId }
        await portfolio.sharePage(caller, pageId, { ...choicesIn(form), ...face })
        return { redirect: `/portfolio/${pageId}/shares#links` }
      },
    }),
    ...oneSharePages(deps, 'pageId'),
  ]
}
