import type { Request, Response } from 'express'
import type { Achievements } from '../achievements/achievements.ts'
import { WaymarkError } from '../errors.ts'
import { createImportFiles, writtenAs, type ImportForm } from '../portfolio/import-files.ts'
import type { ImportedCredential } from '../portfolio/tables.ts'
import { wantedType } from './wanted.ts'

/** A badge from elsewhere, as far as whoever asks may have it. */
export interface ImportToHand {
  readonly imported: ImportedCredential
  /** Whether its text may be handed out. */
  readonly isWhole: boolean
  /** As it came, letter for letter. @throws WaymarkError not-found where it may not be handed out */
  text(): Promise<string>
}

export interface ImportedAnswerDeps {
  readonly achievements: { readonly pictures: Pick<Achievements['pictures'], 'read'> }
}

export interface ImportedAnswers {
  /** The form that is asked for, or the page. @throws WaymarkError not-acceptable, with what there is */
  wantedForm(request: Request, one: ImportToHand): Promise<ImportForm | 'page'>
  /**
   * Hands it out in one of its forms.
   * @param noteLook done once there is something to hand out
   * @throws WaymarkError not-found where there is none of this form
   */
  hand(
    response: Response,
    one: ImportToHand,
    form: ImportForm,
    noteLook: () => Promise<void>,
  ): Promise<void>
}

const mediaTypes = {
  json: 'application/vc',
  jwt: 'text/plain; charset=utf-8',
  png: 'image/png',
} as const

/**
 * By what each form is asked for. A JWT is handed out as the text that it is (OB 3.0 "Web Resource"): how it was made is its
 * issuer's choice, and application/vc+jwt is one of several.
 */
const asked = {
  json: ['application/vc', 'application/vc+ld+json', 'application/ld+json', 'application/json'],
  jwt: ['text/plain', 'application/jwt', 'application/vc+jwt'],
} as const

const forms = ['json', 'jwt', 'png'] as const satisfies readonly ImportForm[]

/** @throws WaymarkError not-found for an ending that there is not */
export function importFormOf(ending: string): ImportForm {
  const form = forms.find((one) => one === ending)
  if (form === undefined) throw new WaymarkError('not-found')
  return form
}

/** How a badge from elsewhere is handed out, wherever it is shared: as it came, or in its picture. */
export function createImportedAnswers(
  pictures: Pick<Achievements['pictures'], 'read'>,
): ImportedAnswers {
  const files = createImportFiles(pictures)
  return {
    async wantedForm(request, one) {
      // Where its text is not shown, whoever asks for one is told that there is none.
      const written = one.isWhole ? writtenAs(await one.text()) : 'json'
      const [first, ...others] = asked[written]
      const type = wantedType(request, [first, ...others, 'image/png'])
      if (type === 'page') return type
      return type === 'image/png' ? 'png' : written
    },
    async hand(response, one, form, noteLook) {
      const bytes = await files.file(one.imported, await one.text(), form)
      await noteLook()
      sendOpenly(response, mediaTypes[form], bytes)
    },
  }
}

/** Not to be kept by anybody in between: a share that is closed is closed for its files and its picture too. */
export function sendOpenly(response: Response, type: string, bytes: Uint8Array): void {
  response
    .set('Cache-Control', 'no-store')
    .set('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .set('X-Robots-Tag', 'noindex')
    .type(type)
    .send(Buffer.from(bytes))
}
