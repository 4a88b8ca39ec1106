import Type from 'typebox'
import {
  ApplicationAnswer,
  BeginBody,
  HandedInAnswer,
  maxFileBytes,
  WorkBody,
} from '../../schemas/requests/applications.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { WaymarkError } from '../errors.ts'
import { route } from '../web/route.ts'
import type { Applications } from './applications.ts'
import { badgeOf } from './badge-of.ts'
import { presentApplication } from './present.ts'
import { evidenceAddress } from './statement-of.ts'
import type { Application } from './tables.ts'

export interface OwnRouteDeps {
  readonly applications: Pick<Applications, 'own'>
  readonly achievements: Pick<Achievements, 'awardable' | 'version'>
  readonly base: string
}

const tag = 'Applications'
const collection = '/api/v1/applications'
const one = `${collection}/:applicationId` as const
const oneParams = Type.Object({ applicationId: Id }, closed)

/** What whoever applies does. */
export function ownApplicationRoutes({ applications, achievements, base }: OwnRouteDeps) {
  const { own } = applications
  const present = async (application: Application) =>
    presentApplication(application, {
      to: 'applicant',
      name: application.nickname,
      achievementName: (await badgeOf(achievements, application)).content.name,
      base,
    })

  return [
    route({
      method: 'post',
      path: collection,
      operationId: 'beginApplication',
      tag,
      summary: 'Begin to apply for a badge: the draft that is open for it already, or a new one',
      access: 'backpack:write',
      body: BeginBody,
      resumable: true,
      answers: { 201: { description: 'The draft', schema: ApplicationAnswer } },
      errors: [
        'not-found',
        'not-allowed',
        'learners-only',
        'applications-closed',
        'applied-already',
        'too-many-requests',
      ],
      async handle({
        caller,
        body: { achievementId, as = 'self', language = 'en', ...applicant },
      }) {
        const begun = await own.begin(caller, achievementId, { as, language, ...applicant })
        return { status: 201, body: await present(begun) }
      },
    }),
    route({
      method: 'get',
      path: collection,
      operationId: 'listOwnApplications',
      tag,
      summary: 'Your applications and those of children you look after, newest first',
      access: 'backpack:read',
      answers: {
        200: {
          description: 'The applications',
          schema: Type.Object({ applications: Type.Array(ApplicationAnswer) }),
        },
      },
      errors: ['not-allowed'],
      async handle({ caller }) {
        const found = await own.list(caller)
        return { status: 200, body: { applications: await Promise.all(found.map(present)) } }
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readOwnApplication',
      tag,
      summary: 'One application, and where it stands',
      access: 'backpack:read',
      params: oneParams,
      answers: { 200: { description: 'The application', schema: ApplicationAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { applicationId } }) {
        return { status: 200, body: await present(await own.read(caller, applicationId)) }
      },
    }),
    route({
      method: 'put',
      path: one,
      operationId: 'writeApplication',
      tag,
      summary: 'Say all that is handed in, while it is not sent, or was sent back',
      access: 'backpack:write',
      params: oneParams,
      body: WorkBody,
      answers: { 200: { description: 'The application', schema: ApplicationAnswer } },
      errors: ['not-found', 'not-allowed', 'conflict'],
      async handle({ caller, params: { applicationId }, body }) {
        const kept = await own.keep(caller, applicationId, body)
        return { status: 200, body: await present(kept) }
      },
    }),
    route({
      method: 'post',
      path: `${one}/files`,
      operationId: 'handInFile',
      tag,
      summary: 'Hand in a picture or a PDF',
      access: 'backpack:write',
      params: oneParams,
      query: Type.Object(
        {
          title: Type.Optional(
            Type.String({ maxLength: 100, description: 'What it shows.', pattern: '\\S' }),
          ),
        },
        closed,
      ),
      bytes: {
        contentTypes: ['image/*', 'application/pdf'],
        maxBytes: maxFileBytes,
        description:
          'A JPEG, PNG, WebP, GIF or AVIF, or a PDF. Pictures lose what is hidden in them.',
      },
      answers: { 201: { description: 'The file as it is kept', schema: HandedInAnswer } },
      errors: [
        'not-found',
        'not-allowed',
        'conflict',
        'too-large',
        'unsupported-media-type',
        'unreadable-picture',
      ],
      async handle({ caller, params: { applicationId }, query: { title = 'file' }, bytes }) {
        if (bytes.length === 0) {
          throw new WaymarkError('invalid-request', { problems: [{ path: '', rule: 'required' }] })
        }
        const {
          id,
          title: kept,
          mediaType,
          bytes: size,
        } = await own.handIn(caller, applicationId, { name: title, bytes })
        const url = evidenceAddress(base, id)
        return { status: 201, body: { id, title: kept, mediaType, bytes: size, url } }
      },
    }),
    route({
      method: 'delete',
      path: `${one}/files/:fileId`,
      operationId: 'takeFileBack',
      tag,
      summary: 'Take a file out, while the application is not sent, or was sent back',
      access: 'backpack:write',
      params: Type.Object({ applicationId: Id, fileId: Id }, closed),
      answers: { 204: { description: 'It is gone' } },
      errors: ['not-found', 'not-allowed', 'conflict'],
      async handle({ caller, params: { applicationId, fileId } }) {
        await own.takeBack(caller, applicationId, fileId)
        return { status: 204 }
      },
    }),
    route({
      method: 'post',
      path: `${one}/sendings`,
      operationId: 'sendApplication',
      tag,
      summary: 'Send it to the organization; once more changes nothing until there is an answer',
      access: 'backpack:write',
      params: oneParams,
      resumable: true,
      answers: { 200: { description: 'It waits', schema: ApplicationAnswer } },
      errors: ['not-found', 'not-allowed', 'conflict', 'applications-closed'],
      async handle({ caller, params: { applicationId } }) {
        return { status: 200, body: await present(await own.send(caller, applicationId)) }
      },
    }),
    route({
      method: 'post',
      path: `${one}/withdrawal`,
      operationId: 'withdrawApplication',
      tag,
      summary: 'Take it back, before there is an answer that is final',
      access: 'backpack:write',
      params: oneParams,
      resumable: true,
      answers: { 200: { description: 'It is withdrawn', schema: ApplicationAnswer } },
      errors: ['not-found', 'not-allowed', 'conflict'],
      async handle({ caller, params: { applicationId } }) {
        return { status: 200, body: await present(await own.withdraw(caller, applicationId)) }
      },
    }),
  ]
}
