import { VerificationAnswer, VerificationBody } from '../../schemas/requests/verification.ts'
import { parseJsonObject } from '../credentials/json.ts'
import { route } from '../web/route.ts'
import type { Receipts } from './receipts/receipts.ts'
import type { Verification } from './verification.ts'

export interface VerificationRouteDeps {
  readonly verification: Verification
  readonly receipts: Receipts
}

export function verificationRoutes({ verification, receipts }: VerificationRouteDeps) {
  return [
    route({
      method: 'post',
      writes: false,
      path: '/api/v1/verifications',
      operationId: 'verifyCredential',
      tag: 'Verification',
      summary: 'Check a credential: JSON, JWT, a file, or an address. Nothing is kept',
      access: 'anyone',
      body: VerificationBody,
      answers: { 200: { description: 'The report, good or bad', schema: VerificationAnswer } },
      errors: [
        'unreadable-credential',
        'nothing-to-check',
        'too-many-badges',
        'too-large',
        'too-many-requests',
        'not-ready',
      ],
      async handle({ body }) {
        const report = await verification.verifyBody(body)
        const receipt = body.receipt === true ? await receipts.of(report) : undefined
        return {
          status: 200,
          body: {
            ...report,
            ...(receipt === undefined ? {} : { receipt: parseJsonObject(receipt) }),
          },
        }
      },
    }),
  ]
}
