import type { BadgeColours, BadgeDesign } from '../../schemas/requests/badge-designs.ts'

/** The colours of one drawn badge, as #rrggbb. */
export interface Palette {
  readonly rim: string
  /** The fine line between rim and page, which keeps the badge whole on a dark page. */
  readonly edge: string
  readonly low: string
  readonly high: string
  readonly line: string
  readonly trail: string
  readonly plate: string
  readonly mark: string
}

const paper = '#fffdf5'

/** Colours of a walk: woods, lake, clay, heather, glacier, poppy, meadow, dusk. */
export const palettes = {
  woods: {
    rim: '#14302b',
    edge: paper,
    low: '#8fc29a',
    high: '#f1f3c4',
    line: '#14302b',
    trail: '#c4402f',
    plate: '#14302b',
    mark: '#ffcf3f',
  },
  lake: {
    rim: '#0b3a52',
    edge: paper,
    low: '#4fa3c4',
    high: '#e3f4ec',
    line: '#0b3a52',
    trail: '#d2542f',
    plate: '#0b3a52',
    mark: '#ffe08a',
  },
  clay: {
    rim: '#5c2414',
    edge: paper,
    low: '#dd8450',
    high: '#ffe9bd',
    line: '#5c2414',
    trail: '#1d6a63',
    plate: '#5c2414',
    mark: '#ffd9a8',
  },
  heather: {
    rim: '#3b1f52',
    edge: paper,
    low: '#a583c9',
    high: '#fbe4ee',
    line: '#3b1f52',
    trail: '#b5382a',
    plate: '#3b1f52',
    mark: '#ffd24a',
  },
  glacier: {
    rim: '#123c4a',
    edge: paper,
    low: '#7cc7c4',
    high: '#f4fbf7',
    line: '#123c4a',
    trail: '#b5382a',
    plate: '#ffcf3f',
    mark: '#123c4a',
  },
  poppy: {
    rim: '#6b1620',
    edge: paper,
    low: '#e8705c',
    high: '#ffe6b3',
    line: '#6b1620',
    trail: '#14524a',
    plate: '#fff3d6',
    mark: '#6b1620',
  },
  meadow: {
    rim: '#2c4410',
    edge: paper,
    low: '#a9c84e',
    high: '#fdf6c9',
    line: '#2c4410',
    trail: '#0b5c74',
    plate: '#2c4410',
    mark: '#f7f3b2',
  },
  dusk: {
    rim: '#1f2352',
    edge: paper,
    low: '#6d79c9',
    high: '#ffd9b8',
    line: '#1f2352',
    trail: '#a82c3c',
    plate: '#1f2352',
    mark: '#ffc46b',
  },
} as const satisfies Record<string, Palette>

export type PaletteName = keyof typeof palettes

/** The colours of a design: one of the walks, or three of one's own and what follows from them. */
export function paletteOf({
  palette,
  colours = ownStart,
}: Pick<BadgeDesign, 'palette' | 'colours'>): Palette {
  if (palette !== 'own') return palettes[palette]
  const { main, land, mark } = colours
  return {
    rim: main,
    edge: paper,
    low: land,
    high: tint(land, paper, 0.8),
    line: main,
    trail: main,
    plate: main,
    mark,
  }
}

/** What own colours begin with. */
export const ownStart: BadgeColours = { main: '#14302b', land: '#8fc29a', mark: '#ffcf3f' }

/** The colour a share of the way from one to another. */
export function tint(from: string, to: string, share: number): string {
  const channel = (colour: string, place: number) =>
    Number.parseInt(colour.slice(place, place + 2), 16)
  const mixed = [1, 3, 5].map((place) =>
    Math.round(channel(from, place) + (channel(to, place) - channel(from, place)) * share),
  )
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
