import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { MailStopPage } from '../../templates/issuing/mail-stop.tsx'
import type { Organizations } from '../organizations/organizations.ts'
import { action, formPage } from '../web/page.ts'
import type { Issuing } from './issuing.ts'

export interface MailStopPageDeps {
  readonly issuing: Pick<Issuing, 'unclaimed'>
  readonly organizations: Pick<Organizations, 'byId'>
}

const token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) }, closed)

/** Where an address says that it wants no more mails of an organization, and takes that back. */
export function mailStopPages({ issuing, organizations }: MailStopPageDeps) {
  const { mailStops } = issuing.unclaimed
  return [
    formPage({
      path: '/mails/stop/:token',
      access: 'anyone',
      params: token,
      form: Type.Object({ mails: Type.Enum(['stop', 'resume']) }, closed),
      async show({ params: { token: sent }, text }, draft) {
        const { organizationId, stopped } = await mailStops.read(sent)
        const { name } = await organizations.byId(organizationId)
        return {
          title: text('mailStop.title', { organization: name }),
          body: <MailStopPage draft={draft} organization={name} stopped={stopped} />,
        }
      },
      async act({ params: { token: sent } }, { mails }) {
        await (mails === 'stop' ? mailStops.stop(sent) : mailStops.resume(sent))
        return { redirect: `/mails/stop/${sent}` }
      },
    }),
    action({
      path: '/account/mails/:organizationId/resumption',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id }, closed),
      async act({ caller: { accountId }, params: { organizationId } }) {
        await mailStops.resumeFor({ organizationId, accountId })
        return { redirect: '/account#mails' }
      },
    }),
  ]
}
