import type { ReceiptReport } from '../../../schemas/requests/receipt.ts'
import type { VerificationReport } from '../../../schemas/requests/verification.ts'
import { parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import { receiptOf, type ReceiptWriter } from './receipt.ts'

/** What this service says in writing of its checks. None of it is kept. */
export interface Receipts {
  /** A signed receipt of a report, laid out to be read: JSON, `application/vc`. */
  of(report: VerificationReport): Promise<string>
  /** Whether a receipt is a good one of this very service. */
  isOwn(receipt: ReceiptReport): boolean
}

export interface ReceiptsDeps {
  readonly writer: ReceiptWriter
  readonly newUuid: () => string
  /** Signs with a key that the writer's own document lists. */
  readonly sign: (unsigned: JsonObject) => Promise<string>
}

export function createReceipts({ writer, newUuid, sign }: ReceiptsDeps): Receipts {
  return {
    async of(report) {
      const signed = await sign(receiptOf(report, { id: `urn:uuid:${newUuid()}`, writer }))
      return `${JSON.stringify(parseJsonObject(signed), null, 2)}\n`
    },
    isOwn: ({ verdict, by }) => verdict === 'genuine' && by.id === writer.id,
  }
}
