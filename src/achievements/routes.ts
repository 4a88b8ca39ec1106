import Type from 'typebox'
import {
  AchievementAnswer,
  AchievementBody,
  AchievementStateSchema,
} from '../../schemas/requests/achievements.ts'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { route } from '../web/route.ts'
import type { Achievements } from './achievements.ts'
import { presentAchievement } from './present.ts'

const tag = 'Achievements'
const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, achievementId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/achievements'
const one = `${collection}/:achievementId` as const

function draftOf(body: Type.Static<typeof AchievementBody>) {
  const { picture, ...draft } = body
  return { draft, upload: picture === undefined ? undefined : Buffer.from(picture, 'base64') }
}

export function achievementRoutes(achievements: Achievements, identifiers: Identifiers) {
  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listAchievements',
      tag,
      summary: 'The achievements of an organization, newest first',
      access: 'achievements:read',
      params,
      query: Type.Object({ state: Type.Optional(AchievementStateSchema), ...Paging }, closed),
      answers: {
        200: {
          description: 'A page of achievements',
          schema: Type.Object({ achievements: Type.Array(AchievementAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await achievements.list(caller, organizationId, query)
        const found = rows.map((row) => presentAchievement(row, identifiers))
        return {
          status: 200,
          body: { achievements: found, ...(next === undefined ? {} : { next }) },
        }
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'createAchievement',
      tag,
      summary: 'Create an achievement as a draft',
      access: 'achievements:write',
      params,
      body: AchievementBody,
      answers: { 201: { description: 'The draft', schema: AchievementAnswer } },
      errors: ['not-found', 'not-allowed', 'unreadable-picture'],
      async handle({ caller, params: { organizationId }, body }) {
        const { draft, upload } = draftOf(body)
        const achievement = await achievements.create(caller, organizationId, draft, upload)
        return { status: 201, body: presentAchievement(achievement, identifiers) }
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readAchievement',
      tag,
      summary: 'One achievement with its draft',
      access: 'achievements:read',
      params: oneParams,
      answers: { 200: { description: 'The achievement', schema: AchievementAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, achievementId } }) {
        const achievement = await achievements.read(caller, organizationId, achievementId)
        return { status: 200, body: presentAchievement(achievement, identifiers) }
      },
    }),
    route({
      method: 'put',
      path: one,
      operationId: 'changeAchievement',
      tag,
      summary: 'Change the draft; what was published stays until it is published again',
      access: 'achievements:write',
      params: oneParams,
      body: AchievementBody,
      answers: { 200: { description: 'The changed draft', schema: AchievementAnswer } },
      errors: ['not-found', 'not-allowed', 'unreadable-picture'],
      async handle({ caller, params: { organizationId, achievementId }, body }) {
        const { draft, upload } = draftOf(body)
        const changed = await achievements.change(
          caller,
          organizationId,
          achievementId,
          draft,
          upload,
        )
        return { status: 200, body: presentAchievement(changed, identifiers) }
      },
    }),
    route({
      method: 'post',
      path: `${one}/publication`,
      operationId: 'publishAchievement',
      tag,
      summary: 'Publish the draft as the next version',
      access: 'achievements:write',
      params: oneParams,
      answers: { 200: { description: 'The published achievement', schema: AchievementAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, achievementId } }) {
        const published = await achievements.publish(caller, organizationId, achievementId)
        return { status: 200, body: presentAchievement(published, identifiers) }
      },
    }),
    route({
      method: 'post',
      path: `${one}/archival`,
      operationId: 'archiveAchievement',
      tag,
      summary: 'Archive it: no further awards; what was awarded stays good',
      access: 'achievements:write',
      params: oneParams,
      answers: { 200: { description: 'The archived achievement', schema: AchievementAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, achievementId } }) {
        const archived = await achievements.archive(caller, organizationId, achievementId)
        return { status: 200, body: presentAchievement(archived, identifiers) }
      },
    }),
  ]
}
