import type { CheckName, CheckResult, Verdict, VerificationReport } from './verification.ts'

/** What a receipt says: what somebody's service found when it checked a badge, and at what time. */
export interface ReceiptContent {
  readonly verdict: Verdict
  readonly verifiedAt: string
  readonly kind: NonNullable<VerificationReport['kind']>
  /** SHA-256 of the text that was checked, in hexadecimal: it ties the receipt to one file and no other. */
  readonly digest?: string
  readonly credentialId?: string
  readonly name?: string
  readonly awardedBy?: { readonly id?: string; readonly name?: string }
  /** The address that was looked under. */
  readonly source?: string
  readonly checks: readonly {
    readonly name: CheckName
    readonly result: CheckResult
    readonly code: string
    readonly source?: string
  }[]
}

/** What came of looking at a receipt. */
export interface ReceiptReport {
  /** `could-not-check`: who signed it could not be found out. Never as good as genuine. */
  readonly verdict: 'genuine' | 'altered' | 'could-not-check'
  /** Who says to have checked: the name of a service by its own word, and its identity. */
  readonly by: {
    readonly id?: string
    readonly name?: string
    readonly trial: boolean
  }
  /** What it says, where it is of the form of a receipt. */
  readonly content?: ReceiptContent
  readonly checkedAt: string
}
