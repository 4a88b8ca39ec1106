import Type from 'typebox'
import { closed, Id, Name, Timestamp } from './common.ts'

export const GroupBody = Type.Object({ name: Name }, closed)

export const GroupAnswer = Type.Object({
  id: Id,
  organizationId: Id,
  name: Type.String(),
  archived: Type.Boolean(),
  createdAt: Timestamp,
})

export const GroupMembersBody = Type.Object(
  { learnerIds: Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true }) },
  closed,
)
