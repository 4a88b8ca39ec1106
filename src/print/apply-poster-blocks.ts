import type { Section } from './paper.ts'
import type { Box } from './text-box.ts'

/** A heading, and what stands under it. */
export interface Block {
  readonly title: string
  readonly paragraphs: readonly string[]
}

const gutter = 28
const leading = 1.25
/** Of the size: after a paragraph, and after a block. */
const after = 0.45
const apart = 1.2
/** From what is read some steps away to what is read at the wall. */
const sizes = [19, 17.5, 16, 14.5, 13, 12, 11, 10]
const least = 9.5

/** The first block on one side, the others below each other on the other; what has no room ends in an ellipsis. */
export function drawBlocks(section: Section, blocks: readonly Block[], box: Box): void {
  const [first, ...others] = blocks
  if (first === undefined) return
  const width = others.length === 0 ? box.width : (box.width - gutter) / 2
  const columns = others.length === 0 ? [[first]] : [[first], others]
  const size = sizeFor(columns, { ...box, width })
  columns.forEach((column, place) => {
    drawColumn(section, column, { ...box, x: box.x + place * (width + gutter), width }, size)
  })
}

function drawColumn(section: Section, blocks: readonly Block[], box: Box, size: number): void {
  const bottom = box.y + box.height
  let { y } = box
  blocks.forEach((block, place) => {
    // Who comes first leaves half of it to the next, and what it does not need.
    const height = (bottom - y) / (blocks.length - place)
    y = drawBlock(section, block, { ...box, y, height }, size) + size * apart
  })
}

/** Answers where it ends. */
function drawBlock(section: Section, { title, paragraphs }: Block, box: Box, size: number): number {
  const bottom = box.y + box.height
  const look = { weight: 'regular', size, least: size } as const
  const heading = { weight: 'bold', size: headingOf(size), least, align: 'left' } as const
  const head = { ...box, height: headingOf(size) * leading }
  let y = box.y + (section.text('H2', title, head, heading) ?? 0) + size * after
  for (const [place, paragraph] of paragraphs.entries()) {
    const isLast = place === paragraphs.length - 1
    const room = bottom - y
    // There is more than can be said here: the page behind the code has it all.
    const isCut = !isLast && room < size * (2 * leading + after)
    const words = isCut ? `${paragraph} …` : paragraph
    if (room >= size * leading) {
      y += section.text('P', words, { ...box, y, height: room }, look) ?? 0
      y += size * after
    }
    if (isCut) break
  }
  return y
}

/** The largest at which all of it is likely to fit; at the smallest it may be cut short. */
function sizeFor(columns: readonly (readonly Block[])[], { width, height }: Box): number {
  return (
    sizes.find((size) => columns.every((blocks) => heightOf(blocks, width, size) <= height)) ??
    least
  )
}

function heightOf(blocks: readonly Block[], width: number, size: number): number {
  const lines = (text: string) => Math.max(1, Math.ceil((emsOf(text) * size) / width))
  const of = ({ paragraphs }: Block) =>
    paragraphs.reduce(
      (sum, text) => sum + size * (lines(text) * leading + after),
      headingOf(size) * leading + size * after,
    )
  return blocks.reduce((sum, block) => sum + of(block) + size * apart, 0)
}

function headingOf(size: number): number {
  return Math.max(size + 1, 13)
}

/** About how wide a text is, of its size: signs of East Asia are squares, most letters half of that. */
function emsOf(text: string): number {
  return Array.from(text).reduce(
    (sum, one) => sum + (/[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}]/u.test(one) ? 1.05 : 0.56),
    0,
  )
}
