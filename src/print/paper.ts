import PDFDocument from 'pdfkit'
import { darkRuns, qrModules } from '../images/qr-code.ts'
import { xmpOf, type Archive } from './archive.ts'
import { drawText, type Box, type Pen, type TextStyle } from './text-box.ts'
import type { Typeface, Typefaces } from './typefaces.ts'

/** Widths and heights in points. */
export const papers = { a4: [595.28, 841.89], letter: [612, 792] } as const
export type Paper = keyof typeof papers

export const ink = '#14302b'
export const soft = '#49605a'
export const blaze = '#ffcf3f'

/** The words of a document's structure that we use (ISO 32000-1 §14.8.4). */
type Role = 'H1' | 'H2' | 'P' | 'Figure' | 'Sect'

/** One group of a page, in the order in which it is read aloud. */
export interface Section {
  /** A paragraph or heading; answers the height, or undefined where it could not be drawn. */
  text(role: 'H1' | 'H2' | 'P', text: string, box: Box, look: Look): number | undefined
  /** A QR code with its light, as large as the box is wide. */
  qr(address: string, alt: string, box: Omit<Box, 'height'>): void
  /** Read aloud as `alt`; where it says nothing that the words do not, it is an ornament. */
  picture(png: Uint8Array, box: Box, alt?: string): void
}

export interface Look extends TextStyle {
  readonly colour?: string
}

export interface Sheet {
  page(): void
  section(title: string): Section
  /** Lines and colours that say nothing: not read aloud. */
  ornament(draw: (doc: PDFKit.PDFDocument) => void): void
  finish(): Promise<Uint8Array>
}

export interface SheetFacts {
  readonly title: string
  readonly language: string
  readonly paper: Paper
  readonly now: Date
  readonly landscape?: boolean
  /** Where it is to be kept, and what it was made of. */
  readonly archive?: Archive
}

/** How wide and how high a sheet lies, in points. */
export function sizeOf({
  paper,
  landscape = false,
}: Pick<SheetFacts, 'paper' | 'landscape'>): readonly [width: number, height: number] {
  const [width, height] = papers[paper]
  return landscape ? [height, width] : [width, height]
}

/** A stripe along the upper and the lower edge of a poster. */
export function drawStripes(sheet: Sheet, paper: Paper): void {
  const [width, height] = papers[paper]
  const high = 14
  sheet.ornament((doc) => {
    doc
      .rect(0, 0, width, high)
      .rect(0, height - high, width, high)
      .fill(blaze)
  })
}

/** A tagged PDF (ISO 32000-1 §14.8): its title, its language and what stands where are said to screen readers. */
export function openSheet(facts: SheetFacts, typefaces: Typefaces): Sheet {
  const doc = new PDFDocument({
    size: [...sizeOf(facts)],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: facts.language,
    displayTitle: true,
    info: { Title: facts.title, Creator: 'Waymark', CreationDate: facts.now },
    ...(facts.archive === undefined ? {} : { subset: 'PDF/A-3b' as const }),
  })
  // PDFKit writes the title into XML as it is; whoever calls something "<&>" would have a document that cannot be read.
  Object.assign(doc, {
    _addInfo() {
      doc.appendXML(xmpOf(facts))
    },
  })
  const bytes = collected(doc)
  const pen = penOn(doc, typefaces)
  const whole = doc.struct('Document')
  doc.addStructure(whole)

  return {
    page: () => void doc.addPage(),
    section(title) {
      const section = doc.struct('Sect', { title })
      whole.add(section)
      return sectionOn(doc, section, pen)
    },
    ornament(draw) {
      doc.markContent('Artifact', { type: 'Layout' })
      doc.save()
      draw(doc)
      doc.restore()
      doc.endMarkedContent()
    },
    finish() {
      if (facts.archive !== undefined) attach(doc, facts.archive, facts.now)
      whole.end()
      doc.end()
      return bytes
    },
  }
}

/** An associated file: what the document was made of (ISO 19005-3 §6.8, ISO 32000-2 §14.13). */
function attach(doc: PDFKit.PDFDocument, { attachment }: Archive, now: Date): void {
  const { name, type, description, bytes } = attachment
  const facts = { name, type, description, creationDate: now, modifiedDate: now }
  doc.file(Buffer.from(bytes), { ...facts, ...{ relationship: 'Source' } })
}

function sectionOn(
  doc: PDFKit.PDFDocument,
  section: PDFKit.PDFStructureElement,
  pen: Pen,
): Section {
  const add = (role: Role, options: { actual?: string; alt?: string }, draw: () => void) => {
    section.add(doc.struct(role, options, draw))
  }
  return {
    text(role, text, box, { colour = ink, ...style }) {
      let height: number | undefined
      // What is heard is the text itself, whatever became of it on its way to signs on paper.
      add(role, { actual: text }, () => {
        doc.fillColor(colour)
        height = drawText(pen, text, box, style)
      })
      return height
    },
    qr(address, alt, { x, y, width }) {
      add('Figure', { alt }, () => drawQr(doc, address, x, y, width))
    },
    picture(png, { x, y, width, height }, alt = ' ') {
      add('Figure', { alt }, () => {
        doc.image(Buffer.from(png), x, y, {
          fit: [width, height],
          align: 'center',
          valign: 'center',
        })
      })
    },
  }
}

function drawQr(doc: PDFKit.PDFDocument, address: string, x: number, y: number, side: number) {
  const modules = qrModules(address)
  const unit = side / modules.length
  doc.rect(x, y, side, side).fill('#ffffff')
  for (const run of darkRuns(modules)) {
    doc.rect(x + run.x * unit, y + run.y * unit, run.length * unit, unit)
  }
  doc.fill('#000000')
}

/** The width of a space, of the size. */
const gap = 0.26

function penOn(doc: PDFKit.PDFDocument, typefaces: Typefaces): Pen {
  const known = new Set<string>()
  const take = (face: Typeface, size: number) => {
    if (!known.has(face.name)) doc.registerFont(face.name, face.bytes)
    known.add(face.name)
    doc.font(face.name).fontSize(size)
  }
  return {
    typefaces,
    widthOf({ face, text }, size, spacing) {
      if (face === undefined) return gap * size + spacing
      take(face, size)
      return doc.widthOfString(text, { characterSpacing: spacing })
    },
    draw({ face, text }, x, baseline, size, spacing) {
      if (face === undefined) return
      take(face, size)
      doc.text(text, x, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing: spacing,
      })
    },
  }
}

function collected(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => void parts.push(part))
  return new Promise((resolve, reject) => {
    doc.once('end', () => resolve(Buffer.concat(parts)))
    doc.once('error', reject)
  })
}
