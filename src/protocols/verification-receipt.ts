import express, { Router } from 'express'
import { WaymarkError } from '../errors.ts'
import type { Receipts } from '../verification/receipts/receipts.ts'
import type { Verification } from '../verification/verification.ts'

export interface VerificationReceiptDeps {
  readonly verification: Verification
  readonly receipts: Receipts
}

/**
 * The button that saves the receipt of a check. The report's page carries the receipt, since nothing of it is kept here, and
 * gets it back as a file: only receipts that this service signed, so nobody can have us hand out a file of theirs.
 */
export function verificationReceipt({ verification, receipts }: VerificationReceiptDeps): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '300kb' })
  router.post('/verify/receipt', form, async (request, response) => {
    const body: unknown = request.body
    const sent: unknown =
      typeof body === 'object' && body !== null ? Reflect.get(body, 'receipt') : undefined
    if (typeof sent !== 'string') throw new WaymarkError('invalid-request')
    // A form turns every line end into CR LF.
    const text = sent.replaceAll('\r\n', '\n')
    const looked = await verification.look({ pasted: text })
    if (looked.kind !== 'receipt' || !receipts.isOwn(looked.receipt)) {
      throw new WaymarkError('invalid-request')
    }
    const day = looked.receipt.content?.verifiedAt.slice(0, 10) ?? ''
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Disposition', `attachment; filename="receipt-${day}.json"`)
      .type('application/vc')
      .send(Buffer.from(text))
  })
  return router
}
