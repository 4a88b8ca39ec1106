import { useText } from '../text-context.tsx'

/** What is on a page that has such a button, and so loads the script for it. */
export const copyMark = / data-copies="/
export const copyScript = '/scripts/copy.js'

/**
 * Copies what is in a field. Hidden until its script is there, on a device that can.
 * @param field the id of the field
 */
export function CopyButton({ field }: { field: string }) {
  const text = useText()
  return (
    <div class="copy-button">
      <button
        type="button"
        class="button quiet"
        hidden
        data-copies={field}
        data-done={text('copying.copied')}
      >
        {text('copying.copy')}
      </button>
      <span role="status" />
    </div>
  )
}
