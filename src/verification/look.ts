import type { ReceiptReport } from '../../schemas/requests/receipt.ts'
import type { BadgePage } from './badge-page.ts'
import type { VerificationReport } from '../../schemas/requests/verification.ts'

/** What somebody hands in: a file, or an address or text that they pasted; or one badge of a page that they handed in. */
export type HandedIn =
  | { readonly bytes: Uint8Array }
  | { readonly pasted: string }
  | { readonly listed: string; readonly page: BadgePage }

/** What came of looking at it. */
export type Looked =
  | {
      readonly kind: 'report'
      readonly report: VerificationReport
      /** The text that was checked, out of its picture or wrapper. */
      readonly text: string
    }
  | { readonly kind: 'receipt'; readonly receipt: ReceiptReport }
  /** A page of several badges, each of which is still to be looked at. */
  | { readonly kind: 'page'; readonly page: BadgePage }
