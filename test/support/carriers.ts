import PDFDocument from 'pdfkit'
import encodeQR from 'qr'
import sharp from 'sharp'

export interface PdfFacts {
  readonly userPassword?: string
  /** Files that are pinned to the page instead of attached to the document. */
  readonly pinned?: readonly (string | Uint8Array)[]
}

/** A PDF of one page with files attached to it, in this order. */
export async function pdfWith(
  files: readonly (string | Uint8Array)[],
  { userPassword, pinned = [] }: PdfFacts = {},
): Promise<Uint8Array> {
  const document = new PDFDocument(userPassword === undefined ? {} : { userPassword })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => document.on('end', resolve))
  for (const [place, file] of files.entries()) {
    document.file(Buffer.from(file), { name: `${String(place).padStart(3, '0')}.txt` })
  }
  document.text('A certificate.')
  for (const [place, file] of pinned.entries()) {
    const options = { name: `pinned-${place}`, hidden: true }
    const pin = {
      Name: 'Paperclip',
      Subtype: 'FileAttachment',
      FS: document.file(Buffer.from(file), options),
    }
    document.annotate(20, 20, 20, 20, Object.assign({}, pin))
  }
  document.end()
  await ended
  return Buffer.concat(chunks)
}

/** A PNG that shows the text as a QR code, four pixels to a module. */
export async function qrPicture(text: string): Promise<Uint8Array> {
  const modules = encodeQR(text, 'raw', { ecc: 'low', border: 4 })
  const side = modules.length
  const data = Buffer.from(modules.flat().map((dark) => (dark ? 0 : 255)))
  return sharp(data, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * 4, side * 4, { kernel: 'nearest' })
    .png()
    .toBuffer()
}
