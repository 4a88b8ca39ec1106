import Type from 'typebox'
import {
  ApplicationAnswer,
  ApplicationList,
  applicationStates,
  DecisionBody,
  OpeningAnswer,
  OpeningBody,
} from '../../schemas/requests/applications.ts'
import { Paper } from '../../schemas/requests/claiming.ts'
import { closed, Id, Language, Paging } from '../../schemas/requests/common.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import { pdfHeaders } from '../web/pdf.ts'
import { route } from '../web/route.ts'
import type { Applications } from './applications.ts'
import { badgeOf } from './badge-of.ts'
import { nameForStaff, presentApplication, presentOpening } from './present.ts'
import type { Application, Opening } from './tables.ts'

export interface StaffRouteDeps {
  readonly applications: Pick<Applications, 'openings' | 'desk' | 'poster'>
  readonly achievements: Pick<Achievements, 'awardable' | 'version'>
  readonly learners: Pick<Learners, 'byId'>
  readonly mayShow: MayShow
  readonly base: string
}

const tag = 'Applications'
const home = '/api/v1/organizations/:organizationId'
const opening = `${home}/achievements/:achievementId/application-opening` as const
const openingParams = Type.Object({ organizationId: Id, achievementId: Id }, closed)
const one = `${home}/applications/:applicationId` as const
const oneParams = Type.Object({ organizationId: Id, applicationId: Id }, closed)

/** What staff do: open a badge for applications, and decide on them. */
export function staffApplicationRoutes(deps: StaffRouteDeps) {
  const { applications, achievements, learners, mayShow, base } = deps
  const { openings, desk, poster } = applications
  const presentAs = async (found: Opening) => {
    const isOpen = await openings.isOpen(found.id)
    return presentOpening(found, { isOpen, code: await openings.codes.of(found) }, base)
  }
  const present = async (application: Application) => {
    const { learnerId } = application
    const learner = learnerId === undefined ? undefined : await learners.byId(learnerId)
    return presentApplication(application, {
      to: 'staff',
      name: nameForStaff(application, learner, mayShow),
      achievementName: (await badgeOf(achievements, application)).content.name,
      base,
    })
  }

  return [
    route({
      method: 'get',
      path: opening,
      operationId: 'readApplicationOpening',
      tag,
      summary: 'Whether one can apply for a badge, and what applicants are told',
      access: 'awards:read',
      params: openingParams,
      answers: { 200: { description: 'How it is open', schema: OpeningAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, achievementId } }) {
        const found = await openings.read(caller, organizationId, achievementId)
        if (found === undefined) throw new WaymarkError('not-found')
        return { status: 200, body: await presentAs(found) }
      },
    }),
    route({
      method: 'put',
      path: opening,
      operationId: 'setApplicationOpening',
      tag,
      summary: 'Open a badge for applications, change what applicants are told, or close it',
      access: 'awards:write',
      params: openingParams,
      body: OpeningBody,
      answers: { 200: { description: 'How it is open', schema: OpeningAnswer } },
      errors: ['not-found', 'not-allowed', 'achievement-not-published'],
      async handle({ caller, params: { organizationId, achievementId }, body }) {
        const set = await openings.set(caller, organizationId, achievementId, body)
        return { status: 200, body: await presentAs(set) }
      },
    }),
    route({
      method: 'get',
      path: `${opening}/poster`,
      operationId: 'printApplicationPoster',
      tag,
      summary: 'A poster that says how to apply, as PDF',
      access: 'awards:write',
      params: openingParams,
      query: Type.Object(
        { paper: Type.Optional(Paper), language: Type.Optional(Language) },
        closed,
      ),
      answers: { 200: { description: 'The poster', contentType: 'application/pdf' } },
      errors: ['not-found', 'not-allowed', 'applications-closed'],
      async handle({ caller, params: { organizationId, achievementId }, query }) {
        const choice = { paper: 'a4', language: 'en', ...query } as const
        const bytes = await poster(caller, organizationId, achievementId, choice)
        return { status: 200, body: bytes, headers: pdfHeaders('poster') }
      },
    }),
    route({
      method: 'get',
      path: `${home}/applications`,
      operationId: 'listApplications',
      tag,
      summary: 'Applications that wait, longest first; or in another state, the last changed first',
      access: 'awards:read',
      params: Type.Object({ organizationId: Id }, closed),
      query: Type.Object(
        { ...Paging, state: Type.Optional(Type.Enum([...applicationStates])) },
        closed,
      ),
      answers: { 200: { description: 'Some fifty', schema: ApplicationList } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await desk.list(caller, organizationId, query)
        const found = await Promise.all(rows.map(present))
        return {
          status: 200,
          body: { applications: found, ...(next === undefined ? {} : { next }) },
        }
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readApplication',
      tag,
      summary: 'One application, with what was handed in',
      access: 'awards:read',
      params: oneParams,
      answers: { 200: { description: 'The application', schema: ApplicationAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, applicationId } }) {
        const found = await desk.read(caller, organizationId, applicationId)
        return { status: 200, body: await present(found) }
      },
    }),
    route({
      method: 'post',
      path: `${one}/decisions`,
      operationId: 'decideApplication',
      tag,
      summary: 'Approve, which awards the badge; send back; or decline',
      access: 'awards:write',
      params: oneParams,
      body: DecisionBody,
      resumable: true,
      answers: { 200: { description: 'The application', schema: ApplicationAnswer } },
      errors: [
        'not-found',
        'not-allowed',
        'own-application',
        'conflict',
        'changed-meanwhile',
        'achievement-not-published',
        'too-many-requests',
      ],
      async handle({ caller, params: { organizationId, applicationId }, body }) {
        const decided = await desk.decide(caller, organizationId, applicationId, body)
        return { status: 200, body: await present(decided) }
      },
    }),
  ]
}
