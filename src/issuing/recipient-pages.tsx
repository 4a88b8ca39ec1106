import Type from 'typebox'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { AwardDeedForm, awardDeeds, recipientStates } from '../../schemas/requests/recipients.ts'
import type { Draft } from '../../templates/draft.ts'
import { ConfirmDeedPage } from '../../templates/issuing/confirm-deed.tsx'
import { RecipientsPage } from '../../templates/issuing/recipients.tsx'
import type { Achievements } from '../achievements/achievements.ts'
import { nameOfBadge } from '../achievements/published.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { formPage, page } from '../web/page.ts'
import type { World } from '../world.ts'
import { actOf, codesIn, deedsFor, each, isReasoned, oneIn } from './award-deeds.ts'
import { staffLines } from './award-lines.ts'
import { isSigned } from './is-signed.ts'
import type { Issuing } from './issuing.ts'
import { wholeList } from '../storage/whole-list.ts'

export interface RecipientPageDeps {
  readonly issuing: Issuing
  readonly achievements: Achievements
  readonly learners: Learners
  readonly organizations: Organizations
  readonly mayShow: MayShow
  readonly world: World
}

const params = Type.Object({ organizationId: Id }, closed)
/** What is chosen in a form and left empty comes along. */
const orEmpty = (...values: readonly string[]) => Type.Optional(Type.Enum(['', ...values]))
const count = Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 }))

const RecipientQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 100 })),
  state: orEmpty(...recipientStates),
  badge: Type.Optional(Type.Union([Id, Type.Literal('')])),
  group: Type.Optional(Type.Union([Id, Type.Literal('')])),
  done: Type.Optional(Type.Enum([...awardDeeds, 'nothing'])),
  count,
  others: count,
  why: Type.Optional(Type.String({ maxLength: 200 })),
  ...Paging,
})

