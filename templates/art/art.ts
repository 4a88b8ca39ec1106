import { h } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { Medallion, type Art } from './medallion.tsx'

/**
 * Draws the plain picture of a badge that nobody drew one for: a trail marker over a piece of map, as SVG text. It
 * stands alone: no font, no style sheet, nothing outside. The same name and seed always draw the same picture.
 */
export function drawArt(art: Art): string {
  return renderToStaticMarkup(h(Medallion, art))
}
