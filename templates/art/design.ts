import {
  badgeGrounds,
  badgeOutlines,
  type BadgeDesign,
  type BadgeDesignForm,
} from '../../schemas/requests/badge-designs.ts'
import { chanceFrom, pick } from './chance.ts'
import { marks } from './marks.ts'
import { ownStart, palettes, type PaletteName } from './palettes.ts'

const paletteNames = Object.keys(palettes) as readonly PaletteName[]

/**
 * The design of a badge that nobody designed: the name chooses the mark where it speaks of one, the seed all the rest.
 * The same name and seed always have the same design.
 */
export function designFor(name: string, seed: string): BadgeDesign {
  const chance = chanceFrom(seed)
  const palette = pick(chance, paletteNames)
  const outline = pick(chance, badgeOutlines)
  const anyMark = pick(chance, marks)
  // Two in three stand on a map: it is what these badges are known by.
  const ground = pick(chance, [...badgeGrounds, 'map', 'map', 'map', 'map', 'map', 'map'] as const)
  const frame = pick(chance, ['plain', 'plain', 'double', 'stitched', 'beads'] as const)
  return {
    outline,
    frame,
    ground,
    plate: 'round',
    palette,
    mark: (markOf(name) ?? anyMark).name,
    seed: plainSeed(seed),
  }
}

/** Another one by chance, whose mark still fits the name. */
export function surprise(name: string, seed: string): BadgeDesign {
  const chance = chanceFrom(`surprise ${seed}`)
  const drawn = designFor(name, seed)
  return {
    ...drawn,
    ground: pick(chance, badgeGrounds),
    frame: pick(chance, ['plain', 'double', 'stitched', 'beads', 'compass', 'slim'] as const),
    plate: pick(chance, ['round', 'round', 'shape'] as const),
  }
}

/** A design as it was asked for or sent: what is left open is chosen by the name and the seed. */
export function designOf(sent: BadgeDesignForm, name: string): BadgeDesign {
  const { main, land, markColour, ...design } = sent
  const whole = { ...designFor(name, design.seed ?? 'seed'), ...design }
  if (whole.palette !== 'own') return whole
  const colours = {
    main: main ?? ownStart.main,
    land: land ?? ownStart.land,
    mark: markColour ?? ownStart.mark,
  }
  return { ...whole, colours }
}

/** What the fields of a form begin with for a design. */
export function fieldsOf({ colours = ownStart, ...design }: BadgeDesign): BadgeDesignForm {
  const { main, land, mark: markColour } = colours
  return { ...design, main, land, markColour }
}

function markOf(name: string) {
  const words = ` ${plainLetters(name)} `
  return marks.find((one) => one.words.some((word) => words.includes(` ${word}`)))
}

/** 'Robótica: ¡ya!' → 'robotica ya' */
function plainLetters(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
}

/** A seed fit for an address. */
function plainSeed(seed: string): string {
  const plain = seed.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 40)
  return plain === '' ? 'seed' : plain
}
