import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { RemovalQuery } from '../../schemas/requests/removal.ts'
import { RemoveLearnerPage } from '../../templates/learners/remove.tsx'
import type { MayShow } from '../learners/visibility.ts'
import { formPage } from '../web/page.ts'
import type { Removal } from './removal/removal.ts'

interface Deps {
  readonly removal: Removal
  readonly mayShow: MayShow
}

/** The page that says what goes and what stays, and removes a learner. */
export function removalPages({ removal, mayShow }: Deps) {
  return [
    formPage({
      path: '/console/:organizationId/learners/:learnerId/removal',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, learnerId: Id }, closed),
      form: RemovalQuery,
      async show({ caller, params: { organizationId, learnerId }, text }, draft) {
        const { learner, how, awards } = await removal.look(caller, organizationId, learnerId)
        const viewer = { kind: 'staff', organizationId } as const
        const name = mayShow(viewer, 'recipient-name', learner) ? learner.name : ''
        const { removalAskedAt } = learner
        return {
          title: text('removal.title', { name }),
          body: (
            <RemoveLearnerPage
              draft={draft}
              learner={`/console/${organizationId}/learners/${learnerId}`}
              learners={`/console/${organizationId}/learners`}
              name={name}
              how={how}
              awards={awards}
              {...(removalAskedAt === undefined ? {} : { removalAskedAt })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, learnerId } }, { reason }) {
        await removal.remove(caller, organizationId, learnerId, reason)
        return { redirect: `/console/${organizationId}/learners` }
      },
    }),
  ]
}
