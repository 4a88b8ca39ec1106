import Type from 'typebox'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { GroupBody } from '../../schemas/requests/groups.ts'
import { startWith } from '../../templates/draft.ts'
import { GroupPage, GroupsPage } from '../../templates/learners/groups.tsx'
import type { Text } from '../text/text.ts'
import { action, formPage } from '../web/page.ts'
import { inOrder } from './in-order.ts'
import type { LearnerPageDeps } from './pages.tsx'
import { presentLearner } from './routes.ts'
import type { Group } from './tables.ts'

const params = Type.Object({ organizationId: Id }, closed)
const groupParams = Type.Object({ organizationId: Id, groupId: Id }, closed)
const memberParams = Type.Object({ organizationId: Id, groupId: Id, learnerId: Id }, closed)

export interface GroupPageDeps extends Pick<LearnerPageDeps, 'learners' | 'mayShow'> {
  /** What higher floors can do for everybody in a group: where that is, and what it is called. */
  readonly deedsFor: (
    text: Text,
    group: Pick<Group, 'id' | 'organizationId'>,
  ) => readonly { readonly href: string; readonly label: string }[]
}

/** The groups of an organization, and one of them with its learners. */
export function groupPages({ learners, mayShow, deedsFor }: GroupPageDeps) {
  const { groups } = learners
  const base = (organizationId: string) => `/console/${organizationId}`
  const pageOf = (organizationId: string, groupId: string) =>
    `${base(organizationId)}/groups/${groupId}`

  return [
    formPage({
      path: '/console/:organizationId/groups',
      access: 'signed-in',
      params,
      query: Type.Object({ archived: Type.Optional(Type.Boolean()), ...Paging }),
      form: GroupBody,
      async show({ caller, params: { organizationId }, query, text, language }, draft) {
        const { archived = false } = query
        const { rows, next } = await groups.list(caller, organizationId, query)
        return {
          title: text('groups.title'),
          body: (
            <GroupsPage
              draft={draft}
              base={base(organizationId)}
              archived={archived}
              groups={inOrder(rows, language)}
              {...(next === undefined ? {} : { next: nextAddress(archived, next) })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId } }, { name }) {
        const group = await groups.create(caller, organizationId, name)
        return { redirect: pageOf(organizationId, group.id) }
      },
    }),
    formPage({
      path: '/console/:organizationId/groups/:groupId',
      access: 'signed-in',
      params: groupParams,
      query: Type.Object(Paging),
      form: GroupBody,
      async show({ caller, params: { organizationId, groupId }, query, language, text }, draft) {
        const group = await groups.read(caller, organizationId, groupId)
        const { id, name, state } = group
        const { rows, next } = await groups.members(caller, organizationId, groupId, query)
        const members = rows.map((row) => presentLearner(row, organizationId, mayShow))
        return {
          title: name,
          body: (
            <GroupPage
              draft={startWith(draft, { name })}
              base={base(organizationId)}
              group={{ id, name, archived: state === 'archived' }}
              members={inOrder(members, language)}
              deeds={deedsFor(text, group)}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId, groupId } }, { name }) {
        await groups.rename(caller, organizationId, groupId, name)
        return { redirect: pageOf(organizationId, groupId) }
      },
    }),
    action({
      path: '/console/:organizationId/groups/:groupId/archival',
      access: 'signed-in',
      params: groupParams,
      async act({ caller, params: { organizationId, groupId } }) {
        await groups.archive(caller, organizationId, groupId)
        return { redirect: `${base(organizationId)}/groups` }
      },
    }),
    action({
      path: '/console/:organizationId/groups/:groupId/reopening',
      access: 'signed-in',
      params: groupParams,
      async act({ caller, params: { organizationId, groupId } }) {
        await groups.reopen(caller, organizationId, groupId)
        return { redirect: pageOf(organizationId, groupId) }
      },
    }),
    action({
      path: '/console/:organizationId/groups/:groupId/learners/:learnerId/removal',
      access: 'signed-in',
      params: memberParams,
      async act({ caller, params: { organizationId, groupId, learnerId } }) {
        await groups.remove(caller, organizationId, groupId, [learnerId])
        return { redirect: pageOf(organizationId, groupId) }
      },
    }),
    action({
      path: '/console/:organizationId/learners/:learnerId/groups',
      access: 'signed-in',
      params: Type.Object({ organizationId: Id, learnerId: Id }, closed),
      form: Type.Object({ groupId: Id }, closed),
      async act({ caller, params: { organizationId, learnerId } }, { groupId }) {
        await groups.add(caller, organizationId, groupId, [learnerId])
        return { redirect: `${base(organizationId)}/learners/${learnerId}` }
      },
    }),
    action({
      path: '/console/:organizationId/learners/:learnerId/groups/:groupId/removal',
      access: 'signed-in',
      params: memberParams,
      async act({ caller, params: { organizationId, learnerId, groupId } }) {
        await groups.remove(caller, organizationId, groupId, [learnerId])
        return { redirect: `${base(organizationId)}/learners/${learnerId}` }
      },
    }),
  ]
}

function nextAddress(archived: boolean, after: string): string {
  const query = { ...(archived ? { archived: 'true' } : {}), after }
  return `?${new URLSearchParams(query).toString()}`
}
