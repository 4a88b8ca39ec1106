import type { Verdict } from '../../schemas/requests/verification.ts'
import type { Text } from '../../src/text/text.ts'
import { siteOf } from '../verification/site-of.ts'

/** What the page of a share shows of a badge from elsewhere. */
export interface SharedImport {
  readonly name: string
  readonly description?: string
  readonly criteria?: string
  readonly competencies: readonly string[]
  readonly issuer?: { readonly id: string; readonly name?: string }
  /** Whether its proof stood when it was checked. */
  readonly proven: boolean
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

/** What whoever gave it is called: its name, the site that it stands on, or its id. */
export function giverOf(issuer: SharedImport['issuer'], text: Text): string {
  return issuer?.name ?? siteOf(issuer?.id) ?? issuer?.id ?? text('verify.report.unnamed')
}
