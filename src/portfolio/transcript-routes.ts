import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { route } from '../web/route.ts'
import { mostInTranscript, type Transcripts } from './transcripts.ts'

/** They are answered as bytes, to which no charset is added: application/vc has none (VCDM 2.0 §6.2). */
export const transcriptTypes = { json: 'application/vc', jwt: 'text/plain; charset=utf-8' } as const

/** A transcript of what one holds, to take along. */
export function transcriptRoutes(transcripts: Transcripts) {
  return [
    route({
      method: 'post',
      writes: false,
      path: '/api/v1/transcripts',
      operationId: 'assembleTranscript',
      tag: 'Backpack',
      summary: 'Take chosen credentials, or all you hold, as one signed CLR 2.0 transcript',
      access: 'backpack:read',
      body: Type.Object(
        {
          awardIds: Type.Optional(
            Type.Array(Id, {
              minItems: 1,
              maxItems: mostInTranscript,
              description: 'Those in your backpack; all of them where it is left out.',
            }),
          ),
          format: Type.Optional(
            Type.Union([Type.Literal('json'), Type.Literal('jwt')], {
              description: '`json` with an embedded proof where nothing is said, or a compact JWT.',
            }),
          ),
        },
        closed,
      ),
      answers: {
        201: {
          description: 'The transcript; what is inside is letter for letter what was signed',
          schema: Type.String(),
          contentType: 'application/vc',
        },
      },
      errors: ['not-found', 'not-allowed', 'conflict', 'too-large', 'too-many-requests'],
      async handle({ caller, body: { awardIds, format = 'json' } }) {
        const text = await transcripts.assemble(caller, awardIds ?? 'all', format)
        return {
          status: 201,
          body: Buffer.from(text),
          headers: { 'Content-Type': transcriptTypes[format] },
        }
      },
    }),
  ]
}
