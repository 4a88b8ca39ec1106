import { VerificationBody, VerificationReport } from '../../schemas/requests/verification.ts'
import { route } from '../web/route.ts'
import type { Verification } from './verification.ts'

export function verificationRoutes(verification: Verification) {
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
      answers: { 200: { description: 'The report, good or bad', schema: VerificationReport } },
      errors: [
        'unreadable-credential',
        'nothing-to-check',
        'too-large',
        'too-many-requests',
        'not-ready',
      ],
      async handle({ body }) {
        return { status: 200, body: await verification.verifyBody(body) }
      },
    }),
  ]
}
