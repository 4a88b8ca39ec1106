import {
  CheckName,
  CheckResult,
  Verdict,
  type VerificationReport,
} from '../../../schemas/requests/verification.ts'
import type { ReceiptContent } from '../../../schemas/requests/receipt.ts'
import { listOf, parseJsonObject, type Json, type JsonObject } from '../../credentials/json.ts'
import { hasType, member, named, textOf } from '../json-values.ts'
import { receiptType } from './receipt.ts'

/** A receipt is some thousand characters; a transcript's has a line for each badge inside. */
const longest = 200_000

/** The receipt that stands in a text; undefined for every other text. */
export function receiptIn(text: string): JsonObject | undefined {
  if (text.length > longest || !text.includes(`"${receiptType}"`)) return undefined
  try {
    const document = parseJsonObject(text.replace(/^\uFEFF/, '').trim())
    return hasType(document, receiptType) ? document : undefined
  } catch {
    return undefined
  }
}

/** What a receipt says; undefined where it lacks what every receipt has. Nothing in it is believed by that. */
export function contentOf(receipt: JsonObject): ReceiptContent | undefined {
  const said = member(receipt, 'credentialSubject')
  const verdict = verdicts.find((one) => one === member(said, 'verdict'))
  const verifiedAt = textOf(member(said, 'verifiedAt'))
  if (verdict === undefined || verifiedAt === undefined) return undefined
  const awardedBy = member(said, 'awardedBy')
  return {
    verdict,
    verifiedAt,
    kind: kinds.find((one) => one === member(said, 'kind')) ?? 'badge',
    ...named('digest', member(said, 'digest')),
    ...named('credentialId', member(said, 'credentialId')),
    ...named('name', member(said, 'name')),
    ...named('source', member(said, 'source')),
    ...(awardedBy === undefined
      ? {}
      : {
          awardedBy: {
            ...named('id', member(awardedBy, 'id')),
            ...named('name', member(awardedBy, 'name')),
          },
        }),
    checks: listOf(member(said, 'checks')).flatMap(checkIn),
  }
}

const verdicts = Verdict.anyOf.map((one) => one.const)
const names = CheckName.anyOf.map((one) => one.const)
const results = CheckResult.anyOf.map((one) => one.const)
const kinds: readonly NonNullable<VerificationReport['kind']>[] = [
  'badge',
  'endorsement',
  'transcript',
  'presentation',
]

function checkIn(value: Json): ReceiptContent['checks'] {
  const name = names.find((one) => one === member(value, 'name'))
  const result = results.find((one) => one === member(value, 'result'))
  if (name === undefined || result === undefined) return []
  const code = textOf(member(value, 'code')) ?? ''
  return [{ name, result, code, ...named('source', member(value, 'source')) }]
}
