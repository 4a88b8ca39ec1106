import Type from 'typebox'
import { closed, Email, Id } from '../../schemas/requests/common.ts'
import { AddressPage } from '../../templates/issuing/address.tsx'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { WaymarkError } from '../errors.ts'
import { formPage } from '../web/page.ts'
import type { Issuing } from './issuing.ts'
import type { Award } from './tables.ts'

interface Deps {
  readonly issuing: Issuing
  readonly learners: Learners
  readonly organizations: Organizations
  readonly mayShow: MayShow
}

const params = Type.Object({ organizationId: Id, awardId: Id }, closed)

/** A wrong address can be mended while its learner has no account: then they keep it in order themselves. */
export function mayMendAddress({ delivery }: Award, learner: Learner | undefined): boolean {
  const isWrong = delivery === 'bounced' || delivery === 'given-up' || delivery === 'unclear'
  return isWrong && learner?.email !== undefined && learner.accountId === undefined
}

export function addressPages({ issuing, learners, organizations, mayShow }: Deps) {
  return [
    formPage({
      path: '/console/:organizationId/awards/:awardId/address',
      access: 'signed-in',
      params,
      form: Type.Object({ email: Email }, closed),
      async show({ caller, params: { organizationId, awardId }, text }, draft) {
        await organizations.requireRight(caller, organizationId, 'award.make')
        const award = await issuing.read(caller, organizationId, awardId)
        const learner = await learners.byId(award.learnerId)
        if (!mayMendAddress(award, learner)) throw new WaymarkError('conflict')
        const viewer = { kind: 'staff', organizationId } as const
        const named = learner !== undefined && mayShow(viewer, 'recipient-name', learner)
        return {
          title: text('issuing.address.title'),
          body: (
            <AddressPage
              draft={draft}
              list={`/console/${organizationId}/awards`}
              achievementName={award.achievementName}
              recipient={named ? learner.name : ''}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, awardId } }, { email }) {
        await issuing.mailAgain(caller, organizationId, awardId, email)
        return { redirect: `/console/${organizationId}/awards/${awardId}` }
      },
    }),
  ]
}
