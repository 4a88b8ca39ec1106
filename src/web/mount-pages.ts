import type { Request, Response, Router } from 'express'
import { WaymarkError } from '../errors.ts'
import { admit } from './access.ts'
import { keptFields, type KeptField } from './kept-fields.ts'
import { localPath } from './local-path.ts'
import { refuseOtherMethods } from './methods.ts'
import { isFromElsewhere } from './origin.ts'
import { requestContext, type ContextDeps, type RequestContext } from './page-context.ts'
import type { CompiledPage, Page, RawForm } from './page-input.ts'
import type { FileField, PageContext, Shown, ShownPage, UploadedFile } from './shown.ts'
import { wantsPage } from './problem.ts'
import { mustWait } from './rate-limit.ts'
import { formReader } from './request-body.ts'
import { mayUseCamera } from './security.ts'
import type { WebSessions } from './session.ts'
import { multipartReader } from './upload.ts'
import { createValidation } from './validation.ts'

export interface PageDeps extends ContextDeps {
  /** The origin people come by: 'https://badges.example.org'. */
  readonly base: string
  readonly sessions: WebSessions
  /** The whole HTML document as text. */
  readonly renderDocument: (shown: ShownPage, context: PageContext) => string
  /** The page that keeps a form which was sent after its session had ended. */
  readonly keepForm: (
    fields: readonly KeptField[],
    hadFile: boolean,
    context: PageContext,
  ) => ShownPage
}

/** The hidden field of every form that holds its token. */
const tokenField = '_csrf'

function separateToken(values: unknown): { token: unknown; values: unknown } {
  if (typeof values !== 'object' || values === null) return { token: undefined, values: {} }
  const { [tokenField]: token, ...rest }: Readonly<Record<string, unknown>> = { ...values }
  return { token, values: rest }
}

/** Reads what was posted, whichever of the two forms of a form it came in. */
function formDoor({ files }: Page, { csrf }: PageDeps) {
  const readForm = formReader()
  const readMultipart = multipartReader(files)
  const isMultipart = (request: Request) => typeof request.is('multipart/form-data') === 'string'

  return async (request: Request, response: Response): Promise<RawForm> => {
    const read = isMultipart(request)
      ? await readMultipart(request, response)
      : { values: await readForm(request, response), files: [] }
    const { token, values } = separateToken(read.values)
    const refused = csrf.isValid(request, token)
      ? (mustWait(response) ?? refusalOf(read.files, files))
      : new WaymarkError('form-expired')
    return { values, files: read.files, refused }
  }
}

/** Why files that were read are not looked at: one that is too large where only one may come, or too many. */
function refusalOf(
  sent: readonly UploadedFile[],
  field: FileField | undefined,
): WaymarkError | undefined {
  if (field === undefined) return undefined
  const path = `/${field.field}`
  const { several, maxBytes } = field
  if (several !== undefined) {
    if (sent.length <= several.most) return undefined
    const problem = { path, rule: 'too-many', expected: several.most } as const
    return new WaymarkError('invalid-request', { problems: [problem] })
  }
  if (sent.every((file) => file.tooLarge !== true)) return undefined
  const problem = { path, rule: 'too-large', expected: maxBytes } as const
  return new WaymarkError('too-large', { problems: [problem] })
}

function mount(router: Router, page: Page, compiled: CompiledPage, deps: PageDeps): void {
  const { show, act } = compiled
  const finish = (response: Response, { context, send }: RequestContext, shown: Shown) => {
    // Redirects carry what a person sent (`next`), so they only ever lead to a path of ours.
    if ('redirect' in shown) {
      response.redirect(303, localPath(shown.redirect) ?? '/')
      return
    }
    // Said in the document as well; what reads only the head of an answer learns it here.
    if (shown.robots !== 'index') response.set('X-Robots-Tag', 'noindex')
    if (shown.camera === true) mayUseCamera(response)
    const html = deps.renderDocument(shown, context)
    send(response, shown.status ?? 200, html, shown.unkept)
  }
  const raw = (request: Request, response: Response, { context }: RequestContext) => ({
    context,
    params: { ...request.params },
    query: { ...request.query },
    session: deps.sessions.control(request, response),
  })

  if (show !== undefined) {
    router.get(page.path, async (request, response) => {
      const around = await requestContext(request, deps)
      if (page.access !== 'anyone' && around.context.caller === undefined) {
        response.redirect(303, `/sign-in?next=${encodeURIComponent(request.originalUrl)}`)
        return
      }
      finish(response, around, await show(raw(request, response, around)))
    })
  }
  if (act !== undefined) {
    const readPosted = formDoor(page, deps)
    router.post(page.path, async (request, response) => {
      if (isFromElsewhere(request, deps.base, 'unsaid')) throw new WaymarkError('form-expired')
      const around = await requestContext(request, deps)
      const { caller } = around.context
      const signedOut = page.access !== 'anyone' && caller === undefined
      const keeps = signedOut && show !== undefined && wantsPage(request)
      if (!keeps) admit(page.access, caller)
      const form = await readPosted(request, response)
      if (keeps) {
        const fields = keptFields(form.values)
        const kept = deps.keepForm(fields, form.files.length > 0, around.context)
        finish(response, around, { ...kept, status: 401 })
        return
      }
      finish(response, around, await act(raw(request, response, around), form))
    })
  }
}

/** Puts every page on the router, and 405 with Allow for the other methods of their paths. */
export function mountPages(router: Router, pages: readonly Page[], deps: PageDeps): void {
  const validation = createValidation()
  for (const page of pages) mount(router, page, page.compile(validation), deps)
  refuseOtherMethods(router, pages)
}
