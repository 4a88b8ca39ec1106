import { listOf, type JsonObject } from '../../credentials/json.ts'
import { readingProblems, type CredentialKind } from '../../credentials/schema.ts'
import type { Finding } from '../check.ts'
import { member } from '../json-values.ts'

/**
 * OB 3.0 §9.1 step 1: the whole against our own statement of the Open Badges schema. A schema that the
 * credential names is not fetched: whoever names it could make it say anything; `named` counts them.
 */
export function checkSchema(credential: JsonObject, kind: CredentialKind = 'badge'): Finding {
  const named = listOf(member(credential, 'credentialSchema')).length
  const problems = readingProblems(credential, kind)
  const [first] = problems
  if (first === undefined)
    return { result: 'passed', code: 'open-badges-schema', values: { named } }
  const path = first.member === undefined ? first.path : `${first.path}/${first.member}`
  const values = { path, rule: first.rule, problems: problems.length, named }
  return { result: 'failed', code: 'schema-broken', values }
}
