import type { CheckName, VerificationReport } from '../../schemas/requests/verification.ts'
import type { JsonObject } from '../../src/credentials/json.ts'
import { readQr } from '../../src/images/read-qr.ts'
import {
  createVerification,
  type Verification,
  type VerificationDeps,
} from '../../src/verification/verification.ts'
import { today, type FakeNetwork } from './foreign-issuer.ts'

/** A verifier at the moment of the tests that knows nothing of its own: everything comes over the given network. */
export function verificationOver(
  network: FakeNetwork,
  deps: Partial<VerificationDeps> = {},
): Verification {
  return createVerification({
    now: () => today,
    network,
    resolveOwn: () => Promise.resolve(undefined),
    ownShare: () => Promise.resolve({ kind: 'not-ours' }),
    readQr,
    revocationReason: () => Promise.resolve(undefined),
    ...deps,
  })
}

export function checkNamed(report: VerificationReport, name: CheckName) {
  return report.checks.find((check) => check.name === name)
}

/** A copy that lacks some members. */
export function without(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
