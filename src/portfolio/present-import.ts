import type { Static } from 'typebox'
import type { ImportedAnswer } from '../../schemas/requests/imports.ts'
import { verdictToday } from './imported-today.ts'
import type { ImportedCredential } from './tables.ts'

/** What whose badge from elsewhere it is is told of it over the API: what the last check said, as it stands today. */
export function presentImport(one: ImportedCredential, now: Date): Static<typeof ImportedAnswer> {
  const { id, format, address, digest, recipient, competencies, report, importedAt } = one
  return {
    id,
    format,
    ...(address === undefined ? {} : { address }),
    digest,
    recipient,
    competencies: [...competencies],
    report: { ...report, verdict: verdictToday(report, now) },
    importedAt,
  }
}
