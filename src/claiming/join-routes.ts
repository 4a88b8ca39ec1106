import Type, { type Static } from 'typebox'
import { JoinAnswer, JoinBody } from '../../schemas/requests/claiming.ts'
import { closed } from '../../schemas/requests/common.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { holdsScope, type Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { route } from '../web/route.ts'
import type { Claiming } from './claiming.ts'
import { calledTo, toldTo } from './own-code.ts'
import type { JoinRequest } from './tables.ts'

export interface JoinRouteDeps {
  readonly claiming: Claiming
  readonly achievements: Pick<Achievements, 'awardable'>
}

const tag = 'Backpack'
const Token = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

/** What whoever was there does with the code of a class link. */
export function joinRoutes({ claiming, achievements }: JoinRouteDeps) {
  const { links, joining, ownCode, printing } = claiming

  const present = async (request: JoinRequest, caller: Caller | undefined) => {
    const link = await links.byId(request.linkId)
    if (link === undefined) throw new WaymarkError('not-found')
    const { content } = await achievements.awardable(link.organizationId, link.achievementId)
    const outcome = await ownCode(request)
    const token = joining.tokenOf(request)
    return {
      token,
      url: printing.joinedAddress(token),
      achievement: content.name,
      nickname: calledTo(caller?.accountId, request),
      state: toldTo(caller?.accountId, outcome),
      ...(outcome.state === 'done' ? { code: outcome.code } : {}),
    } satisfies Static<typeof JoinAnswer>
  }

  return [
    route({
      method: 'post',
      path: '/api/v1/joins',
      operationId: 'joinClaimLink',
      tag,
      summary:
        'Ask for the badge of a class link: by a nickname alone, or signed in, for yourself or for a child you look after',
      access: 'anyone',
      body: JoinBody,
      answers: { 201: { description: 'What became of it', schema: JoinAnswer } },
      errors: [
        'claim-code-unknown',
        'link-closed',
        'not-signed-in',
        'not-allowed',
        'not-found',
        'too-many-requests',
      ],
      async handle({ caller, body: { code, language = 'en', ...joiner } }) {
        const link = await links.byTypedCode(code)
        const account = personOf(caller)
        const request = await joining.join(link, { ...joiner, ...account, language })
        return { status: 201, body: await present(request, caller) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/joins/:token',
      operationId: 'readJoin',
      tag,
      summary: 'What became of a badge that was asked for, and its claim code',
      access: 'anyone',
      params: Type.Object({ token: Token }, closed),
      answers: { 200: { description: 'How it stands', schema: JoinAnswer } },
      errors: ['not-found'],
      async handle({ caller, params: { token } }) {
        const request = await joining.byToken(token)
        // What was asked at a kiosk is shown there, for a while, and nowhere else.
        if (request.kioskId !== undefined) throw new WaymarkError('not-found')
        return { status: 200, body: await present(request, caller) }
      },
    }),
  ]
}

/** A key speaks for its person where it may take badges; one that is tied to an organization speaks for staff. */
function personOf(caller: Caller | undefined): { readonly accountId?: string } {
  if (caller === undefined) return {}
  if (caller.organizationId !== undefined || !holdsScope(caller, 'backpack:write')) {
    throw new WaymarkError('not-allowed')
  }
  return { accountId: caller.accountId }
}
