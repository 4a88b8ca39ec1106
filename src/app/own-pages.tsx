import { ErrorPage, errorTitle } from '../../templates/errors.tsx'
import { SignedOutForm } from '../../templates/signed-out-form.tsx'
import type { KeptField } from '../web/kept-fields.ts'
import type { PageContext, ShownPage } from '../web/shown.ts'
import type { ShownError } from '../web/problem.ts'

/** What was typed into a form by somebody who was signed out meanwhile. */
export function signedOutForm(
  fields: readonly KeptField[],
  hadFile: boolean,
  { text }: PageContext,
): ShownPage {
  return {
    title: text('signedOutForm.title'),
    body: <SignedOutForm fields={fields} hadFile={hadFile} />,
  }
}

/** An error as a page: the same facts as the problem document of the API. */
export function errorPage(error: ShownError, { text, path }: PageContext): ShownPage {
  const { code, values, requestId, again } = error
  return {
    title: errorTitle(text, code),
    body: (
      <ErrorPage
        code={code}
        values={values}
        requestId={requestId}
        next={path}
        {...(again === undefined ? {} : { again })}
      />
    ),
  }
}
