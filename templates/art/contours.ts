interface Point {
  readonly x: number
  readonly y: number
}

export interface Landscape {
  readonly width: number
  readonly height: number
  /** How high the ground is at a place. */
  readonly heightAt: (x: number, y: number) => number
}

/** A few hills by chance on a field of the given size. */
export function hills(
  chance: () => number,
  width: number,
  height: number,
  count: number,
): Landscape {
  const size = Math.min(width, height)
  const peaks = Array.from({ length: count }, () => ({
    x: chance() * width,
    y: chance() * height,
    high: 0.35 + chance() * 0.65,
    wide: size * (0.16 + chance() * 0.24),
    long: size * (0.16 + chance() * 0.24),
    turn: chance() * Math.PI,
  }))
  return {
    width,
    height,
    heightAt: (x, y) =>
      peaks.reduce((sum, peak) => {
        const along = (x - peak.x) * Math.cos(peak.turn) + (y - peak.y) * Math.sin(peak.turn)
        const across = (y - peak.y) * Math.cos(peak.turn) - (x - peak.x) * Math.sin(peak.turn)
        return sum + peak.high * Math.exp(-((along / peak.long) ** 2) - (across / peak.wide) ** 2)
      }, 0),
  }
}

/**
 * The line along which the ground has one height, as SVG path data: marching squares, then every corner rounded. The
 * field is taken as lying low outside, so every line closes and can be filled (even-odd).
 */
export function contour(landscape: Landscape, level: number, cell: number): string {
  // A tenth of the picture's units is seen on a badge; on a wide map it is only weight.
  const grain = landscape.width > 500 ? 1 : 10
  return loops(landscape, level, cell)
    .map((loop) => smooth(loop, grain))
    .join('')
}

function loops({ width, height, heightAt }: Landscape, level: number, cell: number): Point[][] {
  const columns = Math.ceil(width / cell) + 1
  const rows = Math.ceil(height / cell) + 1
  const ground = Array.from({ length: (columns + 2) * (rows + 2) }, (_, place) => {
    const column = (place % (columns + 2)) - 1
    const row = Math.floor(place / (columns + 2)) - 1
    const outside = column < 0 || row < 0 || column >= columns || row >= rows
    return outside ? -1 : heightAt(column * cell, row * cell)
  })
  const at = (column: number, row: number) => ground[(row + 1) * (columns + 2) + column + 1] ?? -1

  // Where the line crosses the sides of the cells, and which crossings a cell joins.
  const points = new Map<string, Point>()
  const joined = new Map<string, string[]>()
  const cross = (c1: number, r1: number, c2: number, r2: number) => {
    const [from, to] = [at(c1, r1), at(c2, r2)]
    if (from < level === to < level) return undefined
    const key = `${c1},${r1},${c2},${r2}`
    const share = (level - from) / (to - from)
    points.set(key, { x: (c1 + (c2 - c1) * share) * cell, y: (r1 + (r2 - r1) * share) * cell })
    return key
  }
  const join = (one: string | undefined, other: string | undefined) => {
    if (one === undefined || other === undefined) return
    joined.set(one, [...(joined.get(one) ?? []), other])
    joined.set(other, [...(joined.get(other) ?? []), one])
  }
  for (let row = -1; row < rows; row += 1) {
    for (let column = -1; column < columns; column += 1) {
      const top = cross(column, row, column + 1, row)
      const right = cross(column + 1, row, column + 1, row + 1)
      const bottom = cross(column, row + 1, column + 1, row + 1)
      const left = cross(column, row, column, row + 1)
      const sides = [top, right, bottom, left].filter((side) => side !== undefined)
      if (sides.length === 4) {
        join(top, right)
        join(bottom, left)
      } else join(sides[0], sides[1])
    }
  }
  return walk(joined, points)
}

/** Follows the joined crossings round until each loop closes. */
function walk(joined: Map<string, string[]>, points: Map<string, Point>): Point[][] {
  const seen = new Set<string>()
  const found: Point[][] = []
  for (const start of joined.keys()) {
    const loop: Point[] = []
    let here: string | undefined = start
    while (here !== undefined && !seen.has(here)) {
      seen.add(here)
      const point = points.get(here)
      if (point !== undefined) loop.push(point)
      here = joined.get(here)?.find((next) => !seen.has(next))
    }
    if (loop.length > 3) found.push(loop)
  }
  return found
}

function smooth(loop: readonly Point[], grain: number): string {
  const round = (value: number) => String(Math.round(value * grain) / grain)
  const corners = loop.map((corner, place) => {
    const next = loop[(place + 1) % loop.length] ?? corner
    return { corner, middle: { x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 } }
  })
  const write = ({ x, y }: Point) => `${round(x)} ${round(y)}`
  const start = corners.at(-1)?.middle ?? { x: 0, y: 0 }
  return `M${write(start)}${corners.map(({ corner, middle }) => `Q${write(corner)} ${write(middle)}`).join('')}Z`
}
