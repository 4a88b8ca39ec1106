import Type from 'typebox'
import { Nickname } from '../../schemas/requests/claiming.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { KioskCardPage, KioskOverPage, KioskStartPage } from '../../templates/claiming/kiosk.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import { WaymarkError } from '../errors.ts'
import { qrPicture } from '../images/qr-code.ts'
import type { Text } from '../text/text.ts'
import { action, formPage, page } from '../web/page.ts'
import type { ShownPage } from '../web/shown.ts'
import { timestamp, type World } from '../world.ts'
import type { Claiming } from './claiming.ts'
import { cardSeconds } from './kiosks.ts'
import { offerNicknames } from './nicknames.ts'
import type { ClaimLink } from './tables.ts'

export interface KioskPageDeps {
  readonly claiming: Claiming
  readonly achievements: Pick<Achievements, 'awardable' | 'read'>
  readonly world: World
}

const Token = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
const params = Type.Object({ token: Token }, closed)
/** What somebody left half typed is gone when the next child comes. */
const idleSeconds = 300
/** A day’s visitors of one device; a class link says its own number. */
const mostVisitors = 1000

export function kioskPages({ claiming, achievements, world }: KioskPageDeps) {
  const { kiosks, links, printing, ownCode, joining } = claiming

  const badgeOf = async ({ organizationId, achievementId }: ClaimLink) => {
    const { content } = await achievements.awardable(organizationId, achievementId)
    return { achievementName: content.name, image: `/images/${content.picture.pngId}` }
  }

  /** The kiosk of a token, or the page that says that it is over. */
  const running = async (token: string, text: Text) => {
    try {
      const found = await kiosks.use(token)
      if (links.stateOf(found.link) === 'open') return { found, badge: await badgeOf(found.link) }
    } catch (error) {
      const isOver = error instanceof WaymarkError && error.status < 500 && error.status !== 404
      if (!isOver) throw error
    }
    return { over: overPage(text) }
  }

  return [
    action({
      path: '/console/:organizationId/claim-links/:claimLinkId/kiosks',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, claimLinkId: Id }, closed),
      async act({ caller, params: { organizationId, claimLinkId }, session }) {
        const { token } = await kiosks.open(caller, organizationId, claimLinkId)
        // From here on the device is a kiosk and nothing else: whoever touches it next is no member of staff.
        await session.signOut()
        return { redirect: `/kiosk/${token}` }
      },
    }),
    action({
      path: '/console/:organizationId/kiosks',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id }, closed),
      form: Type.Object({ achievementId: Id }, closed),
      async act({ caller, params: { organizationId }, session, language, text }, form) {
        const { content } = await achievements.read(caller, organizationId, form.achievementId)
        const now = world.now()
        const link = await links.open(caller, organizationId, {
          name: `${text('kiosk.title')}: ${content.name}`.slice(0, 200),
          achievementId: form.achievementId,
          startsAt: timestamp(now),
          endsAt: timestamp(new Date(now.getTime() + 12 * 3_600_000)),
          limit: mostVisitors,
          // Its code is on no wall; and should somebody find it, staff look first.
          approval: true,
          who: 'nickname',
          language,
        })
        const { token } = await kiosks.open(caller, organizationId, link.id)
        await session.signOut()
        return { redirect: `/kiosk/${token}` }
      },
    }),
    formPage({
      path: '/kiosk/:token',
      access: 'anyone',
      params,
      form: Type.Object({ nickname: Nickname }, closed),
      async show({ params: { token }, text, language }, draft) {
        const { found, badge, over } = await running(token, text)
        if (over !== undefined) return over
        const { organizationId, id } = found.link
        const leave = `/sign-in?next=${encodeURIComponent(`/console/${organizationId}/claim-links/${id}`)}`
        return {
          title: text('kiosk.title'),
          layout: 'kiosk',
          unkept: true,
          head: <meta http-equiv="refresh" content={`${idleSeconds};url=/kiosk/${token}`} />,
          body: (
            <KioskStartPage
              {...badge}
              draft={draft}
              here={`/kiosk/${token}`}
              nicknames={offerNicknames(language, 6, world.random)}
              leave={leave}
            />
          ),
        }
      },
      async act({ params: { token }, language }, { nickname }) {
        const request = await kiosks.give(token, { nickname, language })
        return { redirect: `/kiosk/${token}/cards/${joining.tokenOf(request)}` }
      },
    }),
    page({
      path: '/kiosk/:token/cards/:request',
      access: 'anyone',
      params: Type.Object({ token: Token, request: Token }, closed),
      async show({ params: { token, request: requestToken }, text }) {
        const { kiosk, link } = await kiosks.use(token)
        const request = await kiosks.given(kiosk, requestToken)
        const start = `/kiosk/${token}`
        if (request === undefined) return { redirect: start }
        const outcome = await ownCode(request)
        const { achievementName } = await badgeOf(link)
        const own =
          outcome.state === 'done'
            ? {
                code: outcome.code,
                qr: qrPicture(printing.claimAddress(outcome.code)),
                print: `/joined/${requestToken}/card.pdf`,
              }
            : undefined
        const refresh = own === undefined ? '5' : `${cardSeconds};url=${start}`
        return {
          title: text('kiosk.title'),
          layout: 'kiosk',
          unkept: true,
          head: <meta http-equiv="refresh" content={refresh} />,
          body: (
            <KioskCardPage
              nickname={request.nickname}
              achievementName={achievementName}
              next={start}
              {...(own === undefined ? {} : { own })}
            />
          ),
        }
      },
    }),
  ]
}

function overPage(text: Text): ShownPage {
  return {
    title: text('kiosk.overTitle'),
    layout: 'kiosk',
    unkept: true,
    status: 410,
    body: <KioskOverPage />,
  }
}
