import type { BadgeOutline } from '../../schemas/requests/badge-designs.ts'

/** The outlines of badges on a square of 240, closed: the signs that mark trails, and what grows beside them. */
export const outlines: Readonly<Record<BadgeOutline, string>> = {
  circle: 'M120 8a112 112 0 1 1 0 224 112 112 0 1 1 0-224Z',
  hexagon:
    'M108 11.2a24 24 0 0 1 24 0l74 42.7a24 24 0 0 1 12 20.8v90.6a24 24 0 0 1-12 20.8l-74 42.7a24 24 0 0 1-24 0l-74-42.7a24 24 0 0 1-12-20.8V74.7a24 24 0 0 1 12-20.8Z',
  shield:
    'M120 10c26 18 56 22 88 22a8 8 0 0 1 8 8v72c0 56-36 96-90 118a16 16 0 0 1-12 0C60 208 24 168 24 112V40a8 8 0 0 1 8-8c32 0 62-4 88-22Z',
  square:
    'M64 14h112a50 50 0 0 1 50 50v112a50 50 0 0 1-50 50H64a50 50 0 0 1-50-50V64a50 50 0 0 1 50-50Z',
  diamond:
    'M101.6 15.6a26 26 0 0 1 36.8 0l86 86a26 26 0 0 1 0 36.8l-86 86a26 26 0 0 1-36.8 0l-86-86a26 26 0 0 1 0-36.8Z',
  blossom: blossom(8, 100, 112),
  octagon:
    'M84.600 12h70.800a20 20 0 0 1 14.100 5.900l52.600 52.600a20 20 0 0 1 5.900 14.100v70.800a20 20 0 0 1-5.900 14.100l-52.600 52.600a20 20 0 0 1-14.100 5.900H84.600a20 20 0 0 1-14.100-5.900l-52.600-52.600a20 20 0 0 1-5.900-14.100V84.600a20 20 0 0 1 5.900-14.100l52.600-52.600a20 20 0 0 1 14.100-5.900Z',
  arch: 'M120 10c56 0 98 42 98 98v98a22 22 0 0 1-22 22H44a22 22 0 0 1-22-22v-98c0-56 42-98 98-98Z',
  drop: 'M104 15a21 21 0 0 1 32 0c36 42 76 74 76 121a92 96 0 0 1-184 0c0-47 40-79 76-121Z',
}

/** Petals around a circle: from the dips at `low` the edge swells out beyond `high`. */
function blossom(petals: number, low: number, high: number): string {
  const at = (radius: number, turn: number) => {
    const angle = ((turn - petals / 4) / petals) * 2 * Math.PI
    const round = (value: number) => String(Math.round(value * 10) / 10)
    return `${round(120 + radius * Math.cos(angle))} ${round(120 + radius * Math.sin(angle))}`
  }
  const edge = Array.from(
    { length: petals },
    (_, petal) =>
      `C${at(high + 10, petal - 0.32)} ${at(high + 10, petal + 0.32)} ${at(low, petal + 0.5)}`,
  )
  return `M${at(low, -0.5)}${edge.join('')}Z`
}

/** About its middle, smaller or larger. */
export function scaled(share: number): string {
  return `translate(120 120) scale(${share}) translate(-120 -120)`
}
