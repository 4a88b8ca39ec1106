import Type, { type Static } from 'typebox'
import { LearnerAnswer } from '../../schemas/requests/awards.ts'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import { GroupAnswer, GroupBody, GroupMembersBody } from '../../schemas/requests/groups.ts'
import { route } from '../web/route.ts'
import type { Learners } from './learners.ts'
import { presentLearner } from './routes.ts'
import type { Group } from './tables.ts'
import type { MayShow } from './visibility.ts'

const tag = 'Learners'
const params = Type.Object({ organizationId: Id }, closed)
const groupParams = Type.Object({ organizationId: Id, groupId: Id }, closed)
const memberParams = Type.Object({ organizationId: Id, groupId: Id, learnerId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/groups'
const one = `${collection}/:groupId`
const members = `${one}/learners`

function presentGroup(group: Group): Static<typeof GroupAnswer> {
  const { id, organizationId, name, state, createdAt } = group
  return { id, organizationId, name, archived: state === 'archived', createdAt }
}

/** Classes and camp weeks, and who is in them. */
export function groupRoutes({ groups }: Pick<Learners, 'groups'>, mayShow: MayShow) {
  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listGroups',
      tag,
      summary: 'The groups of an organization, newest first',
      access: 'learners:read',
      params,
      query: Type.Object(
        {
          archived: Type.Optional(
            Type.Boolean({ description: 'Those that are archived, instead of the open ones.' }),
          ),
          ...Paging,
        },
        closed,
      ),
      answers: {
        200: {
          description: 'A page of groups',
          schema: Type.Object({ groups: Type.Array(GroupAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await groups.list(caller, organizationId, query)
        const body = { groups: rows.map(presentGroup), ...(next === undefined ? {} : { next }) }
        return { status: 200, body }
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'createGroup',
      tag,
      summary: 'Make a group: a class, a camp week',
      access: 'learners:write',
      params,
      body: GroupBody,
      answers: { 201: { description: 'The group', schema: GroupAnswer } },
      errors: ['not-found', 'not-allowed', 'already-exists'],
      async handle({ caller, params: { organizationId }, body }) {
        const group = await groups.create(caller, organizationId, body.name)
        return { status: 201, body: presentGroup(group) }
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readGroup',
      tag,
      summary: 'One group',
      access: 'learners:read',
      params: groupParams,
      answers: { 200: { description: 'The group', schema: GroupAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, groupId } }) {
        return {
          status: 200,
          body: presentGroup(await groups.read(caller, organizationId, groupId)),
        }
      },
    }),
    route({
      method: 'put',
      path: one,
      operationId: 'renameGroup',
      tag,
      summary: 'Give a group another name',
      access: 'learners:write',
      params: groupParams,
      body: GroupBody,
      answers: { 200: { description: 'The renamed group', schema: GroupAnswer } },
      errors: ['not-found', 'not-allowed', 'already-exists'],
      async handle({ caller, params: { organizationId, groupId }, body }) {
        const group = await groups.rename(caller, organizationId, groupId, body.name)
        return { status: 200, body: presentGroup(group) }
      },
    }),
    route({
      method: 'post',
      path: `${one}/archival`,
      operationId: 'archiveGroup',
      tag,
      summary: 'Put a group out of the way; its members stay known',
      access: 'learners:write',
      params: groupParams,
      answers: { 200: { description: 'The archived group', schema: GroupAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, groupId } }) {
        const group = await groups.archive(caller, organizationId, groupId)
        return { status: 200, body: presentGroup(group) }
      },
    }),
    route({
      method: 'delete',
      path: `${one}/archival`,
      operationId: 'reopenGroup',
      tag,
      summary: 'Open an archived group again',
      access: 'learners:write',
      params: groupParams,
      answers: { 200: { description: 'The open group', schema: GroupAnswer } },
      errors: ['not-found', 'not-allowed', 'already-exists'],
      async handle({ caller, params: { organizationId, groupId } }) {
        const group = await groups.reopen(caller, organizationId, groupId)
        return { status: 200, body: presentGroup(group) }
      },
    }),
    route({
      method: 'get',
      path: members,
      operationId: 'listGroupLearners',
      tag,
      summary: 'Who is in a group',
      access: 'learners:read',
      params: groupParams,
      query: Type.Object(Paging, closed),
      answers: {
        200: {
          description: 'A page of learners',
          schema: Type.Object({ learners: Type.Array(LearnerAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, groupId }, query }) {
        const { rows, next } = await groups.members(caller, organizationId, groupId, query)
        const learners = rows.map((row) => presentLearner(row, organizationId, mayShow))
        return { status: 200, body: { learners, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'post',
      path: members,
      operationId: 'addGroupLearners',
      tag,
      summary: 'Put learners into a group; those who are in it stay',
      access: 'learners:write',
      params: groupParams,
      body: GroupMembersBody,
      answers: { 204: { description: 'They are in the group' } },
      errors: ['not-found', 'not-allowed', 'group-archived'],
      async handle({ caller, params: { organizationId, groupId }, body }) {
        await groups.add(caller, organizationId, groupId, body.learnerIds)
        return { status: 204 }
      },
    }),
    route({
      method: 'delete',
      path: `${members}/:learnerId`,
      operationId: 'removeGroupLearner',
      tag,
      summary: 'Take a learner out of a group',
      access: 'learners:write',
      params: memberParams,
      answers: { 204: { description: 'They are not in the group' } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, groupId, learnerId } }) {
        await groups.remove(caller, organizationId, groupId, [learnerId])
        return { status: 204 }
      },
    }),
  ]
}
