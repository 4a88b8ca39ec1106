import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Every page of a PDF as a PNG, as a printer would put it on paper. */
export async function picturesOf(pdf: Uint8Array, scale = 2): Promise<readonly Buffer[]> {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 })
  const document = await loading.promise
  const pictures: Buffer[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale })
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    // pdf.js takes any canvas that draws; its types know that of a browser only.
    const target = canvas as unknown as HTMLCanvasElement
    await page.render({ canvas: target, viewport }).promise
    pictures.push(canvas.toBuffer('image/png'))
  }
  await loading.destroy()
  return pictures
}

/** What a screen reader is told of a PDF: its title and language, and the words of its pages in their order. */
export async function heardIn(pdf: Uint8Array) {
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: 0 })
  const document = await loading.promise
  const { info } = await document.getMetadata()
  const pages: string[] = []
  const roles = new Set<string>()
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    const words = items.map((item) => ('str' in item ? item.str : ' '))
    pages.push(words.join('').normalize('NFC').replaceAll(/\s+/gu, ' '))
    gatherRoles(await page.getStructTree(), roles)
  }
  const marked = await document.getMarkInfo()
  await loading.destroy()
  return {
    info: Object.fromEntries(Object.entries(info)),
    isTagged: marked?.Marked === true,
    pages,
    roles,
  }
}

function gatherRoles(node: unknown, roles: Set<string>): void {
  if (typeof node !== 'object' || node === null) return
  if ('role' in node && typeof node.role === 'string') roles.add(node.role)
  if ('children' in node && Array.isArray(node.children)) {
    for (const child of node.children) gatherRoles(child, roles)
  }
}
