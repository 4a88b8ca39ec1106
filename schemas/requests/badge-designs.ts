import Type, { type Static } from 'typebox'
import { closed, hiddenCharacters } from './common.ts'

/** What a drawn badge is made of; templates/art/ draws each of them, src/text/ names each of them. */
export const badgeOutlines = [
  'circle',
  'hexagon',
  'shield',
  'square',
  'diamond',
  'blossom',
  'octagon',
  'arch',
  'drop',
] as const
export const badgeFrames = ['plain', 'double', 'stitched', 'beads', 'compass', 'slim'] as const
export const badgeGrounds = ['map', 'peaks', 'waves', 'sunrise', 'night', 'plain'] as const
export const badgePlates = ['round', 'shape', 'none'] as const
export const badgePalettes = [
  'woods',
  'lake',
  'clay',
  'heather',
  'glacier',
  'poppy',
  'meadow',
  'dusk',
  'own',
] as const
export const badgeMarks = [
  'question',
  'model',
  'lens',
  'data',
  'code',
  'numbers',
  'idea',
  'speech',
  'book',
  'leaf',
  'water',
  'flask',
  'sun',
  'star',
  'people',
  'mountain',
  'compass',
  'flag',
  'rocket',
  'heart',
  'globe',
  'brush',
  'camera',
  'atom',
  'wrench',
  'chip',
  'key',
  'bridge',
  'tree',
  'bolt',
  'music',
  'paw',
] as const

export type BadgeOutline = (typeof badgeOutlines)[number]
export type BadgeFrame = (typeof badgeFrames)[number]
export type BadgeGround = (typeof badgeGrounds)[number]
export type BadgePlate = (typeof badgePlates)[number]
export type BadgePalette = (typeof badgePalettes)[number]
export type BadgeMark = (typeof badgeMarks)[number]

/** The most characters that the board of a badge has room for. */
export const mostBoardLetters = 20

const Colour = Type.String({
  pattern: '^#[0-9a-fA-F]{6}$',
  description: 'A colour as #rrggbb.',
})

export const BadgeColours = Type.Object({ main: Colour, land: Colour, mark: Colour }, closed)
export type BadgeColours = Static<typeof BadgeColours>

const badgeDesignFacts = {
  outline: Type.Enum([...badgeOutlines]),
  frame: Type.Enum([...badgeFrames]),
  ground: Type.Enum([...badgeGrounds]),
  plate: Type.Enum([...badgePlates]),
  mark: Type.Enum([...badgeMarks]),
  palette: Type.Enum([...badgePalettes]),
  seed: Type.String({
    pattern: '^[A-Za-z0-9_-]{1,40}$',
    description: 'Another one draws other land.',
  }),
  words: Type.Optional(
    Type.String({
      maxLength: mostBoardLetters,
      pattern: '\\S',
      not: { pattern: hiddenCharacters },
      description: 'A word or two on the board, in any script.',
    }),
  ),
}

/** How a badge is drawn. The same design always draws the same picture. */
export const BadgeDesign = Type.Object(
  {
    ...badgeDesignFacts,
    colours: Type.Optional({
      ...BadgeColours,
      description: 'For the palette `own`: the rim and the plate, the land, the mark.',
    }),
  },
  closed,
)
export type BadgeDesign = Readonly<Static<typeof BadgeDesign>>

const { outline, frame, ground, plate, mark, palette, seed, words } = badgeDesignFacts

/** A design as a form has it, in one flat piece; what is left out is chosen by the name and the seed. */
export const BadgeDesignForm = Type.Object(
  {
    outline: Type.Optional(outline),
    frame: Type.Optional(frame),
    ground: Type.Optional(ground),
    plate: Type.Optional(plate),
    mark: Type.Optional(mark),
    palette: Type.Optional(palette),
    seed: Type.Optional(seed),
    words,
    main: Type.Optional(Colour),
    land: Type.Optional(Colour),
    markColour: Type.Optional(Colour),
  },
  closed,
)
export type BadgeDesignForm = Static<typeof BadgeDesignForm>

/** The same as an address has it, with the name of the badge. */
export const BadgeDesignQuery = Type.Object(
  { ...BadgeDesignForm.properties, name: Type.Optional(Type.String({ maxLength: 200 })) },
  closed,
)
export type BadgeDesignQuery = Static<typeof BadgeDesignQuery>

/** The names of the fields of a design, in forms and in addresses. */
export const badgeDesignFields = [
  'outline',
  'frame',
  'ground',
  'plate',
  'mark',
  'palette',
  'seed',
  'words',
  'main',
  'land',
  'markColour',
] as const
