import type { Static } from 'typebox'
import type { BroughtInAnswer, ImportedAnswer } from '../../schemas/requests/imports.ts'
import type { BroughtIn } from './bring-in.ts'
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

/** What became of badges that were handed in, as whoever brought them in is told over the API. */
export function presentBroughtIn(
  { kept, leftOut }: BroughtIn,
  now: Date,
): Static<typeof BroughtInAnswer> {
  return {
    imported: kept.map((one) => presentImport(one, now)),
    leftOut: leftOut.map(({ fault: { code, values }, ...told }) => ({
      ...told,
      code,
      ...(Object.keys(values).length === 0 ? {} : { values: { ...values } }),
    })),
  }
}
