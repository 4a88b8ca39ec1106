import type { Verdict } from '../../schemas/requests/verification.ts'
import type { Giver } from '../../src/text/givers.ts'

/** What the page of a share shows of a badge from elsewhere. */
export interface SharedImport extends Giver {
  readonly name: string
  readonly description?: string
  readonly criteria?: string
  readonly competencies: readonly string[]
  readonly awardedAt?: string
  readonly validUntil?: string
  readonly narrative?: string
  readonly verdict: Verdict
  readonly checkedAt: string
  /** Whether it names the address of the account that shows it. */
  readonly names: 'own' | 'another' | 'not-told'
  /** Empty for no name. */
  readonly shownAs: string
  readonly image: string
  readonly address: string
  readonly shareUrl: string
  readonly qr: string
  readonly endsAt: string
  readonly preparedFor?: string
  readonly trial: boolean
  /** What its text is, where it may be handed out. */
  readonly written?: 'json' | 'jwt'
}
