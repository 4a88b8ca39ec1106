import { createHash } from 'node:crypto'
import type { AwardEvidence } from '../../issuing/tables.ts'

/** What tells one piece of evidence of a badge from the others, wherever it stands: a correction may put another before it. */
export function evidenceKey(evidence: AwardEvidence): string {
  return createHash('sha256').update(JSON.stringify(evidence)).digest('base64url').slice(0, 22)
}
