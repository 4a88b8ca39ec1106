import type { ComponentChildren } from 'preact'
import { CopyButton } from './copy-button.tsx'
import { fieldId, Hint } from './field-frame.tsx'

interface CopyTextProps {
  readonly name: string
  readonly label: ComponentChildren
  readonly hint: ComponentChildren
  readonly value: string
}

/** Some lines to be taken elsewhere, such as code. */
export function CopyText({ name, label, hint, value }: CopyTextProps) {
  const id = fieldId(name)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={id}>{hint}</Hint>
      <textarea
        class="input copy"
        id={id}
        rows={4}
        readOnly
        aria-describedby={`${id}-hint`}
        spellcheck={false}
        dir="ltr"
        value={value}
      />
      <CopyButton field={id} />
    </div>
  )
}
