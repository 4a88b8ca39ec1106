import { toChildArray, type ComponentChildren } from 'preact'
import type { Draft } from '../draft.ts'
import { useSurroundings } from '../text-context.tsx'
import { ErrorSummary } from './error-summary.tsx'

/** The name of the hidden field that proves a form was ours. */
export const csrfField = '_csrf'

export function CsrfField() {
  return <input type="hidden" name={csrfField} value={useSurroundings().csrfToken} />
}

interface FormProps {
  readonly draft: Draft
  readonly children: ComponentChildren
  /** Where it is sent: the page's own address unless it is told. */
  readonly action?: string
  /** Set where the form holds a FileField. */
  readonly files?: boolean
  readonly id?: string
}

/** A form that shows what is wrong with it and sends the proof that it was ours. */
export function Form({ draft, children, action, files, id }: FormProps) {
  return (
    <form
      class="form"
      method="post"
      action={action}
      id={id}
      encType={files === true ? 'multipart/form-data' : undefined}
      // The page says what is wrong in the reader's language and keeps what was typed; the browser's bubbles do neither.
      noValidate
    >
      <CsrfField />
      <ErrorSummary draft={draft} labels={labelsIn(children)} />
      {children}
    </form>
  )
}

/** What the fields below are called, so that the summary above can name them. */
function labelsIn(children: ComponentChildren): ReadonlyMap<string, ComponentChildren> {
  return new Map(
    toChildArray(children).flatMap((child) => {
      if (typeof child !== 'object') return []
      const { name, label, children: inside } = child.props as FieldLike
      const own = typeof name === 'string' && label !== undefined ? [[name, label] as const] : []
      return [...own, ...labelsIn(inside)]
    }),
  )
}

/** What the props of any node may have of a field's. */
interface FieldLike {
  readonly name?: unknown
  readonly label?: ComponentChildren
  readonly children?: ComponentChildren
}

/** A form that is hardly more than its button. */
export function ActionForm({ action, children }: { action: string; children: ComponentChildren }) {
  return (
    <form class="action-form" method="post" action={action}>
      <CsrfField />
      {children}
    </form>
  )
}

/** Fields that belong together, under one heading. */
export function FieldSet({
  legend,
  hint,
  children,
}: {
  legend: ComponentChildren
  hint?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    <fieldset class="field-set">
      <legend>{legend}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {children}
    </fieldset>
  )
}
