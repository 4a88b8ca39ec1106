import { renderToStaticMarkup } from 'preact-render-to-string'
import { chanceFrom } from './chance.ts'
import { contour, hills } from './contours.ts'

/** Contour lines of a wide piece of land, as SVG text: for the ground of large dark areas, unless another line is named. */
export function drawMap(seed: string, width: number, height: number, line = '#2f564d'): string {
  const land = hills(chanceFrom(seed), width, height, 14)
  return renderToStaticMarkup(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
    >
      <g fill="none" stroke={line}>
        {Array.from({ length: 11 }, (_, step) => (
          <path
            key={step}
            d={contour(land, 0.08 + step * 0.15, 32)}
            stroke-width={step % 4 === 0 ? 2.5 : 1.2}
          />
        ))}
      </g>
    </svg>,
  )
}

/** Contour lines as SVG path data, for whoever draws on something else than a page; the last ones are the summits. */
export function contourLines(seed: string, width: number, height: number): readonly string[] {
  const land = hills(chanceFrom(seed), width, height, 9)
  return Array.from({ length: 9 }, (_, step) =>
    contour(land, 0.1 + step * 0.16, Math.min(width, height) / 22),
  )
}
