import Type from 'typebox'
import {
  BadgeDesign,
  BadgeDesignQuery,
  type BadgeDesignQuery as Asked,
} from '../../schemas/requests/badge-designs.ts'
import { closed, Language } from '../../schemas/requests/common.ts'
import { saidOf } from '../../templates/achievements/designer.tsx'
import { designOf, surprise } from '../../templates/art/design.ts'
import type { DesignNote } from '../../templates/art/legibility.ts'
import type { Language as OurLanguage } from '../text/languages.ts'
import type { Text } from '../text/text.ts'
import { route } from '../web/route.ts'

/** A design as a picture, and what is hard to see in it. */
export interface DrawBadge {
  /** @returns an SVG that stands alone, titled with the name */
  draw(name: string, design: BadgeDesign): string
  notes(design: BadgeDesign): readonly DesignNote[]
}

export interface ArtRouteDeps {
  readonly drawBadge: DrawBadge
  readonly textFor: (language: OurLanguage) => Text
}

const tag = 'Achievements'

/** A picture opened by itself must run nothing. */
const pictureHeaders = {
  'Content-Type': 'image/svg+xml; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  // The same design always draws the same picture.
  'Cache-Control': 'private, max-age=86400',
} as const

const NoteAnswer = Type.Object({
  code: Type.String({
    description: 'mark-faint, rim-faint, words-faint, letters-small, letters-missing.',
  }),
  said: Type.String({
    description: 'The same as a sentence: what is hard to see, and what to change.',
  }),
})

function asked({ name = '', ...sent }: Asked) {
  return { name, design: designOf(sent, name) }
}

/** How a badge would look, before anything is stored. */
export function artRoutes({ drawBadge, textFor }: ArtRouteDeps) {
  return [
    route({
      method: 'get',
      path: '/api/v1/badge-designs/picture',
      operationId: 'drawBadgeDesign',
      tag,
      summary: 'A design as an SVG; nothing is stored',
      access: 'achievements:read',
      query: BadgeDesignQuery,
      answers: { 200: { description: 'The picture', contentType: 'image/svg+xml' } },
      async handle({ query }) {
        const { name, design } = asked(query)
        return { status: 200, body: drawBadge.draw(name, design), headers: pictureHeaders }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/badge-designs/notes',
      operationId: 'checkBadgeDesign',
      tag,
      summary: 'What is hard to see in a design, and what would help',
      access: 'achievements:read',
      query: Type.Object(
        { ...BadgeDesignQuery.properties, language: Type.Optional(Language) },
        closed,
      ),
      answers: {
        200: {
          description: 'Nothing where all of it is easy to see',
          schema: Type.Object({ notes: Type.Array(NoteAnswer) }),
        },
      },
      async handle({ query: { language = 'en', ...query } }) {
        const notes = drawBadge.notes(asked(query).design)
        const text = textFor(language)
        return {
          status: 200,
          body: { notes: notes.map((note) => ({ code: note.code, said: saidOf(text, note) })) },
        }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/badge-designs/surprise',
      operationId: 'surpriseBadgeDesign',
      tag,
      summary: 'A design by chance, whose mark fits the name',
      access: 'achievements:read',
      query: Type.Object(
        {
          name: Type.Optional(Type.String({ maxLength: 200 })),
          seed: BadgeDesign.properties.seed,
        },
        closed,
      ),
      answers: { 200: { description: 'A design', schema: BadgeDesign } },
      async handle({ query: { name = '', seed } }) {
        return { status: 200, body: surprise(name, seed) }
      },
    }),
  ]
}
