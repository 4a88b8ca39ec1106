import { valueOf, valuesOf } from '../draft.ts'
import { describe, Hint, Optional, ProblemText, type FieldProps } from './field-frame.tsx'
import type { Option } from './select.tsx'

interface CheckboxProps extends FieldProps {
  /** What is sent when it is ticked. */
  readonly value?: string
}

/** One tick. */
export function Checkbox(props: CheckboxProps) {
  const { draft, name, hint, label, value = 'true' } = props
  const { own, problem, control } = describe(props)
  const ticked = valueOf(draft, name)
  return (
    <div class={problem === undefined ? 'field' : 'field has-problem'}>
      {problem !== undefined && <ProblemText id={own} problem={problem} />}
      <label class="choice">
        <input
          {...control}
          type="checkbox"
          value={value}
          checked={ticked === value || ticked === 'on'}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && <Hint id={own}>{hint}</Hint>}
    </div>
  )
}

interface GroupProps extends FieldProps {
  readonly options: readonly (Option & { readonly hint?: string })[]
}

/** Any of several. */
export function CheckboxGroup(props: GroupProps) {
  return <Group props={props} type="checkbox" chosen={valuesOf(props.draft, props.name)} />
}

/** Exactly one of a few, all in sight. */
export function RadioGroup(props: GroupProps) {
  return <Group props={props} type="radio" chosen={[valueOf(props.draft, props.name)]} />
}

function Group({
  props,
  type,
  chosen,
}: {
  props: GroupProps
  type: 'checkbox' | 'radio'
  chosen: readonly string[]
}) {
  const { own, problem, control } = describe(props)
  return (
    <fieldset
      class={problem === undefined ? 'field choices' : 'field choices has-problem'}
      id={own}
      aria-describedby={control['aria-describedby']}
    >
      <legend>
        {props.label}
        {type === 'radio' && <Optional required={props.required} />}
      </legend>
      {props.hint !== undefined && <Hint id={own}>{props.hint}</Hint>}
      {problem !== undefined && <ProblemText id={own} problem={problem} />}
      {props.options.map(({ value, label, hint }) => (
        <label class="choice" key={value}>
          <input
            type={type}
            name={props.name}
            value={value}
            checked={chosen.includes(value)}
            required={type === 'radio' && props.required === true}
          />
          <span>
            {label}
            {hint !== undefined && <span class="hint">{hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
