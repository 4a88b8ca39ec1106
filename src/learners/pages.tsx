import Type from 'typebox'
import { LearnerBody, LearnerChangeBody } from '../../schemas/requests/awards.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { startWith } from '../../templates/draft.ts'
import { EditLearnerPage, LearnersPage } from '../../templates/learners/list.tsx'
import type { RequireRight } from '../organizations/rights.ts'
import { formPage } from '../web/page.ts'
import type { Learners } from './learners.ts'
import { presentLearner } from './routes.ts'
import type { MayShow } from './visibility.ts'

export interface LearnerPageDeps {
  readonly learners: Learners
  readonly requireRight: RequireRight
  readonly mayShow: MayShow
}

const params = Type.Object({ organizationId: Id }, closed)

export function learnerPages({ learners, requireRight, mayShow }: LearnerPageDeps) {
  const base = (organizationId: string) => `/console/${organizationId}`
  return [
    formPage({
      path: '/console/:organizationId/learners',
      access: 'signed-in',
      params,
      query: Type.Object({ search: Type.Optional(Type.String({ maxLength: 100 })), ...Paging }),
      form: LearnerBody,
      async show({ caller, params: { organizationId }, query, text, language }, draft) {
        const { rows, next } = await learners.list(caller, organizationId, query)
        return {
          title: text('learners.title'),
          body: (
            <LearnersPage
              draft={startWith(draft, { language, ageBand: 'unknown' })}
              base={base(organizationId)}
              rows={rows.map((row) => presentLearner(row, organizationId, mayShow))}
              search={query.search ?? ''}
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
      form: LearnerChangeBody,
      async show({ caller, params: { organizationId, learnerId }, text }, draft) {
        await requireRight(caller, organizationId, 'learner.change')
        const { name, ageBand } = await learners.ofOrganization(organizationId, learnerId)
        return {
          title: text('learners.editTitle'),
          body: (
            <EditLearnerPage
              draft={startWith(draft, { name, ageBand })}
              guardianship={`${base(organizationId)}/learners/${learnerId}/guardianship`}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, learnerId } }, form) {
        await learners.change(caller, organizationId, learnerId, form)
        return { redirect: `${base(organizationId)}/learners` }
      },
    }),
  ]
}
