import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import { Board, type BoardLetters } from './board.tsx'
import { chanceFrom } from './chance.ts'
import { faceOf, Frame } from './frames.tsx'
import { Ground } from './grounds.tsx'
import { marks } from './marks.ts'
import { outlines, scaled } from './outlines.ts'
import { paletteOf, type Palette } from './palettes.ts'

export interface MedallionProps {
  /** The picture's title. */
  readonly name: string
  readonly design: BadgeDesign
  /** The words of the design as outlines; without them there is no board. */
  readonly letters?: BoardLetters
}

/** A trail marker over a piece of land, with a mark on its plate. */
export function Medallion({ name, design, letters }: MedallionProps) {
  const palette = paletteOf(design)
  const outline = outlines[design.outline]
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" role="img">
      <title>{printable(name)}</title>
      <clipPath id="face">
        <path d={outline} transform={scaled(faceOf(design.frame))} />
      </clipPath>
      <path d={outline} fill={palette.rim} stroke={palette.edge} stroke-width="5" />
      <g clip-path="url(#face)">
        <Ground ground={design.ground} palette={palette} chance={chanceFrom(design.seed)} />
      </g>
      <Frame frame={design.frame} outline={outline} palette={palette} />
      {letters !== undefined && <Board letters={letters} palette={palette} />}
      <Plate design={design} palette={palette} hasBoard={letters !== undefined} />
    </svg>
  )
}

/** Where the plate stands: a board below moves it up and makes it a little smaller. */
function placeOf(design: BadgeDesign, hasBoard: boolean) {
  const isLow = design.outline === 'drop' || design.outline === 'arch'
  const middle = isLow ? 130 : 120
  return hasBoard
    ? { middle: isLow ? 106 : 94, size: design.outline === 'diamond' ? 0.7 : 0.8 }
    : { middle, size: 1 }
}

function Plate({
  design,
  palette,
  hasBoard,
}: {
  design: BadgeDesign
  palette: Palette
  hasBoard: boolean
}) {
  const { middle, size } = placeOf(design, hasBoard)
  const mark = marks.find(({ name }) => name === design.mark)?.path ?? ''
  const isBare = design.plate === 'none'
  // Dark on light ground and light on the night, each in a line of the other.
  const [bare, halo] =
    design.ground === 'night' ? [palette.edge, palette.line] : [palette.line, palette.edge]
  const zoom = (isBare ? 4.6 : 3.7) * size
  const corner = (centre: number) => String(Math.round((centre - 12 * zoom) * 10) / 10)
  const place = `translate(${corner(120)} ${corner(middle)}) scale(${String(Math.round(zoom * 100) / 100)})`
  return (
    <>
      {design.plate === 'round' && (
        <circle
          cx="120"
          cy={middle}
          r={63 * size}
          fill={palette.plate}
          stroke={palette.edge}
          stroke-width="6"
        />
      )}
      {design.plate === 'shape' && (
        <path
          d={outlines[design.outline]}
          transform={`translate(0 ${String(middle - 120)}) ${scaled(0.58 * size)}`}
          fill={palette.plate}
          stroke={palette.edge}
          stroke-width="10"
        />
      )}
      {isBare && <MarkLine path={mark} place={place} colour={halo} width={4.4} />}
      <MarkLine
        path={mark}
        place={place}
        colour={isBare ? bare : palette.mark}
        width={isBare ? 2.2 : 2}
      />
    </>
  )
}

function MarkLine({
  path,
  place,
  colour,
  width,
}: {
  path: string
  place: string
  colour: string
  width: number
}) {
  return (
    <path
      d={path}
      transform={place}
      fill="none"
      stroke={colour}
      stroke-width={width}
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  )
}

/** Without the characters that XML 1.0 has no place for (§2.2), and at most as long as a title is read. */
function printable(name: string): string {
  const fit = Array.from(name).filter((letter) =>
    /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(letter),
  )
  return fit.slice(0, 200).join('')
}
