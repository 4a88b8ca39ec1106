import type { CredentialFormat } from '../../schemas/requests/verification.ts'
import { unbakePng } from '../credentials/baking/png.ts'
import { unbakeSvg } from '../credentials/baking/svg.ts'
import { isPdf, readAttachments } from '../credentials/pdf/attachments.ts'
import { WaymarkError } from '../errors.ts'
import type { Queue } from './queue.ts'
import { isAddress, maxFileBytes, unreadable } from './read.ts'
import { openSecured } from './secured.ts'

/** The text of a credential, or an address that leads to one, and what carried it; no format for text by itself. */
export interface Carried {
  readonly text: string
  readonly format: CredentialFormat | undefined
}

export interface CarrierDeps {
  /** The text of a QR code in a picture; undefined where there is none. */
  readonly readQr: (picture: Uint8Array) => Promise<string | undefined>
  /** For pictures with codes and for PDFs: a costly one makes others like it wait, and nobody else. */
  readonly unpacking: Queue
}

/**
 * Takes the text out of what carries it: a PNG or SVG in which it is baked, a PDF to which it is attached, a picture that shows
 * it as a QR code. The content decides what it is, never a name or a declared type.
 * @throws WaymarkError unreadable-credential (`values.found` says what it was instead), too-large
 */
export async function textIn(bytes: Uint8Array, deps: CarrierDeps): Promise<Carried> {
  if (bytes.byteLength > maxFileBytes) throw new WaymarkError('too-large')
  if (bytes.byteLength === 0) throw unreadable('nothing')
  if (isPicture(bytes)) return inPicture(bytes, deps)
  if (isPdf(bytes)) return inPdf(bytes, deps)
  const text = decoded(bytes)
  return text.startsWith('<') ? inSvg(text, bytes) : { text, format: undefined }
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function isPng(bytes: Uint8Array): boolean {
  return pngSignature.equals(bytes.subarray(0, pngSignature.length))
}

/** PNG, JPEG or WebP. */
function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return isPng(bytes) || head.startsWith('\xff\xd8\xff') || /^RIFF[^]{4}WEBP$/.test(head)
}

/** What is baked in comes before what is shown: a badge may show a code that leads to something else. */
async function inPicture(bytes: Uint8Array, { readQr, unpacking }: CarrierDeps): Promise<Carried> {
  const baked = isPng(bytes) ? unbaked(() => unbakePng(bytes), 'png') : undefined
  if (baked !== undefined) return { text: baked, format: 'png' }
  const shown = await unpacking(() => readQr(bytes))
  if (shown === undefined) throw unreadable('picture-without-credential')
  return { text: shown, format: 'qr' }
}

function inSvg(text: string, bytes: Uint8Array): Carried {
  if (!/<(?:\w+:)?svg[\s>]/i.test(text)) {
    throw unreadable(/<html[\s>]/i.test(text) ? 'web-page' : 'xml')
  }
  const baked = unbaked(() => unbakeSvg(bytes), 'svg')
  if (baked === undefined) throw unreadable('picture-without-credential')
  return { text: baked, format: 'svg' }
}

/** Several files may be attached: the first that is a credential, or leads to one, counts. */
async function inPdf(bytes: Uint8Array, { unpacking }: CarrierDeps): Promise<Carried> {
  const answer = await unpacking(() => readAttachments(bytes))
  if (!answer.ok) throw unreadable(answer.fault)
  for (const attachment of answer.attachments) {
    const text = textOfAttachment(attachment)
    if (text !== undefined) return { text, format: 'pdf' }
  }
  throw unreadable('pdf-without-credential')
}

function textOfAttachment(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength > maxFileBytes) return undefined
  try {
    const text = isPng(bytes) ? unbakePng(bytes) : decoded(bytes)
    const found = text?.startsWith('<') === true ? unbakeSvg(bytes) : text
    if (found === undefined) return undefined
    return isAddress(found) || openSecured(found).ok ? found : undefined
  } catch {
    // Another kind of file; there may be a credential after it.
    return undefined
  }
}

function unbaked(unbake: () => string | undefined, kind: 'png' | 'svg'): string | undefined {
  try {
    return unbake()
  } catch (cause) {
    throw unreadable('broken-picture', { kind }, cause)
  }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw unreadable('bytes')
  }
}
