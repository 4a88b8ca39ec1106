import type {
  CheckName,
  CheckResult,
  VerificationReport,
} from '../../schemas/requests/verification.ts'

/** One line of a report. `code` is stable and names the sentence that is shown. */
export type Check = VerificationReport['checks'][number]

/** What a check found; who ran it adds the name and the time. */
export interface Finding {
  readonly result: CheckResult
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
  readonly source?: string
  /** Of a proof: its holder could have left out when the credential ends, or where it can be taken back. */
  readonly inPart?: true
}

export function checkOf(
  name: CheckName,
  at: string,
  { result, code, values, source }: Finding,
): Check {
  return {
    name,
    result,
    code,
    ...(values === undefined ? {} : { values: { ...values } }),
    ...(source === undefined ? {} : { source }),
    at,
  }
}
