import Type from 'typebox'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import {
  RemindBody,
  UnclaimedFilterSchema,
  UnclaimedPolicyBody,
} from '../../schemas/requests/unclaimed.ts'
import { startWith } from '../../templates/draft.ts'
import { UnclaimedPage } from '../../templates/issuing/unclaimed.tsx'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { action, formPage } from '../web/page.ts'
import type { Issuing } from './issuing.ts'
import type { Unclaimed } from './unclaimed/list.ts'
import { remindersOf } from './unclaimed/waiting.ts'

export interface UnclaimedPageDeps {
  readonly issuing: Pick<Issuing, 'unclaimed'>
  readonly organizations: Organizations
  readonly mayShow: MayShow
}

const params = Type.Object({ organizationId: Id }, closed)
const count = Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 }))

/** What waits to be claimed, for staff. */
export function unclaimedPages({ issuing, organizations, mayShow }: UnclaimedPageDeps) {
  const { unclaimed } = issuing
  const { policies } = unclaimed
  const base = (organizationId: string) => `/console/${organizationId}/unclaimed`

  const rowOf = ({ award, learner, ...more }: Unclaimed) => {
    const viewer = { kind: 'staff', organizationId: award.organizationId } as const
    const named = learner !== undefined && mayShow(viewer, 'recipient-name', learner)
    return {
      id: award.id,
      recipient: named ? learner.name : '',
      achievement: award.achievementName,
      waitsSince: award.waitsSince ?? award.createdAt,
      mail: more.stopped ? ('stopped' as const) : award.delivery,
      reminders: remindersOf(award),
      reminderWaits: award.reminder === 'due',
      reminderUnclear: award.reminder === 'sending',
      reminderFailed: award.reminder === 'failed',
      ...(award.remindedAt === undefined ? {} : { remindedAt: award.remindedAt }),
      ...(more.claimEndsAt === undefined ? {} : { claimEndsAt: more.claimEndsAt }),
      isOver: more.isOver,
      remindable: more.hindrance === undefined && award.reminder !== 'due',
    }
  }

  return [
    formPage({
      path: '/console/:organizationId/unclaimed',
      access: 'signed-in',
      params,
      query: Type.Object({
        filter: Type.Optional(UnclaimedFilterSchema),
        reminded: count,
        others: count,
        ...Paging,
      }),
      form: UnclaimedPolicyBody,
      async show({ caller, params: { organizationId }, query, text }, draft) {
        const role = await organizations.requireRight(caller, organizationId, 'award.read')
        const { filter = 'all', reminded, others = 0 } = query
        const { rows, next } = await unclaimed.list(caller, organizationId, query)
        return {
          title: text('unclaimed.title'),
          body: (
            <UnclaimedPage
              draft={startWith(draft, { ...(await policies.of(organizationId)) })}
              base={base(organizationId)}
              awards={`/console/${organizationId}/awards`}
              rows={rows.map(rowOf)}
              filter={filter}
              may={{
                remind: roleHolds(role, 'award.make'),
                decide: roleHolds(role, 'organization.change'),
              }}
              {...(reminded === undefined ? {} : { done: { reminded, others } })}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId } }, policy) {
        await policies.change(caller, organizationId, policy)
        return { redirect: base(organizationId) }
      },
    }),
    action({
      path: '/console/:organizationId/unclaimed/reminders',
      access: 'signed-in',
      params,
      form: RemindBody,
      async act({ caller, params: { organizationId } }, { awardIds }) {
        const all = await unclaimed.remindAll(caller, organizationId, awardIds)
        const reminded = all.filter(({ code }) => code === undefined).length
        const counts = `reminded=${String(reminded)}&others=${String(all.length - reminded)}`
        return { redirect: `${base(organizationId)}?${counts}` }
      },
    }),
    action({
      path: '/console/:organizationId/unclaimed/:awardId/renewal',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, awardId: Id }, closed),
      async act({ caller, params: { organizationId, awardId } }) {
        await unclaimed.renew(caller, organizationId, awardId)
        return { redirect: base(organizationId) }
      },
    }),
  ]
}
