import Type from 'typebox'
import { ClaimLinkBody } from '../../schemas/requests/claiming.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { ClaimLinkPage } from '../../templates/claiming/link.tsx'
import { ClaimLinksPage } from '../../templates/claiming/links.tsx'
import { NewLinkPage } from '../../templates/claiming/new-link.tsx'
import { startWith } from '../../templates/draft.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { nameOfBadge, publishedBadges } from '../achievements/published.ts'
import type { Caller } from '../caller.ts'
import { qrPicture } from '../images/qr-code.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { action, formPage, page } from '../web/page.ts'
import type { World } from '../world.ts'
import type { Claiming } from './claiming.ts'
import { windowOf } from './link-routes.ts'
import { presentLink, presentRequest } from './present.ts'

export interface LinkPageDeps {
  readonly claiming: Claiming
  readonly achievements: Pick<Achievements, 'list' | 'read'>
  readonly requireRight: RequireRight
  readonly world: World
  /** The origin of the service. */
  readonly base: string
}

const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, claimLinkId: Id }, closed)
const requestParams = Type.Object({ organizationId: Id, claimLinkId: Id, requestId: Id }, closed)
const collection = '/console/:organizationId/claim-links'
const one = `${collection}/:claimLinkId` as const

export function linkPages(deps: LinkPageDeps) {
  const { claiming, achievements, world } = deps
  const { links, joining, kiosks, groups } = claiming
  const base = (organizationId: string) => `/console/${organizationId}`
  const own = (organizationId: string, linkId: string) =>
    `${base(organizationId)}/claim-links/${linkId}`
  const day = (days: number) =>
    new Date(world.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

  const awardable = async (caller: Caller, organizationId: string) => {
    return (await publishedBadges(achievements, caller, organizationId)).map(nameOfBadge)
  }

  const decision = (act: 'approve' | 'decline', path: 'approval' | 'refusal') =>
    action({
      path: `${one}/requests/:requestId/${path}`,
      access: 'signed-in',
      params: requestParams,
      async act({ caller, params: { organizationId, claimLinkId, requestId } }) {
        await joining[act](caller, organizationId, requestId)
        return { redirect: `${own(organizationId, claimLinkId)}#waiting` }
      },
    })

  return [
    page({
      path: collection,
      access: 'signed-in',
      params,
      query: Type.Object(Paging),
      async show({ caller, params: { organizationId }, query, text }) {
        const { rows, next } = await links.list(caller, organizationId, query)
        return {
          title: text('links.title'),
          body: (
            <ClaimLinksPage
              base={base(organizationId)}
              links={rows.map((link) => presentLink(link, claiming))}
              achievements={await awardable(caller, organizationId)}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
    formPage({
      path: `${collection}/new`,
      access: 'signed-in',
      params,
      query: Type.Object({ achievement: Type.Optional(Id) }),
      form: ClaimLinkBody,
      async show({ caller, params: { organizationId }, query, text, language }, draft) {
        await deps.requireRight(caller, organizationId, 'award.make')
        const started = startWith(draft, {
          achievementId: query.achievement,
          startsOn: day(0),
          endsOn: day(7),
          limit: 30,
          approval: 'true',
          who: 'nickname',
          language,
        })
        return {
          title: text('links.open'),
          body: (
            <NewLinkPage
              draft={started}
              base={base(organizationId)}
              achievements={await awardable(caller, organizationId)}
              groups={await groups.list(caller, organizationId)}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId } }, { startsOn, endsOn, ...form }) {
        const asked = { ...form, ...windowOf({ startsOn, endsOn }) }
        const link = await links.open(caller, organizationId, asked)
        return { redirect: own(organizationId, link.id) }
      },
    }),
    page({
      path: one,
      access: 'signed-in',
      params: oneParams,
      async show({ caller, params: { organizationId, claimLinkId } }) {
        const link = await links.read(caller, organizationId, claimLinkId)
        const shown = presentLink(link, claiming)
        const { content } = await achievements.read(caller, organizationId, link.achievementId)
        const asked = async (state: 'waiting' | 'given') =>
          (await joining.list(caller, organizationId, claimLinkId, { state })).rows.map(
            presentRequest,
          )
        return {
          title: link.name,
          body: (
            <ClaimLinkPage
              base={base(organizationId)}
              link={shown}
              achievementName={content.name}
              code={shown.code}
              url={shown.url}
              typedAt={`${deps.base.replace(/^https?:\/\//, '')}/join`}
              qr={qrPicture(shown.url)}
              poster={`/api/v1/organizations/${organizationId}/claim-links/${claimLinkId}/poster`}
              waiting={await asked('waiting')}
              given={await asked('given')}
              kiosks={await kiosks.list(caller, organizationId, claimLinkId)}
            />
          ),
        }
      },
    }),
    action({
      path: `${one}/closing`,
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, claimLinkId } }) {
        await links.close(caller, organizationId, claimLinkId)
        return { redirect: own(organizationId, claimLinkId) }
      },
    }),
    action({
      path: `${one}/approvals`,
      access: 'signed-in',
      params: oneParams,
      async act({ caller, params: { organizationId, claimLinkId } }) {
        await joining.approveAll(caller, organizationId, claimLinkId)
        return { redirect: `${own(organizationId, claimLinkId)}#waiting` }
      },
    }),
    decision('approve', 'approval'),
    decision('decline', 'refusal'),
    action({
      path: `${one}/kiosks/:kioskId/closing`,
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, claimLinkId: Id, kioskId: Id }, closed),
      async act({ caller, params: { organizationId, claimLinkId, kioskId } }) {
        await kiosks.close(caller, organizationId, kioskId)
        return { redirect: own(organizationId, claimLinkId) }
      },
    }),
  ]
}
