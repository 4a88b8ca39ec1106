import type { Request, Response } from 'express'
import type { OpenPage } from '../portfolio/open-share.ts'
import type { OpenImported } from '../portfolio/portfolio-pages/open-imported.ts'
import {
  createImportedAnswers,
  importFormOf,
  type ImportedAnswerDeps,
  type ImportToHand,
} from './imported-answer.ts'
import { createNoteLook, type NoteLookDeps } from './look.ts'

export interface ImportedOnPageDeps extends ImportedAnswerDeps, NoteLookDeps {
  readonly openImported: OpenImported
}

/** Badges from elsewhere that stand on a page, for software. Whoever gets one is noted. */
export interface ImportedOnPage {
  /** Whether what stands there is one. */
  isOne(found: OpenPage, partId: string): boolean
  /** @throws WaymarkError not-found where there is no such form, or none that may be handed out */
  byEnding(on: Asked, ending: string): Promise<void>
  /**
   * By what is asked for (`Accept`).
   * @returns whether it was handed out; if not, its page was asked for
   * @throws WaymarkError not-found, not-acceptable
   */
  byType(on: Asked): Promise<boolean>
}

interface Asked {
  readonly request: Request
  readonly response: Response
  readonly found: OpenPage
  readonly partId: string
}

export function createImportedOnPage(deps: ImportedOnPageDeps): ImportedOnPage {
  const { openImported } = deps
  const answers = createImportedAnswers(deps.achievements.pictures)
  const noteLook = createNoteLook(deps)

  const toHand = async (found: OpenPage, partId: string): Promise<ImportToHand> => ({
    imported: await openImported.read(found, partId),
    isWhole: openImported.isWhole(found),
    text: () => openImported.text(found, partId),
  })

  return {
    isOne: ({ page }, partId) =>
      page.parts.some(({ id, kind }) => id === partId && kind === 'imported'),
    async byEnding({ request, response, found, partId }, ending) {
      const form = importFormOf(ending)
      const one = await toHand(found, partId)
      await answers.hand(response, one, form, () => noteLook(request, found, form))
    },
    async byType({ request, response, found, partId }) {
      const one = await toHand(found, partId)
      const form = await answers.wantedForm(request, one)
      if (form === 'page') return false
      await answers.hand(response, one, form, () => noteLook(request, found, form))
      return true
    },
  }
}
