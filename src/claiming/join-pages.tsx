import Type from 'typebox'
import { Code, Nickname, WhomOnPage } from '../../schemas/requests/claiming.ts'
import { closed } from '../../schemas/requests/common.ts'
import { JoinCodePage, JoinedPage, JoinPage } from '../../templates/claiming/join.tsx'
import { startWith } from '../../templates/draft.ts'
import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { qrPicture } from '../images/qr-code.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { formPage, page } from '../web/page.ts'
import type { Claiming } from './claiming.ts'
import { forWhom } from './for-whom.ts'
import { calledTo, toldTo } from './own-code.ts'
import type { ClaimLink } from './tables.ts'

export interface JoinPageDeps {
  readonly claiming: Claiming
  readonly achievements: Pick<Achievements, 'awardable'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly people: Pick<People, 'byId'>
}

/** A code as it stands in an address: as it is typed, or without its lines. */
export const CodeInAddress = Type.String({ pattern: '^[0-9A-Za-z-]{13,20}$' })
const Token = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

export function joinPages(deps: JoinPageDeps) {
  const { claiming, organizations, achievements } = deps
  const { links, joining, ownCode, printing } = claiming

  const badgeOf = async ({ organizationId, achievementId }: ClaimLink) => {
    const { content } = await achievements.awardable(organizationId, achievementId)
    return { achievementName: content.name, image: `/images/${content.picture.pngId}` }
  }
  const childrenOf = async (caller: Caller | undefined, { organizationId }: ClaimLink) =>
    caller === undefined ? [] : joining.childrenAt(caller.accountId, organizationId)
  const accountOf = async (caller: Caller | undefined) => {
    const account = caller && (await deps.people.byId(caller.accountId))
    return account === undefined ? {} : { account: account.name || account.email }
  }

  return [
    formPage({
      path: '/join',
      access: 'anyone',
      form: Type.Object({ code: Code }, closed),
      async show({ text }, draft) {
        return { title: text('join.typeTitle'), body: <JoinCodePage draft={draft} /> }
      },
      async act(_input, { code }) {
        return { redirect: `/join/${plainCode(links.codeOf(await links.byTypedCode(code)))}` }
      },
    }),
    formPage({
      path: '/join/:code',
      access: 'anyone',
      params: Type.Object({ code: CodeInAddress }, closed),
      form: Type.Object(
        { nickname: Type.Optional(Nickname), as: Type.Optional(WhomOnPage) },
        closed,
      ),
      async show({ params: { code }, caller, text }, draft) {
        const link = await links.byCode(code)
        const state = links.stateOf(link)
        const badge = await badgeOf(link)
        const { name } = await organizations.byId(link.organizationId)
        const account = await accountOf(caller)
        const children = await childrenOf(caller, link)
        return {
          title: text('join.title', { achievement: badge.achievementName }),
          unkept: true,
          ...(state === 'open' || state === 'not-yet' ? {} : { status: 410 }),
          body: (
            <JoinPage
              {...badge}
              {...account}
              draft={startWith(draft, { as: 'self' })}
              organizationName={name}
              children={children}
              state={state}
              startsAt={link.startsAt}
              endsAt={link.endsAt}
              approval={link.approval}
              needsAccount={link.who === 'account'}
              signIn={`/sign-in?next=/join/${plainCode(code)}`}
            />
          ),
        }
      },
      async act({ params: { code }, caller, language }, { nickname, as = 'self' }) {
        const link = await links.byCode(code)
        const request = await joining.join(link, {
          language,
          ...forWhom(as),
          ...(nickname === undefined ? {} : { nickname }),
          ...(caller === undefined ? {} : { accountId: caller.accountId }),
        })
        return { redirect: `/joined/${joining.tokenOf(request)}` }
      },
    }),
    page({
      path: '/joined/:token',
      access: 'anyone',
      params: Type.Object({ token: Token }, closed),
      async show({ params: { token }, caller }) {
        const request = await joining.byToken(token)
        const link = await links.byId(request.linkId)
        // What was asked at a kiosk is shown there, for a while, and nowhere else.
        if (link === undefined || request.kioskId !== undefined) throw new WaymarkError('not-found')
        const outcome = await ownCode(request)
        const badge = await badgeOf(link)
        return {
          title: badge.achievementName,
          unkept: true,
          body: (
            <JoinedPage
              {...badge}
              nickname={calledTo(caller?.accountId, request)}
              here={`/joined/${token}`}
              state={toldTo(caller?.accountId, outcome)}
              {...(outcome.state === 'with-guardian'
                ? { family: `/family/${outcome.learnerId}` }
                : {})}
              {...(outcome.state === 'done' ? { own: ownOf(outcome.code, token) } : {})}
            />
          ),
        }
      },
    }),
  ]

  function ownOf(code: string, token: string) {
    return {
      code,
      qr: qrPicture(printing.claimAddress(code)),
      claim: `/claim/code/${plainCode(code)}`,
      print: `/joined/${token}/card.pdf`,
    }
  }
}

export function plainCode(code: string): string {
  return code.replaceAll('-', '')
}
