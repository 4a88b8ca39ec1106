import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { SharePage } from '../../templates/portfolio/share.tsx'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { Text } from '../text/text.ts'
import { action, formPage } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { nameOf } from './name-of.ts'
import type { Portfolio } from './portfolio.ts'
import { audienceOf } from './share-choices.ts'
import { isOpenAt } from './share-door.ts'
import { choicesIn, ShareForm } from './share-form.ts'
import type { OwnShare } from './shares.ts'

export interface OneSharePageDeps {
  readonly portfolio: Portfolio
  readonly identifiers: Identifiers
  readonly isAdult: (learner: Learner) => boolean
  readonly world: World
}

/** Where what can be shared stands, by the member of a share that says what it shows. */
const homes = {
  awardId: '/backpack',
  importId: '/backpack/imported',
  pageId: '/portfolio',
} as const
type Shown = keyof typeof homes

const shareParams = {
  awardId: Type.Object({ awardId: Id, token: Id }, closed),
  importId: Type.Object({ importId: Id, token: Id }, closed),
  pageId: Type.Object({ pageId: Id, token: Id }, closed),
} as const

/**
 * One link as those see it who may close it: whom it is for, until when, who looked; and its end.
 * @param shown what it shows: a link to something else is not found here
 */
export function oneSharePages(deps: OneSharePageDeps, shown: Shown) {
  const { portfolio, isAdult, world } = deps
  const path = `${homes[shown]}/:${shown}/shares/:token`
  const params = shareParams[shown]
  const read = async (caller: Caller, token: string) => {
    const found = await portfolio.readShare(caller, token)
    const id = found.share[shown]
    if (id === undefined) throw new WaymarkError('not-found')
    return { ...found, base: `${homes[shown]}/${id}` }
  }

  return [
    formPage({
      path,
      access: 'signed-in',
      params,
      form: ShareForm,
      async show({ caller, params: { token }, text }, draft) {
        const { base, ...found } = await read(caller, token)
        const { share, learner, views } = found
        const badge = titleIn(found, text)
        const [sharing] = await portfolio.sharing(caller, learner.id)
        const { nameForm, preparedFor, nickname, searchable, endsAt } = share
        const values = { preparedFor, nameForm, nickname, searchable, audience: audienceOf(share) }
        return {
          title: text('sharing.link.title', { badge }),
          body: (
            <SharePage
              draft={startWith(draft, { ...values, endsOn: endsAt.slice(0, 10) })}
              audiences={portfolio.audiencesOf(learner)}
              isAdult={isAdult(learner)}
              badge={badge}
              base={base}
              {...wayBack(found, base, caller, text)}
              token={token}
              url={deps.identifiers[shown === 'pageId' ? 'pageUrl' : 'shareUrl'](token)}
              endsAt={endsAt}
              closed={!isOpenAt(share, timestamp(world.now()))}
              paused={sharing?.paused ?? false}
              views={views}
            />
          ),
        }
      },
      async act({ caller, params: { token } }, form) {
        const { base } = await read(caller, token)
        await portfolio.changeShare(caller, token, choicesIn(form))
        return { redirect: `${base}/shares/${token}` }
      },
    }),
    action({
      path: `${path}/closing`,
      access: 'signed-in',
      params,
      async act({ caller, params: { token }, text }) {
        const { base, ...found } = await read(caller, token)
        await portfolio.close(caller, token)
        const { back } = wayBack(found, base, caller, text)
        return { redirect: back === base ? `${base}#shares` : back }
      },
    }),
  ]
}

/** @throws WaymarkError not-found where what it shows is gone */
function titleIn({ award, imported, page }: OwnShare, text: Text): string {
  if (award !== undefined) return award.achievementName
  if (imported !== undefined) return nameOf(imported) ?? text('verify.report.unnamedBadge')
  if (page !== undefined) return page.title
  throw new WaymarkError('not-found')
}

/** To what it shows; a guardian, who may open only what came from here, to all that is shared of the child. */
function wayBack(
  { imported, page, learner }: OwnShare,
  base: string,
  { accountId }: Caller,
  text: Text,
): { readonly back: string; readonly backLabel?: string } {
  const owner = (imported ?? page)?.accountId
  if (owner !== undefined && owner !== accountId) {
    return { back: `/sharing/${learner.id}`, backLabel: text('guardianship.child.sharing') }
  }
  return page === undefined
    ? { back: base }
    : { back: `${base}/shares`, backLabel: text('portfolioPages.backToLinks') }
}
