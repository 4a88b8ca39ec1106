import { useText } from '../text-context.tsx'
import { describe, FieldFrame, type FieldProps } from './field-frame.tsx'
import { Icon } from './icon.tsx'

interface FileFieldProps extends FieldProps {
  /** What the browser offers first, as in the HTML attribute; the service looks at the content. */
  readonly accept?: string
  readonly multiple?: boolean
}

/** The browser's own file input drawn as a large zone: it takes dropped files without any script. */
export function FileField(props: FileFieldProps) {
  const text = useText()
  const { accept, multiple } = props
  return (
    <FieldFrame field={props} extraHint={text('common.fileHint')}>
      <div class="drop-zone">
        <Icon name="file" />
        <input {...describe(props, true).control} type="file" accept={accept} multiple={multiple} />
      </div>
    </FieldFrame>
  )
}
