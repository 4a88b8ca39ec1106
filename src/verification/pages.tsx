import Type from 'typebox'
import { closed } from '../../schemas/requests/common.ts'
import type { KnownRecipient } from '../../schemas/requests/verification.ts'
import { ReportPage } from '../../templates/verification/report.tsx'
import { VerifyPage } from '../../templates/verification/verify.tsx'
import { WaymarkError } from '../errors.ts'
import { formPage } from '../web/page.ts'
import { maxFileBytes } from './read.ts'
import type { Verification } from './verification.ts'

export function verificationPages(verification: Verification) {
  return [
    formPage({
      path: '/verify',
      access: 'anyone',
      form: Type.Object(
        {
          pasted: Type.Optional(Type.String({ maxLength: 1_000_000 })),
          recipient: Type.Optional(Type.String({ maxLength: 500 })),
        },
        closed,
      ),
      files: { field: 'file', maxBytes: maxFileBytes },
      async show({ text }, draft) {
        return { title: text('verify.title'), robots: 'index', body: <VerifyPage draft={draft} /> }
      },
      async act({ file, text }, { pasted, recipient }) {
        if (file === undefined && pasted === undefined) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/pasted', rule: 'required' }],
          })
        }
        const known = recipient === undefined ? undefined : knownRecipient(recipient)
        const report =
          file === undefined
            ? await verification.verifyPasted(pasted ?? '', known)
            : await verification.verifyFile(file.bytes, known)
        return { title: text('verify.report.checks'), body: <ReportPage report={report} /> }
      },
    }),
  ]
}

/** One field for both: what begins like a URI is an id, anything else a mail address. */
function knownRecipient(typed: string): KnownRecipient | undefined {
  const value = typed.trim().replace(/^mailto:/i, '')
  if (value === '') return undefined
  return /^[a-z][a-z0-9+.-]*:\S/i.test(value) ? { id: value } : { identifier: value }
}
