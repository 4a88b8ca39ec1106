import { Router, type Request } from 'express'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { OpenImport } from '../portfolio/open-import.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import { publicDocument } from '../web/security.ts'
import {
  createImportedAnswers,
  importFormOf,
  sendOpenly,
  type ImportedAnswerDeps,
  type ImportToHand,
} from './imported-answer.ts'
import { createNoteLook } from './look.ts'
import { parameter } from './parameter.ts'

export interface SharedImportDeps extends ImportedAnswerDeps {
  readonly portfolio: Portfolio
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/**
 * A shared badge from elsewhere, by the addresses of every share: as it came, letter for letter, or in its picture. Whatever
 * else is shared goes on to the next router.
 */
export function sharedImports(deps: SharedImportDeps): Router {
  const { portfolio } = deps
  const router = Router()
  const open = publicDocument()
  const answers = createImportedAnswers(deps.achievements.pictures)

  const isImport = async (request: Request) =>
    (await portfolio.find(parameter(request, 'token')))?.importId !== undefined

  const noteLook = createNoteLook(deps)

  const toHand = (found: OpenImport): ImportToHand => ({
    imported: found.imported,
    isWhole: portfolio.isWholeImport(found),
    text: () => portfolio.textOfImport(found),
  })

  router.get('/s/:token.:ending', open, async (request, response, next) => {
    if (!(await isImport(request))) {
      next()
      return
    }
    const found = await portfolio.openImport(parameter(request, 'token'))
    const form = importFormOf(parameter(request, 'ending'))
    await answers.hand(response, toHand(found), form, () => noteLook(request, found, form))
  })

  router.get('/s/:token', open, async (request, response, next) => {
    if (!(await isImport(request))) {
      next()
      return
    }
    response.vary('Accept')
    const found = await portfolio.openImport(parameter(request, 'token'))
    const form = await answers.wantedForm(request, toHand(found))
    if (form !== 'page') {
      await answers.hand(response, toHand(found), form, () => noteLook(request, found, form))
      return
    }
    await noteLook(request, found, 'page')
    next()
  })

  // Its page shows it: not noted a second time.
  router.get('/s/:token/picture', open, async (request, response) => {
    const { imported } = await portfolio.openImport(parameter(request, 'token'))
    const picture = await deps.achievements.pictures.read(imported.pictureIds[0] ?? '')
    if (picture === undefined) throw new WaymarkError('not-found')
    sendOpenly(response, picture.contentType, picture.bytes)
  })

  return router
}
