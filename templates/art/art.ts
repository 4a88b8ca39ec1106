import { h } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { designFor } from './design.ts'
import { Medallion, type MedallionProps } from './medallion.tsx'
import type { PaletteName } from './palettes.ts'

export interface Art {
  /** The achievement's name: chooses the mark and is the picture's title. */
  readonly name: string
  /** Whatever stays the same for this achievement: the same seed always draws the same picture. */
  readonly seed: string
  readonly palette?: PaletteName
}

/** Draws a design as SVG text. It stands alone: no font, no style sheet, nothing outside. */
export function drawDesign(props: MedallionProps): string {
  return renderToStaticMarkup(h(Medallion, props))
}

/** Draws the picture of a badge that nobody designed. The same name and seed always draw the same picture. */
export function drawArt({ name, seed, palette }: Art): string {
  const drawn = designFor(name, seed)
  const design = palette === undefined ? drawn : { ...drawn, palette }
  return drawDesign({ name, design })
}
