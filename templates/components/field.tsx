import { valueOf } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { describe, FieldFrame, type FieldProps } from './field-frame.tsx'

type InputType =
  'text' | 'email' | 'url' | 'number' | 'date' | 'month' | 'datetime-local' | 'search' | 'tel'

interface InputProps extends FieldProps {
  readonly type?: InputType
  readonly autocomplete?: string
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'tel' | 'search'
  readonly maxLength?: number
  readonly min?: string | number
  readonly max?: string | number
  readonly placeholder?: string
  /** 'code': wide letters in capitals, for claim codes. */
  readonly look?: 'code'
}

/** One line of text. The browser's own checks only help: the service checks again. */
export function Field(props: InputProps) {
  const { type = 'text', autocomplete, inputMode, maxLength, min, max, placeholder, look } = props
  const attributes = {
    ...describe(props).control,
    class: look === 'code' ? 'input code' : 'input',
    value: valueOf(props.draft, props.name),
    autocomplete,
    inputMode,
    maxLength,
    min,
    max,
    placeholder,
    spellcheck: look === 'code' ? false : undefined,
    autocapitalize: look === 'code' ? ('characters' as const) : undefined,
  }
  return (
    <FieldFrame field={props}>
      <Input type={type} attributes={attributes} />
    </FieldFrame>
  )
}

/** Preact's types want each type of input written out. */
function Input({ type, attributes }: { type: InputType; attributes: object }) {
  switch (type) {
    case 'text':
      return <input type="text" dir="auto" {...attributes} />
    case 'search':
      return <input type="search" dir="auto" {...attributes} />
    case 'email':
      return <input type="email" {...attributes} />
    case 'url':
      return <input type="url" {...attributes} />
    case 'tel':
      return <input type="tel" {...attributes} />
    case 'number':
      return <input type="number" {...attributes} />
    case 'date':
      return <input type="date" {...attributes} />
    case 'month':
      return <input type="month" {...attributes} />
    case 'datetime-local':
      return <input type="datetime-local" {...attributes} />
  }
}

interface TextAreaProps extends FieldProps {
  readonly rows?: number
  readonly maxLength?: number
  /** Says that Markdown may be written. */
  readonly markdown?: boolean
}

export function TextArea(props: TextAreaProps) {
  const text = useText()
  const { rows = 4, maxLength, markdown = false } = props
  return (
    <FieldFrame field={props} extraHint={markdown ? text('common.markdownHint') : undefined}>
      <textarea
        {...describe(props, markdown).control}
        class="input"
        rows={rows}
        maxLength={maxLength}
        dir="auto"
      >
        {valueOf(props.draft, props.name)}
      </textarea>
    </FieldFrame>
  )
}
