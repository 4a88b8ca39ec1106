import { Router, type Request } from 'express'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { transcriptTypes } from '../portfolio/transcript-routes.ts'
import type { Transcripts } from '../portfolio/transcripts.ts'
import { parameter } from './parameter.ts'

export interface TranscriptDownloadDeps {
  readonly transcripts: Transcripts
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** The button on the backpack page: the badges that were ticked, or all of them, as one file. */
export function transcriptDownload({ transcripts, identify }: TranscriptDownloadDeps): Router {
  const router = Router()
  router.get('/backpack/transcript.:ending', async (request, response) => {
    const format = parameter(request, 'ending')
    if (format !== 'json' && format !== 'jwt') throw new WaymarkError('not-found')
    const caller = await identify(request)
    if (caller === undefined) throw new WaymarkError('not-signed-in')
    const ticked = [request.query['award'] ?? []].flat().map(String)
    const text = await transcripts.assemble(caller, ticked.length === 0 ? 'all' : ticked, format)
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `attachment; filename="transcript.${format}"`)
      .type(transcriptTypes[format])
      .send(Buffer.from(text))
  })
  return router
}
