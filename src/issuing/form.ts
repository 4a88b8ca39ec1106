import Type from 'typebox'
import { LearnerBody, statementFacts } from '../../schemas/requests/awards.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { WaymarkError, type FieldProblem } from '../errors.ts'

/** The form of an award, as staff fill it in. */
export const AwardForm = Type.Object(
  {
    achievementId: Id,
    learnerId: Type.Optional(Id),
    learner: Type.Optional(Type.Partial(LearnerBody)),
    /** What somebody was looked for by: it only helps to choose. */
    search: Type.Optional(Type.String()),
    ...statementFacts,
  },
  closed,
)

type Typed = Readonly<Record<string, unknown>>

function textIn(typed: unknown, name: string): string | undefined {
  const value: unknown =
    typeof typed === 'object' && typed !== null ? Reflect.get(typed, name) : undefined
  return typeof value === 'string' ? value : undefined
}

/** Days as they are sent; what is no day is its schema's to name. */
function dayIn(typed: Typed, name: string): string | undefined {
  const text = textIn(typed, name)
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
}

/**
 * What the form of an award must have beyond its schema: a learner who is chosen or named, and days in their order.
 * Looked at in whatever was typed, so that a mistyped address hides no other mistake.
 */
export function awardFormProblems(typed: Typed, today: string): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const isNamed = textIn(typed['learner'], 'name') !== undefined
  if (textIn(typed, 'learnerId') === undefined && !isNamed) {
    problems.push(
      textIn(typed, 'search') === undefined
        ? { path: '/learner/name', rule: 'required' }
        : { path: '/learnerId', rule: 'choice' },
    )
  }
  // Which of the two is meant, nobody can know: a badge that goes to the wrong one is not called back.
  if (textIn(typed, 'learnerId') !== undefined && isNamed) {
    problems.push({ path: '/learner/name', rule: 'one-learner' })
  }
  const began = dayIn(typed, 'activityStart')
  const finished = dayIn(typed, 'activityEnd')
  const ends = dayIn(typed, 'validUntil')
  if (began !== undefined && finished !== undefined && finished < began) {
    problems.push({ path: '/activityEnd', rule: 'order' })
  }
  if (ends !== undefined && (ends < today || (finished !== undefined && ends < finished))) {
    problems.push({ path: '/validUntil', rule: 'order' })
  }
  return problems
}

/** Somebody chosen from the list, or somebody new with a name. @throws WaymarkError invalid-request */
export function learnerIn(form: Type.Static<typeof AwardForm>) {
  if (form.learnerId !== undefined) return { learnerId: form.learnerId }
  const { name, email, language = 'en', ageBand = 'unknown' } = form.learner ?? {}
  if (name === undefined) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/learner/name', rule: 'required' }],
    })
  }
  return { name, language, ageBand, ...(email === undefined ? {} : { email }) }
}
