import {
  badgeFrames,
  badgeGrounds,
  badgeMarks,
  badgeOutlines,
  badgePalettes,
  badgePlates,
} from '../../schemas/requests/badge-designs.ts'
import { faceOf, Frame } from '../art/frames.tsx'
import { marks } from '../art/marks.ts'
import { outlines, scaled } from '../art/outlines.ts'
import { paletteOf } from '../art/palettes.ts'
import { artAddress } from './art-address.ts'
import type { Text } from '../../src/text/text.ts'
import type { Tile } from './tiles.tsx'

/** Drawn in the ink of the page, so they are seen by day and by night. */
function Sketch({ children }: { children: preact.ComponentChildren }) {
  return (
    <svg class="sketch" viewBox="0 0 240 240" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}

export function outlineTiles(text: Text): readonly Tile[] {
  return badgeOutlines.map((value) => ({
    value,
    label: text(`educators.designer.outlines.${value}`),
    picture: (
      <Sketch>
        <path class="ink" d={outlines[value]} />
      </Sketch>
    ),
  }))
}

export function frameTiles(text: Text): readonly Tile[] {
  const palette = paletteOf({ palette: 'woods' })
  return badgeFrames.map((value) => ({
    value,
    label: text(`educators.designer.frames.${value}`),
    picture: (
      <Sketch>
        <path d={outlines.circle} fill={palette.rim} stroke={palette.edge} stroke-width="5" />
        <path d={outlines.circle} transform={scaled(faceOf(value))} fill={palette.low} />
        <Frame frame={value} outline={outlines.circle} palette={palette} />
      </Sketch>
    ),
  }))
}

/** The land itself is a drawing of many lines: it comes by its address. */
export function groundTiles(text: Text): readonly Tile[] {
  return badgeGrounds.map((value) => ({
    value,
    label: text(`educators.designer.grounds.${value}`),
    picture: (
      <img
        src={artAddress({
          outline: 'square',
          frame: 'slim',
          ground: value,
          plate: 'round',
          mark: 'flag',
          palette: 'glacier',
          seed: 'sample',
        })}
        alt=""
        width="64"
        height="64"
        loading="lazy"
      />
    ),
  }))
}

export function plateTiles(text: Text): readonly Tile[] {
  return badgePlates.map((value) => ({
    value,
    label: text(`educators.designer.plates.${value}`),
    picture: (
      <Sketch>
        <path class="line" d={outlines.hexagon} />
        {value === 'round' && <circle class="ink" cx="120" cy="120" r="63" />}
        {value === 'shape' && <path class="ink" d={outlines.hexagon} transform={scaled(0.58)} />}
        {value === 'none' && (
          <path class="line" d={pathOf('flag')} transform="translate(66 66) scale(4.5)" />
        )}
      </Sketch>
    ),
  }))
}

function pathOf(mark: string): string {
  return marks.find(({ name }) => name === mark)?.path ?? ''
}

export function markTiles(text: Text): readonly Tile[] {
  const byName = {
    value: '',
    label: text('educators.designer.markByName'),
    picture: <span>Aa</span>,
  }
  return [
    byName,
    ...badgeMarks.map((value) => ({
      value,
      label: text(`educators.designer.marks.${value}`),
      picture: (
        <svg class="sketch" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path class="line" d={pathOf(value)} />
        </svg>
      ),
    })),
  ]
}

export function paletteTiles(text: Text): readonly Tile[] {
  return badgePalettes.map((value) => {
    const palette = paletteOf({ palette: value })
    return {
      value,
      label: text(`educators.designer.palettes.${value}`),
      picture: (
        <Sketch>
          <circle cx="120" cy="120" r="112" fill={palette.rim} />
          <circle cx="120" cy="120" r="92" fill={palette.low} />
          <path d="M120 28a92 92 0 0 1 0 184Z" fill={palette.high} />
          <circle
            cx="120"
            cy="120"
            r="48"
            fill={palette.plate}
            stroke={palette.edge}
            stroke-width="8"
          />
          <circle cx="120" cy="120" r="20" fill={palette.mark} />
        </Sketch>
      ),
    }
  })
}
