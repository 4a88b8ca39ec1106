import { Router, type Request } from 'express'
import type { Applications } from '../applications/applications.ts'
import type { Caller } from '../caller.ts'
import { parameter } from './parameter.ts'

interface EvidenceDeps {
  readonly applications: Pick<Applications, 'readEvidence'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** A picture or PDF that somebody handed in, for whoever may see it. A PDF is saved, never opened as a page of ours. */
export function evidenceFiles({ applications, identify }: EvidenceDeps): Router {
  const router = Router()
  router.get('/evidence/:fileId', async (request, response) => {
    const caller = await identify(request)
    const file = await applications.readEvidence(caller, parameter(request, 'fileId'))
    const isPicture = file.contentType.startsWith('image/')
    const ending = file.contentType.split('/')[1] ?? 'bin'
    response
      .set('Cache-Control', 'private, no-store')
      .set('X-Robots-Tag', 'noindex')
      .set('Content-Security-Policy', "default-src 'none'; sandbox")
      .set(
        'Content-Disposition',
        `${isPicture ? 'inline' : 'attachment'}; filename="evidence.${ending}"`,
      )
      .type(file.contentType)
      .send(Buffer.from(file.bytes))
  })
  return router
}
