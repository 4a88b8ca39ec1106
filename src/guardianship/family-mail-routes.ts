import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { MailsAnswer, MailsBody } from '../../schemas/requests/guardianship.ts'
import { route } from '../web/route.ts'
import type { Family } from './family.ts'

const tag = 'Family'
const learnerParams = Type.Object({ learnerId: Id }, closed)

/** Whether a guardian is told of a child by mail. */
export function familyMailRoutes(family: Pick<Family, 'child' | 'setMails' | 'resumeMails'>) {
  return [
    route({
      method: 'get',
      path: '/api/v1/family/:learnerId/mails',
      operationId: 'readFamilyMails',
      tag,
      summary:
        'Whether you are told of a child by mail, and whether your address gets no mails of the organization',
      access: 'family:read',
      params: learnerParams,
      answers: { 200: { description: 'How it is', schema: MailsAnswer } },
      errors: ['not-found'],
      async handle({ caller, params: { learnerId } }) {
        const { mails: wanted, mailsStopped: stopped } = await family.child(caller, learnerId)
        return { status: 200, body: { wanted, stopped } }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/family/:learnerId/mails/stop',
      operationId: 'resumeFamilyMails',
      tag,
      summary:
        'Get mails of the child’s organization again, after they were stopped by a link in one',
      access: 'family:write',
      params: learnerParams,
      answers: { 204: { description: 'Your address gets them again' } },
      errors: ['not-found'],
      async handle({ caller, params: { learnerId } }) {
        await family.resumeMails(caller, learnerId)
        return { status: 204 }
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/family/:learnerId/mails',
      operationId: 'setFamilyMails',
      tag,
      summary:
        'Whether you are told of a child’s badges by mail; the other guardians go on as they are',
      access: 'family:write',
      params: learnerParams,
      body: MailsBody,
      answers: { 204: { description: 'So it is' } },
      errors: ['not-found'],
      async handle({ caller, params: { learnerId }, body: { wanted } }) {
        await family.setMails(caller, learnerId, wanted)
        return { status: 204 }
      },
    }),
  ]
}