export function recipientPages(deps: RecipientPageDeps) {
  const { issuing, achievements, learners, organizations } = deps
  const { requireRight } = organizations
  const base = (organizationId: string) => `/console/${organizationId}`

  const confirm = async (organizationId: string, deed: 'revoke' | 'suspend', draft: Draft) => {
    const ids = idsIn(draft.values)
    const found = await Promise.all(ids.map((id) => issuing.byId(id)))
    const awards = found.filter((one) => one?.organizationId === organizationId)
    const lines = await staffLines(
      awards.flatMap((one) => one ?? []),
      deps,
    )
    return (
      <ConfirmDeedPage
        draft={draft}
        deed={deed}
        list={`${base(organizationId)}/awards?${backIn(draft.values)}`}
        back={backIn(draft.values)}
        awards={lines.map(({ award, recipient }) => ({
          id: award.id,
          recipient,
          achievement: award.achievementName,
        }))}
      />
    )
  }

  return [
    page({
      path: '/console/:organizationId/awards',
      access: 'signed-in',
      params,
      query: RecipientQuery,
      async show({ caller, params: { organizationId }, query, text }) {
        const role = await requireRight(caller, organizationId, 'award.read')
        const { state = '', badge = '', group = '', search = '', after } = query
        const maySeeLearners = roleHolds(role, 'learner.read')
        const found = await issuing.recipients.find(caller, organizationId, {
          ...(state === '' || !isState(state) ? {} : { state }),
          ...(badge === '' ? {} : { achievementId: badge }),
          ...(group === '' ? {} : { groupId: group }),
          search: search.trim(),
          ...(after === undefined ? {} : { after }),
        })
        const may = {
          award: roleHolds(role, 'award.make'),
          revoke: roleHolds(role, 'award.revoke'),
        }
        const badges = await wholeList((from) => achievements.list(caller, organizationId, from))
        const groups = maySeeLearners
          ? await wholeList((from) => learners.groups.list(caller, organizationId, from))
          : []
        const lines = await staffLines(found.rows, deps)
        const told = query.done
        return {
          title: text('educators.recipients.title'),
          body: (
            <RecipientsPage
              base={`${base(organizationId)}/awards`}
              filter={{ search, state, badge, group }}
              {...(after === undefined ? {} : { after })}
              badges={badges.map(nameOfBadge)}
              groups={groups.map(({ id, name }) => ({ id, name }))}
              maySearch={maySeeLearners}
              may={may}
              rows={lines.map((line) => ({
                id: line.award.id,
                recipient: line.recipient,
                achievement: line.award.achievementName,
                date: line.award.createdAt,
                state: line.state,
                waiting: line.waiting,
                ...(line.mail === undefined ? {} : { mail: line.mail }),
                deeds: deedsFor(line, may),
                mayCorrect: may.revoke && isSigned(line.award) && line.state !== 'revoked',
              }))}
              {...(told === undefined
                ? {}
                : {
                    done: {
                      deed: told,
                      count: query.count ?? 0,
                      others: query.others ?? 0,
                      reasons: codesIn(query.why).map((code) => text(`errors.${code}.title`)),
                    },
                  })}
              {...(found.next === undefined ? {} : { next: found.next })}
            />
          ),
        }
      },
    }),
    formPage({
      path: '/console/:organizationId/awards/deeds',
      access: 'signed-in',
      params,
      form: AwardDeedForm,
      async show({ caller, params: { organizationId }, text }, draft) {
        await requireRight(caller, organizationId, 'award.make')
        const deed = draft.values['deed']
        if (!isReasoned(deed)) return { redirect: `${base(organizationId)}/awards` }
        return {
          title: text(`educators.recipients.confirm.${deed}`),
          body: await confirm(organizationId, deed, draft),
        }
      },
      async act({ caller, params: { organizationId }, text }, sent) {
        await requireRight(caller, organizationId, 'award.make')
        const [deed = sent.deed, only] = oneIn(sent.one)
        const ids = only === undefined ? [...new Set(sent.awardIds)] : [only]
        const back = backIn(sent)
        const list = (more: string) => `${base(organizationId)}/awards?${joined(back, more)}`
        if (deed === undefined || ids.length === 0) return { redirect: list('done=nothing') }
        if (isReasoned(deed) && sent.reason === undefined) {
          if (sent.asked === 'true') {
            const problems = [{ path: '/reason', rule: 'required' } as const]
            throw new WaymarkError('invalid-request', { problems })
          }
          const draft = { values: { deed, awardIds: ids, back }, problems: [] }
          return {
            title: text(`educators.recipients.confirm.${deed}`),
            body: await confirm(organizationId, deed, draft),
          }
        }
        const act = actOf(issuing, deed, sent.reason ?? '')
        const codes = await each(ids, (id) => act(caller, organizationId, id))
        const good = codes.filter((code) => code === undefined).length
        const why = [...new Set(codes.flatMap((code) => code ?? []))].slice(0, 4).join(',')
        return {
          redirect: list(
            `done=${deed}&count=${String(good)}&others=${String(ids.length - good)}&why=${why}`,
          ),
        }
      },
    }),
  ]
}

function isState(state: string): state is (typeof recipientStates)[number] {
  return recipientStates.some((one) => one === state)
}

function idsIn(values: Readonly<Record<string, unknown>>): readonly string[] {
  const ids: unknown = values['awardIds']
  return Array.isArray(ids) ? ids.map(String).slice(0, 200) : []
}

/** Only what the list is chosen by, whatever else was sent. */
function backIn(values: Readonly<Record<string, unknown>>): string {
  const sent = new URLSearchParams(typeof values['back'] === 'string' ? values['back'] : '')
  const known = ['search', 'state', 'badge', 'group', 'after'].flatMap((name) => {
    const value = sent.get(name)
    return value === null || value === '' ? [] : [[name, value]]
  })
  return new URLSearchParams(known).toString()
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('&')
}
