import { valueOf } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { describe, FieldFrame, type FieldProps } from './field-frame.tsx'

export interface Option {
  readonly value: string
  readonly label: string
}

/** One of several. Where nothing is chosen yet and one must be, the first line asks for a choice. */
export function Select(props: FieldProps & { readonly options: readonly Option[] }) {
  const text = useText()
  const chosen = valueOf(props.draft, props.name)
  const asks = chosen === '' && !props.options.some(({ value }) => value === '')
  return (
    <FieldFrame field={props}>
      <select {...describe(props).control} class="input">
        {asks && <option value="">{text('form.choose')}</option>}
        {props.options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}
