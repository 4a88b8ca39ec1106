import Type, { type Static } from 'typebox'
import { LearnerBody, type LearnerAnswer } from '../../schemas/requests/awards.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { LearnerForm } from '../../schemas/requests/learners.ts'
import { startWith } from '../../templates/draft.ts'
import type { AwardLine } from '../../templates/issuing/lines.tsx'
import { EditLearnerPage } from '../../templates/learners/edit.tsx'
import { LearnersPage } from '../../templates/learners/list.tsx'
import type { Caller } from '../caller.ts'
import { roleHolds, type RequireRight } from '../organizations/rights.ts'
import { formPage } from '../web/page.ts'
import { firstAfter, monthBefore } from './age-dates.ts'
import { inOrder } from './in-order.ts'
import type { Learners } from './learners.ts'
import { presentLearner } from './routes.ts'
import type { MayShow } from './visibility.ts'
import { wholeList } from '../storage/whole-list.ts'

export interface LearnerPageDeps {
  readonly learners: Learners
  readonly requireRight: RequireRight
  readonly mayShow: MayShow
  /** What an organization awarded to a learner, newest first, a page of it. */
  readonly awardsOf: (
    caller: Caller,
    organizationId: string,
    query: { readonly learnerId: string; readonly after?: string },
  ) => Promise<{ readonly lines: readonly AwardLine[]; readonly next?: string }>
}

const params = Type.Object({ organizationId: Id }, closed)

export function learnerPages({ learners, requireRight, mayShow, awardsOf }: LearnerPageDeps) {
  const base = (organizationId: string) => `/console/${organizationId}`
  return [
    formPage({
      path: '/console/:organizationId/learners',
      access: 'signed-in',
      params,
      query: Type.Object({
        search: Type.Optional(Type.String({ maxLength: 100 })),
        // What is chosen in a form and left empty comes along.
        group: Type.Optional(Type.Union([Id, Type.Literal('')])),
        ...Paging,
      }),
      form: LearnerBody,
      async show({ caller, params: { organizationId }, query, text, language }, draft) {
        const { search = '', group = '', after } = query
        const { rows, next } = await learners.list(caller, organizationId, {
          search,
          ...(group === '' ? {} : { groupId: group }),
          ...(after === undefined ? {} : { after }),
        })
        const all = await groupsOf(caller, organizationId, language)
        const names = new Map(all.map((one) => [one.id, one]))
        const shown = rows.map((row) => presentLearner(row, organizationId, mayShow))
        return {
          title: text('learners.title'),
          body: (
            <LearnersPage
              draft={startWith(draft, { language, ageBand: 'unknown' })}
              base={base(organizationId)}
              rows={shown.map((row) => ({
                ...row,
                groups: row.groups.flatMap((id) => names.get(id) ?? []),
              }))}
              search={search}
              group={group}
              groups={all}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId } }, form) {
        const { language = 'en', ageBand = 'unknown', ...person } = form
        await learners.add(caller, organizationId, { ...person, language, ageBand })
        return { redirect: `${base(organizationId)}/learners` }
      },
    }),
    formPage({
      path: '/console/:organizationId/learners/:learnerId',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, learnerId: Id }, closed),
      query: Type.Object(Paging),
      form: LearnerForm,
      async show({ caller, params: { organizationId, learnerId }, query, text, language }, draft) {
        const role = await requireRight(caller, organizationId, 'learner.change')
        const learner = await learners.ofOrganization(organizationId, learnerId)
        const shown = presentLearner(learner, organizationId, mayShow)
        const all = await groupsOf(caller, organizationId, language)
        return {
          title: text('learners.one'),
          body: (
            <EditLearnerPage
              draft={startWith(draft, asForm(shown))}
              base={base(organizationId)}
              learnerId={learnerId}
              name={shown.name}
              ages={await learners.agesOf(organizationId)}
              awards={await awardsOf(caller, organizationId, { learnerId, ...query })}
              groups={all.filter(({ id }) => shown.groups.includes(id))}
              otherGroups={all.filter(({ id }) => !shown.groups.includes(id))}
              guardianship={`${base(organizationId)}/learners/${learnerId}/guardianship`}
              {...(roleHolds(role, 'learner.remove')
                ? { removal: `${base(organizationId)}/learners/${learnerId}/removal` }
                : {})}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, learnerId } }, form) {
        const { consentsFrom, adultFrom, ...person } = form
        await learners.change(caller, organizationId, learnerId, {
          ...person,
          ...(consentsFrom === undefined ? {} : { consentsFrom: firstAfter(consentsFrom) }),
          ...(adultFrom === undefined ? {} : { adultFrom: firstAfter(adultFrom) }),
        })
        return { redirect: `${base(organizationId)}/learners` }
      },
    }),
  ]

  /** In the order of their names. */
  async function groupsOf(caller: Caller, organizationId: string, language: string) {
    const rows = await wholeList((from) => learners.groups.list(caller, organizationId, from))
    return inOrder(
      rows.map(({ id, name }) => ({ id, name })),
      language,
    )
  }
}

/** The months in which they turn so old, in place of the days after. */
function asForm({
  name,
  rosterId,
  ageBand,
  consentsFrom,
  adultFrom,
}: Static<typeof LearnerAnswer>) {
  return {
    name,
    ageBand,
    rosterId,
    consentsFrom: consentsFrom === undefined ? undefined : monthBefore(consentsFrom),
    adultFrom: adultFrom === undefined ? undefined : monthBefore(adultFrom),
  }
}
