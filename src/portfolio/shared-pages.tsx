import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { AudienceSchema } from '../../schemas/requests/shares.ts'
import { PreviewBar, SharedPortfolioPage } from '../../templates/portfolio-pages/shared-page.tsx'
import { oembedAddress } from '../../templates/portfolio/share-code.tsx'
import { ShareHead } from '../../templates/portfolio/share-head.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { qrPicture } from '../images/qr-code.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Text } from '../text/text.ts'
import type { Language } from '../text/languages.ts'
import { previewSize } from '../print/badge-pictures.ts'
import { page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { badgePageOf } from './badge-pages.tsx'
import type { OpenPage } from './open-share.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'
import type { ShowShare } from './shown-share.ts'
import type { Share } from './tables.ts'
import { ownAddresses, pageParams } from './compose-pages.tsx'
import type { OpenImported } from './portfolio-pages/open-imported.ts'
import { badgesAmong, nameOnPage, placesOf, shownParts } from './portfolio-pages/page-facts.ts'
import { sharedAddresses } from './portfolio-pages/page-outside.ts'
import type { PortfolioPages } from './portfolio-pages/portfolio-pages.ts'
import type { PartAsShown, ShowPage } from './portfolio-pages/shown-page.ts'
import type { PortfolioPage } from './portfolio-pages/tables.ts'

export interface SharedPageDeps {
  readonly portfolioPages: PortfolioPages
  readonly showPage: ShowPage
  readonly openImported: Pick<OpenImported, 'read'>
  readonly portfolio: Portfolio
  readonly outlets: { readonly showShare: ShowShare }
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
  readonly isAdult: (learner: Learner) => boolean
  readonly world: World
}

const tokenParams = Type.Object({ token: Id }, closed)
const badgeParams = Type.Object({ token: Id, partId: Id }, closed)
const previewQuery = Type.Object({ audience: Type.Optional(AudienceSchema) })

/** Portfolio pages as strangers see them, and as their owner looks at them before. */
export function sharedPages(deps: SharedPageDeps) {
  const { portfolioPages, showPage, portfolio, identifiers, mayShow } = deps

  /** A share as it would be, to look ahead through the same door. */
  const asIf = (
    one: PortfolioPage,
    learner: Learner,
    audience: 'public' | 'third-party',
  ): OpenPage => {
    const now = timestamp(deps.world.now())
    const share: Share = {
      ...{ id: '', version: 0, accountId: one.accountId, learnerId: learner.id, pageId: one.id },
      ...{ audience, nameForm: deps.isAdult(learner) ? 'full' : 'first' },
      ...{ createdAt: now, endsAt: now, views: 0 },
    }
    return { share, page: one, learner }
  }

  /** Search engines list it where its owner chose so, and everybody whose badges stand on it is an adult. */
  const isSearchable = async (opened: OpenPage) => {
    if (!portfolio.isSearchable(opened)) return false
    for (const part of opened.page.parts) {
      if (part.kind !== 'badge' && part.kind !== 'award-evidence') continue
      const held = await portfolio.heldOn(opened.page, part.awardId)
      if (held !== undefined && !deps.isAdult(held.learner)) return false
    }
    return true
  }

  const propsOf = (title: string, recipient: string, all: readonly PartAsShown[]) => {
    const parts = shownParts(all)
    return { title, recipient, parts, places: placesOf(parts), trial: identifiers.trial }
  }

  return [
    page({
      path: '/portfolio/:pageId/preview',
      access: 'signed-in',
      params: pageParams,
      query: previewQuery,
      async show({ caller, params: { pageId }, query, text }) {
        const one = await portfolioPages.read(caller, pageId)
        const [face] = await portfolio.facesOf(one)
        const audiences = face === undefined ? [] : portfolio.audiencesOf(face)
        const wanted = query.audience ?? 'third-party'
        const audience = audiences.includes(wanted) ? wanted : audiences[0]
        const opened = face && audience && asIf(one, face, audience)
        const all = opened
          ? await showPage.asShared(opened, ownAddresses(pageId))
          : await showPage.toOwner(one, ownAddresses(pageId))
        const props = propsOf(
          one.title,
          opened ? nameOnPage(opened, mayShow) : (face?.name ?? ''),
          all,
        )
        return {
          title: text('portfolioPages.look'),
          body: (
            <SharedPortfolioPage
              {...props}
              checked={0}
              bar={
                <PreviewBar
                  base={`/portfolio/${pageId}`}
                  {...(audience === undefined ? {} : { audience })}
                  audiences={audiences}
                  hidden={all.filter(({ shown }) => shown === undefined).length}
                  isEmpty={props.parts.length === 0}
                />
              }
            />
          ),
        }
      },
    }),
    page({
      path: '/p/:token',
      access: 'anyone',
      params: tokenParams,
      async show({ params: { token }, text, language }) {
        const opened = await portfolio.openPage(token)
        const { share } = opened
        const { title } = opened.page
        const all = await showPage.asShared(opened, sharedAddresses(token))
        const props = propsOf(title, nameOnPage(opened, mayShow), all)
        const url = identifiers.pageUrl(token)
        return {
          title,
          robots: (await isSearchable(opened)) ? 'index' : 'noindex',
          head: headOf({ ...props, url, share, base: identifiers.base }, { text, language }),
          body: (
            <SharedPortfolioPage
              {...props}
              {...(share.preparedFor === undefined ? {} : { preparedFor: share.preparedFor })}
              checked={badgesAmong(props.parts).filter(({ isChecked }) => isChecked).length}
              link={{ url, qr: qrPicture(url), endsAt: share.endsAt }}
            />
          ),
        }
      },
    }),
    page({
      path: '/p/:token/:partId',
      access: 'anyone',
      params: badgeParams,
      async show({ params: { token, partId }, text, language }) {
        const opened = await portfolio.openPage(token)
        if (opened.page.parts.some(({ id, kind }) => id === partId && kind === 'imported')) {
          // A report that was printed leads here, and all that is shown of it stands on the page.
          await deps.openImported.read(opened, partId)
          return { redirect: `/p/${token}` }
        }
        const open = await portfolio.openOnPage(opened, partId)
        const shown = await deps.outlets.showShare(open)
        return badgePageOf(open, shown, { text, language }, deps, `/p/${token}`)
      },
    }),
  ]
}

/** What is told of the page elsewhere: no more than the page itself shows. */
function headOf(
  {
    title,
    recipient,
    parts,
    url,
    share,
    base,
  }: {
    readonly title: string
    readonly recipient: string
    readonly parts: ReturnType<typeof shownParts>
    readonly url: string
    readonly share: Share
    readonly base: string
  },
  { text, language }: { readonly text: Text; readonly language: Language },
) {
  const badges = text('common.badges', { count: badgesAmong(parts).length })
  return (
    <ShareHead
      title={title}
      description={
        recipient === ''
          ? text('portfolioPages.shared.told', { badges })
          : text('portfolioPages.shared.toldNamed', { badges, name: recipient })
      }
      url={url}
      picture={{ url: `${url}/preview.png`, alt: title, ...previewSize }}
      service={text('common.service')}
      locale={{ en: 'en_US', es: 'es_LA' }[language]}
      {...(audienceOf(share) === 'public' ? { oembed: oembedAddress(base, url) } : {})}
    />
  )
}
