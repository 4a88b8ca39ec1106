import type { ComponentChildren } from 'preact'
import { useText } from '../text-context.tsx'
import { CopyButton } from './copy-button.tsx'
import { fieldId, Hint } from './field-frame.tsx'

interface CopyFieldProps {
  readonly name: string
  readonly label: ComponentChildren
  readonly value: string
}

/** Something to be taken elsewhere. */
export function CopyField({ name, label, value }: CopyFieldProps) {
  const text = useText()
  const id = fieldId(name)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Hint id={id}>{text('common.copyHint')}</Hint>
      <input
        class="input copy"
        id={id}
        value={value}
        readOnly
        aria-describedby={`${id}-hint`}
        spellcheck={false}
      />
      <CopyButton field={id} />
    </div>
  )
}
