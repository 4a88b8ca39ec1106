import type { CredentialFormat } from '../../schemas/requests/verification.ts'
import type { PdfFault } from '../credentials/pdf/attachments.ts'
import { WaymarkError } from '../errors.ts'
import { readPresentation, type Presentation } from './read-presentation.ts'
import { openSecured, type NotSecured, type Secured } from './secured.ts'

/** What was handed in: the secured statement in it, and the exact text that carried it. */
export interface ReadCredential {
  /** The form in which it came. */
  readonly format: CredentialFormat
  readonly secured: Secured
  /** The credential's own text as it was signed or received, out of its picture or wrapper where it had one. */
  readonly text: string
  /** The address it was read from. */
  readonly source?: string
  /** Set where it is credentials that somebody shows rather than one credential. */
  readonly presentation?: Presentation
}

/** Bytes of a file at most: a picture with a credential in it. */
export const maxFileBytes = 8_000_000
/** Bytes of a credential's text at most. */
const maxTextBytes = 1_000_000

/**
 * Text to a credential: JSON, a compact JWT, or JSON that wraps one of them; out of what carried it (`format`) or by itself.
 * @throws WaymarkError unreadable-credential (`values.found` says what it was instead), too-large
 */
export function readText(text: string, format?: CredentialFormat, source?: string): ReadCredential {
  if (Buffer.byteLength(text) > maxTextBytes) throw new WaymarkError('too-large')
  const from = source === undefined ? {} : { source }
  const presentation = readPresentation(text)
  if (presentation !== undefined) {
    const secured = { form: 'embedded', credential: presentation.document } as const
    const own = presentation.form === 'jwt' ? 'jwt' : 'json'
    return { format: format ?? own, secured, text, presentation, ...from }
  }
  const opened = openSecured(text)
  if (!opened.ok) throw unreadable(opened.found)
  const { secured } = opened
  return {
    format: format ?? (secured.form === 'jwt' ? 'jwt' : 'json'),
    secured,
    text: opened.text,
    ...from,
  }
}

/** Whether text is an address to look under rather than a credential. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim())
}

type Found =
  | NotSecured
  | PdfFault
  | 'nothing'
  | 'bytes'
  | 'xml'
  | 'web-page'
  | 'picture-without-credential'
  | 'broken-picture'
  | 'pdf-without-credential'

/** The error that says what was found instead of a credential. */
export function unreadable(
  found: Found,
  more: Readonly<Record<string, string>> = {},
  cause?: unknown,
): WaymarkError {
  return new WaymarkError('unreadable-credential', { values: { found, ...more }, cause })
}
