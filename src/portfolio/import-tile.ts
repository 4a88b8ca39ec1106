import type { Verdict } from '../../schemas/requests/verification.ts'
import { giverTold } from '../text/givers.ts'
import type { Text } from '../text/text.ts'
import type { Arrangeable } from './arrange.ts'
import { giverIn, verdictToday } from './imported-today.ts'
import { nameOf } from './name-of.ts'
import type { ImportedCredential } from './tables.ts'

interface ImportTile extends Arrangeable {
  readonly href: string
  readonly image: string
  readonly verdict: Verdict
}

/** A badge from elsewhere among those of a backpack, with what is to be said of it today. */
export function importTile(one: ImportedCredential, text: Text, now: Date): ImportTile {
  const { credential } = one.report
  return {
    href: `/backpack/imported/${one.id}`,
    name: nameOf(one) ?? text('verify.report.unnamedBadge'),
    organization: giverTold(giverIn(one.report), text),
    image: `/images/${one.pictureIds[0] ?? ''}`,
    date: credential.awardedDate ?? credential.validFrom ?? one.importedAt,
    competencies: one.competencies,
    verdict: verdictToday(one.report, now),
  }
}
