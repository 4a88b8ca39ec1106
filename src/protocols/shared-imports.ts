import { Router, type Request, type Response } from 'express'
import type { ViewFormat } from '../../schemas/requests/shares.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { createImportFiles, writtenAs, type ImportForm } from '../portfolio/import-files.ts'
import type { OpenImport } from '../portfolio/open-import.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { publicDocument } from '../web/security.ts'
import { lookOf } from './look.ts'
import { parameter } from './parameter.ts'
import { wantedType } from './wanted.ts'

export interface SharedImportDeps {
  readonly portfolio: Portfolio
  readonly achievements: Pick<Achievements, 'pictures'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

const mediaTypes = {
  json: 'application/vc',
  jwt: 'text/plain; charset=utf-8',
  png: 'image/png',
} as const
const forms = ['json', 'jwt', 'png'] as const

/**
 * By what each form is asked for. A JWT is handed out as the text that it is (OB 3.0 "Web Resource"): how it was made is its
 * issuer's choice, and application/vc+jwt is one of several.
 */
const asked = {
  json: ['application/vc', 'application/vc+ld+json', 'application/ld+json', 'application/json'],
  jwt: ['text/plain', 'application/jwt', 'application/vc+jwt'],
} as const

/**
 * A shared badge from elsewhere, by the addresses of every share: as it came, letter for letter, or in its picture. Whatever
 * else is shared goes on to the next router.
 */
export function sharedImports(deps: SharedImportDeps): Router {
  const { portfolio, identify } = deps
  const router = Router()
  const open = publicDocument()
  const files = createImportFiles(deps.achievements.pictures)

  const isImport = async (request: Request) =>
    (await portfolio.find(parameter(request, 'token')))?.importId !== undefined

  const note = async (request: Request, found: OpenImport, format: ViewFormat) => {
    if (request.method !== 'GET') return
    // Whose own share it is looks without being noted; a key that is not good keeps nobody from looking.
    const caller = await identify(request).catch(() => undefined)
    await portfolio.seen(found, lookOf(request, format), caller)
  }

  const hand = async (
    request: Request,
    response: Response,
    found: OpenImport,
    form: ImportForm,
  ) => {
    const text = await portfolio.textOfImport(found)
    const bytes = await files.file(found.imported, text, form)
    await note(request, found, form)
    send(response, mediaTypes[form], bytes)
  }

  router.get('/s/:token.:ending', open, async (request, response, next) => {
    if (!(await isImport(request))) {
      next()
      return
    }
    const found = await portfolio.openImport(parameter(request, 'token'))
    const form = forms.find((one) => one === parameter(request, 'ending'))
    if (form === undefined) throw new WaymarkError('not-found')
    await hand(request, response, found, form)
  })

  router.get('/s/:token', open, async (request, response, next) => {
    if (!(await isImport(request))) {
      next()
      return
    }
    response.vary('Accept')
    const found = await portfolio.openImport(parameter(request, 'token'))
    const form = await wantedForm(request, found)
    if (form !== 'page') {
      await hand(request, response, found, form)
      return
    }
    await note(request, found, 'page')
    next()
  })

  // Its page shows it: not noted a second time.
  router.get('/s/:token/picture', open, async (request, response) => {
    const { imported } = await portfolio.openImport(parameter(request, 'token'))
    const picture = await deps.achievements.pictures.read(imported.pictureIds[0] ?? '')
    if (picture === undefined) throw new WaymarkError('not-found')
    send(response, picture.contentType, picture.bytes)
  })

  return router

  /** @throws WaymarkError not-acceptable, with what there is */
  async function wantedForm(request: Request, found: OpenImport): Promise<ImportForm | 'page'> {
    // Where its text is not shown, whoever asks for one is told that there is none.
    const isWhole = portfolio.isWholeImport(found)
    const written = isWhole ? writtenAs(await portfolio.textOfImport(found)) : 'json'
    const [first, ...others] = asked[written]
    const type = wantedType(request, [first, ...others, 'image/png'])
    if (type === 'page') return type
    return type === 'image/png' ? 'png' : written
  }
}

/** Not to be kept by anybody in between: a share that is closed is closed for its files and its picture too. */
function send(response: Response, type: string, bytes: Uint8Array): void {
  response
    .set('Cache-Control', 'no-store')
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .set('X-Robots-Tag', 'noindex')
    .type(type)
    .send(Buffer.from(bytes))
}
