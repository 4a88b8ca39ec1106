import type { CredentialFormat } from '../../schemas/requests/verification.ts'
import { unbakePng } from '../credentials/baking/png.ts'
import { unbakeSvg } from '../credentials/baking/svg.ts'
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

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/**
 * Bytes to a credential: JSON, a compact JWT, a PNG or an SVG with either inside, or JSON that wraps one.
 * The content decides, never a name or a declared type.
 * @throws WaymarkError unreadable-credential (`values.found` says what it was instead), too-large
 */
export function readBytes(bytes: Uint8Array, source?: string): ReadCredential {
  if (bytes.byteLength > maxFileBytes) throw new WaymarkError('too-large')
  if (bytes.byteLength === 0) throw unreadable('nothing')
  if (pngSignature.equals(bytes.subarray(0, pngSignature.length))) {
    return readText(
      unbaked(() => unbakePng(bytes), 'png'),
      'png',
      source,
    )
  }
  const text = textOf(bytes)
  if (text.startsWith('<')) {
    if (!/<(?:\w+:)?svg[\s>]/i.test(text))
      throw unreadable(/<html[\s>]/i.test(text) ? 'web-page' : 'xml')
    return readText(
      unbaked(() => unbakeSvg(bytes), 'svg'),
      'svg',
      source,
    )
  }
  return readText(text, undefined, source)
}

/** Text as `readBytes` takes it, out of a picture (`format`) or by itself. */
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
  | 'nothing'
  | 'bytes'
  | 'xml'
  | 'web-page'
  | 'picture-without-credential'
  | 'broken-picture'

function unreadable(found: Found): WaymarkError {
  return new WaymarkError('unreadable-credential', { values: { found } })
}

function unbaked(unbake: () => string | undefined, kind: 'png' | 'svg'): string {
  let text: string | undefined
  try {
    text = unbake()
  } catch (cause) {
    throw new WaymarkError('unreadable-credential', {
      values: { found: 'broken-picture', kind },
      cause,
    })
  }
  if (text === undefined) throw unreadable('picture-without-credential')
  return text
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw unreadable('bytes')
  }
}
