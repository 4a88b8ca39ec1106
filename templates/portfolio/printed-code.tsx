import { formatDate } from '../../src/text/dates.ts'
import { useLanguage, useText } from '../text-context.tsx'

interface PrintedCodeProps {
  readonly shareUrl: string
  /** The address of the page as a picture of a QR code. */
  readonly qr: string
  readonly endsAt: string
  /** Whether there is something to check on it. */
  readonly canBeChecked?: boolean
}

/** On paper a button leads nowhere, and a code does. */
export function PrintedCode({ shareUrl, qr, endsAt, canBeChecked = true }: PrintedCodeProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <div class="printed-code">
      <img src={qr} alt="" width="120" height="120" />
      <p>
        {text(canBeChecked ? 'badgePage.printed' : 'importedGiver.printed', {
          date: formatDate(language, endsAt),
        })}
        <br />
        {shareUrl}
      </p>
    </div>
  )
}
