import type { BadgeFrame } from '../../schemas/requests/badge-designs.ts'
import type { Palette } from './palettes.ts'
import { scaled } from './outlines.ts'

interface Drawn {
  /** How much of the outline the picture inside fills. */
  readonly face: number
  /** A line along the rim: how far out it runs, and how it is drawn. */
  readonly line?: {
    readonly at: number
    readonly width: number
    readonly dashes?: string
    readonly round?: boolean
    readonly bright?: boolean
  }
}

const drawn: Readonly<Record<BadgeFrame, Drawn>> = {
  plain: { face: 0.89 },
  double: { face: 0.845, line: { at: 0.905, width: 3.5 } },
  stitched: { face: 0.845, line: { at: 0.905, width: 4, dashes: '11 8', round: true } },
  beads: { face: 0.83, line: { at: 0.9, width: 9, dashes: '0.1 15.3', round: true, bright: true } },
  compass: { face: 0.84, line: { at: 0.9, width: 12, dashes: '3 11' } },
  slim: { face: 0.925 },
}

/** How much of the outline is left for what is inside of the frame. */
export function faceOf(frame: BadgeFrame): number {
  return drawn[frame].face
}

/** What stands on the rim, over its colour. */
export function Frame({
  frame,
  outline,
  palette,
}: {
  frame: BadgeFrame
  outline: string
  palette: Palette
}) {
  const { line } = drawn[frame]
  if (line === undefined) return null
  return (
    <path
      d={outline}
      transform={scaled(line.at)}
      fill="none"
      stroke={line.bright === true ? palette.high : palette.edge}
      stroke-width={line.width}
      stroke-dasharray={line.dashes}
      stroke-linecap={line.round === true ? 'round' : 'butt'}
      stroke-opacity={line.bright === true ? 1 : 0.9}
    />
  )
}
