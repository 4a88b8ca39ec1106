import Type from 'typebox'
import { closed } from '../../schemas/requests/common.ts'
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
      form: Type.Object({ pasted: Type.Optional(Type.String({ maxLength: 1_000_000 })) }, closed),
      files: { field: 'file', maxBytes: maxFileBytes },
      async show({ text }, draft) {
        return { title: text('verify.title'), robots: 'index', body: <VerifyPage draft={draft} /> }
      },
      async act({ file, text }, { pasted }) {
        if (file === undefined && pasted === undefined) {
          throw new WaymarkError('invalid-request', {
            problems: [{ path: '/pasted', rule: 'required' }],
          })
        }
        const report =
          file === undefined
            ? await verification.verifyPasted(pasted ?? '')
            : await verification.verifyFile(file.bytes)
        return { title: text('verify.report.checks'), body: <ReportPage report={report} /> }
      },
    }),
  ]
}
