import Type from 'typebox'
import { closed, Id, Timestamp } from './common.ts'

/** Why staff remove a learner. */
export const staffRemovalReasons = ['asked', 'mistake', 'no-longer-needed'] as const

/** `time-over`: the service did, by the retention times of the policy. `account-deleted`: they went themselves. */
export const removalReasons = [...staffRemovalReasons, 'time-over', 'account-deleted'] as const
export type RemovalReason = (typeof removalReasons)[number]

export const RemovalQuery = Type.Object(
  {
    reason: Type.Enum([...staffRemovalReasons], {
      description: 'Goes into the log. No words of yours: they could name the person.',
    }),
  },
  closed,
)

export const RemovalAnswer = Type.Object({
  learnerId: Id,
  how: Type.Enum(['whole', 'let-go'], {
    description:
      'whole: nothing is left, and what was awarded is revoked. let-go: what they hold in their own account stays theirs.',
  }),
  awards: Type.Integer({ description: 'How many awards were removed or let go.' }),
  at: Timestamp,
})
