import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { PageSharesPage } from '../../templates/portfolio-pages/shares.tsx'
import { embedCode, pageEmbedSize } from '../../templates/portfolio/share-code.tsx'
import { SharePage } from '../../templates/portfolio/share.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { action, formPage } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { isOpenAt } from './share-door.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'
import { choicesIn, ShareForm } from './share-pages.tsx'
import type { Share } from './tables.ts'
import { pageParams } from './compose-pages.tsx'
import type { PortfolioPages } from './portfolio-pages/portfolio-pages.ts'

export interface PageSharePageDeps {
  readonly portfolioPages: PortfolioPages
  readonly portfolio: Portfolio
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  readonly isAdult: (learner: Learner) => boolean
  readonly world: World
}

const shareParams = Type.Object({ pageId: Id, token: Id }, closed)
const NewLinkForm = Type.Object({ ...ShareForm.properties, learnerId: Type.Optional(Id) }, closed)

/** Links to portfolio pages as whoever opened them sees them. */
export function pageSharePages(deps: PageSharePageDeps) {
  const { portfolioPages, portfolio, organizations, identifiers, isAdult, world } = deps
  const now = () => timestamp(world.now())

  const labelOf = async (face: Learner) => ({
    learnerId: face.id,
    label: `${face.name} · ${(await organizations.byId(face.organizationId)).name}`,
  })
  const listed = (share: Share, title: string) => ({
    token: share.id,
    url: identifiers.pageUrl(share.id),
    ...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor }),
    endsAt: share.endsAt,
    open: isOpenAt(share, now()),
    views: share.views,
    ...(audienceOf(share) === 'public' ? { embedCode: codeFor(share, title) } : {}),
  })
  const codeFor = ({ id }: Share, title: string) =>
    embedCode({ address: `${identifiers.pageUrl(id)}/embed`, title, ...pageEmbedSize() })

  return [
    formPage({
      path: '/portfolio/:pageId/shares',
      access: 'signed-in',
      params: pageParams,
      form: NewLinkForm,
      async show({ caller, params: { pageId }, text }, draft) {
        const { title, parts } = await portfolioPages.read(caller, pageId)
        const faces = await portfolio.facesOf(await portfolioPages.read(caller, pageId))
        const able = faces.filter((face) => portfolio.audiencesOf(face).length > 0)
        const [first] = able
        const audiences = (['public', 'third-party'] as const).filter((audience) =>
          able.some((face) => portfolio.audiencesOf(face).includes(audience)),
        )
        const [sharing] = first === undefined ? [] : await portfolio.sharing(caller, first.id)
        const inAMonth = new Date(world.now().getTime() + 30 * 86_400_000)
        return {
          title: text('portfolioPages.shareTitle', { title }),
          body: (
            <PageSharesPage
              draft={startWith(draft, {
                endsOn: inAMonth.toISOString().slice(0, 10),
                nameForm: first !== undefined && isAdult(first) ? 'full' : 'first',
                audience: audiences[0],
                learnerId: first?.id,
              })}
              audiences={audiences}
              isAdult={able.some(isAdult)}
              pageId={pageId}
              title={title}
              paused={sharing?.paused ?? false}
              faces={await Promise.all((able.length > 0 ? able : faces).map(labelOf))}
              asksFace={faces.length > 1}
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
    formPage({
      path: '/portfolio/:pageId/shares/:token',
      access: 'signed-in',
      params: shareParams,
      form: ShareForm,
      async show({ caller, params: { token }, text }, draft) {
        const { share, page, learner, views } = await portfolio.readShare(caller, token)
        if (page === undefined) throw new WaymarkError('not-found')
        const [sharing] = await portfolio.sharing(caller, learner.id)
        const { nameForm, preparedFor, nickname, searchable } = share
        const values = { preparedFor, nameForm, nickname, searchable, audience: audienceOf(share) }
        const isOwner = page.accountId === caller.accountId
        return {
          title: text('sharing.link.title', { badge: page.title }),
          body: (
            <SharePage
              draft={startWith(draft, { ...values, endsOn: share.endsAt.slice(0, 10) })}
              audiences={portfolio.audiencesOf(learner)}
              isAdult={isAdult(learner)}
              badge={page.title}
              base={`/portfolio/${page.id}`}
              back={isOwner ? `/portfolio/${page.id}/shares` : `/sharing/${learner.id}`}
              backLabel={text(
                isOwner ? 'portfolioPages.backToLinks' : 'guardianship.child.sharing',
              )}
              token={token}
              url={identifiers.pageUrl(token)}
              endsAt={share.endsAt}
              closed={!isOpenAt(share, now())}
              paused={sharing?.paused ?? false}
              views={views}
            />
          ),
        }
      },
      async act({ caller, params: { pageId, token } }, form) {
        await portfolio.changeShare(caller, token, choicesIn(form))
        return { redirect: `/portfolio/${pageId}/shares/${token}` }
      },
    }),
    action({
      path: '/portfolio/:pageId/shares/:token/closing',
      access: 'signed-in',
      params: shareParams,
      async act({ caller, params: { pageId, token } }) {
        const { page, learner } = await portfolio.readShare(caller, token)
        await portfolio.close(caller, token)
        const isOwner = page?.accountId === caller.accountId
        return {
          redirect: isOwner ? `/portfolio/${pageId}/shares` : `/sharing/${learner.id}`,
        }
      },
    }),
  ]
}
