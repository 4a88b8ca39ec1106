import { Router, type Request } from 'express'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Imports } from '../portfolio/imports.ts'
import { parameter } from './parameter.ts'

interface ImportDownloadDeps {
  readonly imports: Imports
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** A badge from elsewhere as it was brought in, letter for letter: a file that works without us. */
export function importDownload({ imports, identify }: ImportDownloadDeps): Router {
  const router = Router()
  router.get('/backpack/imported/:importId/credential', async (request, response) => {
    const caller = await identify(request)
    if (caller === undefined) throw new WaymarkError('not-signed-in')
    const text = await imports.textOf(caller, parameter(request, 'importId'))
    const isJson = /^\s*[[{]/.test(text)
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `attachment; filename="badge.${isJson ? 'json' : 'jwt'}"`)
      .type(isJson ? 'application/json' : 'text/plain; charset=utf-8')
      .send(Buffer.from(text))
  })
  return router
}
