import type { Json, JsonObject } from '../json.ts'
import type { DataModelVersion } from './context.ts'
import { none, problem, type DataModelProblem } from './problem.ts'

const names = {
  '1.1': { from: 'issuanceDate', until: 'expirationDate' },
  '2.0': { from: 'validFrom', until: 'validUntil' },
} as const

/**
 * VC Data Model 2.0 §4.9: `validFrom` and `validUntil`, where they are there, are dateTimeStamps in that order. In VC
 * Data Model 1.1 they are `issuanceDate`, which is required, and `expirationDate`.
 * https://www.w3.org/TR/vc-data-model-2.0/#validity-period
 */
export function validityPeriodProblems(
  credential: JsonObject,
  version: DataModelVersion,
): readonly DataModelProblem[] {
  const { from, until } = names[version]
  if (version === '1.1' && !Object.hasOwn(credential, from)) return problem(`/${from}`, 'required')
  const wrong = [from, until].filter(
    (name) => Object.hasOwn(credential, name) && momentOf(credential[name]) === undefined,
  )
  if (wrong.length > 0) return wrong.flatMap((name) => problem(`/${name}`, 'format'))
  const start = momentOf(credential[from])
  const end = momentOf(credential[until])
  return start !== undefined && end !== undefined && end < start
    ? problem(`/${until}`, 'order')
    : none
}

/** An XML Schema dateTimeStamp: a dateTime with its zone. */
function momentOf(value: Json | undefined): number | undefined {
  const form = /^-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
  if (typeof value !== 'string' || !form.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : time
}
