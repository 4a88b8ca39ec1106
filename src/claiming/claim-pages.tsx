import Type from 'typebox'
import { ClaimBody } from '../../schemas/requests/awards.ts'
import { Nickname, WhomOnPage } from '../../schemas/requests/claiming.ts'
import { closed } from '../../schemas/requests/common.ts'
import { ClaimCardPage, ClaimLaterPage } from '../../templates/claiming/claim-card.tsx'
import { ClaimCodePage } from '../../templates/issuing/claim.tsx'
import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Award } from '../issuing/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { formPage, page } from '../web/page.ts'
import type { Claimable } from './claim-cards.ts'
import type { Claiming } from './claiming.ts'
import { forWhom } from './for-whom.ts'
import { CodeInAddress, plainCode } from './join-pages.tsx'

export interface ClaimPageDeps {
  readonly claiming: Claiming
  readonly achievements: Pick<Achievements, 'awardable' | 'version'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly people: Pick<People, 'byId'>
  /** Slows down whoever guesses codes. @throws WaymarkError too-many-requests */
  readonly limitClaims: (caller: Caller) => Promise<void>
}

export function claimPages(deps: ClaimPageDeps) {
  const { claiming, achievements, organizations } = deps
  const { cards, links } = claiming

  const pictured = async ({ achievementId, achievementVersion }: Award) => {
    const { content } = await achievements.version(achievementId, achievementVersion)
    return { name: content.name, image: `/images/${content.picture.pngId}` }
  }

  /** A card that is nobody’s may be for a child of theirs whom the place knows already. */
  const childrenFor = async (found: Claimable, caller: Caller | undefined) => {
    const isNobodys = found.kind === 'card' && found.achievementId !== undefined
    if (!isNobodys || caller === undefined) return []
    return claiming.joining.childrenAt(caller.accountId, found.organizationId)
  }

  const badgesOf = async (found: Claimable) => {
    if (found.kind === 'award') return [await pictured(found.award)]
    if (found.achievementId === undefined) {
      const seen = found.awards.filter((award) => isSigned(award) && award.state !== 'revoked')
      return Promise.all(seen.map(pictured))
    }
    const { content } = await achievements.awardable(found.organizationId, found.achievementId)
    return [{ name: content.name, image: `/images/${content.picture.pngId}` }]
  }

  return [
    formPage({
      path: '/claim',
      access: 'anyone',
      form: ClaimBody,
      async show({ text }, draft) {
        return { title: text('claim.code.title'), body: <ClaimCodePage draft={draft} /> }
      },
      async act({ caller, language }, { code }) {
        if (caller !== undefined) await deps.limitClaims(caller)
        const found = await readOrJoin(code)
        if ('redirect' in found) return found
        if (found.kind === 'award' && caller !== undefined) {
          await cards.claim(caller, code, { as: 'self', language })
          return { redirect: `/backpack/${found.award.id}` }
        }
        return { redirect: `/claim/code/${plainCode(code).replaceAll(/[^0-9A-Za-z]/g, '')}` }
      },
    }),
    page({
      path: '/claim/later',
      access: 'anyone',
      async show({ text }) {
        return { title: text('claim.laterPage.title'), body: <ClaimLaterPage /> }
      },
    }),
    formPage({
      path: '/claim/code/:code',
      access: 'anyone',
      params: Type.Object({ code: CodeInAddress }, closed),
      form: Type.Object({ as: WhomOnPage, nickname: Type.Optional(Nickname) }, closed),
      async show({ params: { code }, caller, text }, draft) {
        const found = await cards.read(code)
        const { name } = await organizations.byId(organizationOf(found))
        const account = caller && (await deps.people.byId(caller.accountId))
        const state = stateOf(found)
        return {
          title: text('claim.card.title'),
          unkept: true,
          ...(state === 'printed' ? {} : { status: 410 }),
          body: (
            <ClaimCardPage
              draft={draft}
              organizationName={name}
              state={state}
              {...(found.kind === 'card' ? { expiresAt: found.expiresAt } : {})}
              badges={state === 'printed' ? await badgesOf(found) : []}
              only={found.kind === 'award'}
              asksNickname={found.kind === 'card' && found.achievementId !== undefined}
              children={await childrenFor(found, caller)}
              signIn={`/sign-in?next=/claim/code/${plainCode(code)}`}
              {...(account === undefined ? {} : { account: account.name || account.email })}
            />
          ),
        }
      },
      async act({ params: { code }, caller, language }, { as, nickname }) {
        if (caller === undefined)
          return { redirect: `/sign-in?next=/claim/code/${plainCode(code)}` }
        await deps.limitClaims(caller)
        const named = nickname === undefined ? {} : { nickname }
        const claimed = await cards.claim(caller, code, { ...forWhom(as), language, ...named })
        return { redirect: claimed.as === 'guardian' ? '/family' : '/backpack' }
      },
    }),
  ]

  /** Whoever types the code of a poster where cards are claimed meant the poster. */
  async function readOrJoin(code: string): Promise<Claimable | { redirect: string }> {
    try {
      return await cards.read(code)
    } catch (error) {
      if (!(error instanceof WaymarkError && error.code === 'claim-code-unknown')) throw error
      const link = await links.byCode(code).catch(() => {
        throw error
      })
      return { redirect: `/join/${plainCode(links.codeOf(link))}` }
    }
  }
}

function organizationOf(found: Claimable): string {
  return found.kind === 'award' ? found.award.organizationId : found.organizationId
}

function stateOf(found: Claimable): 'printed' | 'claimed' | 'expired' {
  if (found.kind === 'card') return found.state
  return found.claimed ? 'claimed' : 'printed'
}
