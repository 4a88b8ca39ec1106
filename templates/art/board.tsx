import type { Palette } from './palettes.ts'

/** Words as outlines: they look the same wherever they are drawn, with or without fonts. */
export interface BoardLetters {
  /** SVG path data of one line that stands in the middle of `boardRoom`, its top at 0. */
  readonly path: string
  /** The size of the letters, in units of the picture. */
  readonly size: number
  readonly direction: 'ltr' | 'rtl'
}

/** The room for letters on the board, in units of the picture. */
export const boardRoom = { x: 36, width: 160, size: 30, least: 11 } as const

const middle = 186
const ltr = 'M28 163H198L222 186 198 209H28A9 9 0 0 1 19 200V172A9 9 0 0 1 28 163Z'

/** The sign of the trail, with a word on it; its point shows the way the word is read. */
export function Board({ letters, palette }: { letters: BoardLetters; palette: Palette }) {
  const isMirrored = letters.direction === 'rtl'
  const turn = isMirrored ? 'translate(240 0) scale(-1 1)' : undefined
  const down = Math.round((middle - 0.65 * letters.size) * 10) / 10
  return (
    <>
      <path
        d={ltr}
        transform={turn}
        fill={palette.plate}
        stroke={palette.edge}
        stroke-width="6"
        stroke-linejoin="round"
      />
      <path
        d={letters.path}
        transform={`translate(${isMirrored ? 8 : 0} ${String(down)})`}
        fill={palette.mark}
      />
    </>
  )
}
