import type { TObject } from 'typebox'
import { WaymarkError } from '../errors.ts'
import { admit, type Access, type CallerFor } from './access.ts'
import type { FileField, PageContext, SessionControl, Shown, UploadedFile } from './shown.ts'
import type { Validation, Value } from './validation.ts'

export interface PageInput<
  A extends Access,
  P extends TObject | undefined,
  Q extends TObject | undefined,
> extends Omit<PageContext, 'caller' | 'query'> {
  readonly caller: CallerFor<A>
  readonly params: Value<P>
  /** Checked; parameters that the schema does not know are dropped. Unchecked ones stand in `context.query`. */
  readonly query: Value<Q>
  readonly session: SessionControl
  /** The file that came in the form's file field; undefined where none was chosen. */
  readonly file: UploadedFile | undefined
  /** All of them, where the field takes several. */
  readonly files: readonly UploadedFile[]
  /** The whole context, to hand on. */
  readonly context: PageContext
}

export interface Address<
  A extends Access,
  P extends TObject | undefined,
  Q extends TObject | undefined,
> {
  readonly path: string
  readonly access: A
  readonly params?: P
  readonly query?: Q
}

/** A request for a page before anything in it is believed. */
export interface RawPage {
  readonly context: PageContext
  readonly params: unknown
  readonly query: unknown
  readonly session: SessionControl
}

/** What was posted; `refused` where the request was read and yet must not be acted on (an old form, a file too large). */
export interface RawForm {
  readonly values: unknown
  readonly files: readonly UploadedFile[]
  readonly refused: WaymarkError | undefined
}

export interface CompiledPage {
  readonly show?: (raw: RawPage) => Promise<Shown>
  readonly act?: (raw: RawPage, form: RawForm) => Promise<Shown>
}

export interface Page {
  readonly path: string
  readonly access: Access
  readonly files?: FileField | undefined
  readonly methods: readonly ('get' | 'post')[]
  compile(validation: Validation): CompiledPage
}

/** Checks who asks and the address of a page. @throws WaymarkError not-signed-in, not-allowed, not-found, invalid-request */
export function pageReader<
  A extends Access,
  P extends TObject | undefined,
  Q extends TObject | undefined,
>(
  { access, params, query }: Address<A, P, Q>,
  validation: Validation,
): (raw: RawPage, files?: readonly UploadedFile[]) => PageInput<A, P, Q> {
  const checkParams = validation.fromText(params)
  const checkQuery = validation.lenient(query)
  return ({ context, session, ...raw }, files = []) => {
    const caller = admit(access, context.caller)
    const address = checkParams(raw.params)
    // An id that cannot be one names nothing.
    if (!address.ok) throw new WaymarkError('not-found')
    const asked = checkQuery(raw.query)
    if (!asked.ok) throw new WaymarkError('invalid-request', { problems: asked.problems })
    return {
      ...context,
      caller,
      params: address.value,
      query: asked.value,
      session,
      file: files[0],
      files,
      context,
    }
  }
}
