import type { ImportedCredential } from './tables.ts'

/** What a badge from elsewhere is called, by its issuer. */
export function nameOf({ report }: Pick<ImportedCredential, 'report'>): string | undefined {
  return report.credential.achievement?.name ?? report.credential.name
}
