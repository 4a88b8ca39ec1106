import { useText } from '../text-context.tsx'

/**
 * Copies what is in a field. Hidden until a script is there that can: the page names `/scripts/copy.js`.
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
