import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import type { Sector } from '../../schemas/requests/organizations.ts'
import { ngssPractices } from '../frameworks/ngss-practices.ts'

/** A badge to begin with: its words stand in the texts, under `educators.starts` and its key. */
export interface StartingPoint {
  readonly key: StartKey
  readonly achievementType: 'Badge' | 'Competency' | 'CommunityService' | 'Fieldwork'
  /** Where it is often used. */
  readonly sectors: readonly Sector[]
  /** The NGSS practice that it shows, where it shows one: by its place among the eight. */
  readonly practices: readonly number[]
  readonly design: BadgeDesign
}

type Look = Pick<BadgeDesign, 'outline' | 'palette' | 'mark' | 'ground'> & Partial<BadgeDesign>

const looking = (seed: string, look: Look): BadgeDesign => ({
  frame: 'plain',
  plate: 'round',
  seed,
  ...look,
})

const points = {
  questions: {
    achievementType: 'Badge',
    sectors: ['museum', 'school'],
    practices: [0],
    design: { outline: 'circle', palette: 'heather', mark: 'question', ground: 'map' },
  },
  prototype: {
    achievementType: 'Badge',
    sectors: ['afterschool', 'company'],
    practices: [5],
    design: {
      outline: 'octagon',
      palette: 'clay',
      mark: 'wrench',
      ground: 'sunrise',
      frame: 'double',
    },
  },
  team: {
    achievementType: 'Competency',
    sectors: ['afterschool', 'company', 'college'],
    practices: [],
    design: {
      outline: 'shield',
      palette: 'lake',
      mark: 'people',
      ground: 'peaks',
      frame: 'double',
    },
  },
  map: {
    achievementType: 'Competency',
    sectors: ['museum', 'afterschool'],
    practices: [],
    design: {
      outline: 'diamond',
      palette: 'woods',
      mark: 'compass',
      ground: 'map',
      frame: 'compass',
    },
  },
  data: {
    achievementType: 'Competency',
    sectors: ['school', 'college'],
    practices: [3],
    design: { outline: 'hexagon', palette: 'dusk', mark: 'data', ground: 'plain', frame: 'double' },
  },
  investigation: {
    achievementType: 'Badge',
    sectors: ['museum', 'school'],
    practices: [2],
    design: { outline: 'drop', palette: 'glacier', mark: 'lens', ground: 'waves' },
  },
  argument: {
    achievementType: 'Competency',
    sectors: ['school', 'college'],
    practices: [6],
    design: { outline: 'arch', palette: 'poppy', mark: 'speech', ground: 'sunrise' },
  },
  code: {
    achievementType: 'Competency',
    sectors: ['afterschool', 'library', 'college'],
    practices: [4],
    design: { outline: 'square', palette: 'dusk', mark: 'code', ground: 'night', frame: 'slim' },
  },
  sources: {
    achievementType: 'Competency',
    sectors: ['library', 'school'],
    practices: [7],
    design: { outline: 'arch', palette: 'clay', mark: 'book', ground: 'map', frame: 'stitched' },
  },
  helper: {
    achievementType: 'CommunityService',
    sectors: ['college', 'library'],
    practices: [],
    design: { outline: 'blossom', palette: 'poppy', mark: 'heart', ground: 'sunrise' },
  },
  place: {
    achievementType: 'Fieldwork',
    sectors: ['museum', 'afterschool', 'school'],
    practices: [],
    design: {
      outline: 'hexagon',
      palette: 'meadow',
      mark: 'leaf',
      ground: 'peaks',
      frame: 'stitched',
    },
  },
  safety: {
    achievementType: 'Competency',
    sectors: ['company', 'college'],
    practices: [],
    design: { outline: 'octagon', palette: 'woods', mark: 'bolt', ground: 'plain', frame: 'beads' },
  },
} as const satisfies Readonly<
  Record<string, Omit<StartingPoint, 'key' | 'design'> & { readonly design: Look }>
>

export type StartKey = keyof typeof points

export const startKeys = Object.keys(points).filter((key): key is StartKey => key in points)

export const startingPoints: readonly StartingPoint[] = startKeys.map((key) => ({
  key,
  ...points[key],
  design: looking(key, points[key].design),
}))

/** The practices of a starting point as alignments. */
export function alignmentsOf({ practices }: StartingPoint) {
  return practices.flatMap((place) => ngssPractices[place] ?? [])
}

/** Those that fit a place of learning first. */
export function startsFor(sector: Sector): readonly StartingPoint[] {
  const fits = ({ sectors }: StartingPoint) => Number(sectors.includes(sector))
  return startingPoints.toSorted((one, other) => fits(other) - fits(one))
}
