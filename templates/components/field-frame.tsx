import type { ComponentChildren } from 'preact'
import type { FieldProblem } from '../../src/errors.ts'
import { problemOf, type Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { Icon } from './icon.tsx'

/** What every field of a form is given. */
export interface FieldProps {
  readonly name: string
  readonly label: ComponentChildren
  readonly draft: Draft
  readonly hint?: ComponentChildren
  readonly required?: boolean
  /** Set where one of several fields is enough: then none of them is called optional. */
  readonly oneIsEnough?: boolean
  /** Where one page has a name twice. */
  readonly id?: string
}

/** The id of a field's control, by which the summary of problems leads there. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('[', '-').replaceAll(']', '')}`
}

/** The attributes that tie a control to its hint and its problem, for screen readers. */
export function describe({ name, draft, hint, required, id }: FieldProps, extraHint = false) {
  const own = id ?? fieldId(name)
  const problem = problemOf(draft, name)
  const described = [
    ...(hint !== undefined || extraHint ? [`${own}-hint`] : []),
    ...(problem === undefined ? [] : [`${own}-problem`]),
  ]
  return {
    own,
    problem,
    control: {
      id: own,
      name,
      required: required === true,
      'aria-describedby': described.length === 0 ? undefined : described.join(' '),
      'aria-invalid': problem === undefined ? undefined : ('true' as const),
    },
  }
}

/** The sentence that a problem is told by. */
export function ProblemText({ id, problem }: { id: string; problem: FieldProblem }) {
  const text = useText()
  return (
    <p class="problem" id={`${id}-problem`}>
      <Icon name="warning" />
      {text(`fields.${problem.rule}`, { expected: problem.expected ?? '' })}
    </p>
  )
}

export function Hint({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p class="hint" id={`${id}-hint`}>
      {children}
    </p>
  )
}

/** "(optional)" beside the label: most fields are needed, so the few that are not say so. */
export function Optional({ required }: { required: boolean | undefined }) {
  const text = useText()
  return required === true ? null : <span class="optional"> ({text('common.optional')})</span>
}

/** Label, hint, control and problem, one under the other. */
export function FieldFrame({
  field,
  children,
  extraHint,
}: {
  field: FieldProps
  children: ComponentChildren
  extraHint?: ComponentChildren
}) {
  const { own, problem } = describe(field)
  const hints = field.hint !== undefined || extraHint !== undefined
  return (
    <div class={problem === undefined ? 'field' : 'field has-problem'}>
      <label for={own}>
        {field.label}
        <Optional required={field.required === true || field.oneIsEnough === true} />
      </label>
      {hints && (
        <Hint id={own}>
          {field.hint} {extraHint}
        </Hint>
      )}
      {problem !== undefined && <ProblemText id={own} problem={problem} />}
      {children}
    </div>
  )
}
