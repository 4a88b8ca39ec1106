import { isJsonObject, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import { heldAgainst } from '../../credentials/named-schema.ts'
import {
  publishedProblems,
  readingProblems,
  type CredentialKind,
  type SchemaProblem,
} from '../../credentials/schema.ts'
import type { Finding } from '../check.ts'
import { hasType, member, textOf } from '../json-values.ts'
import { thisService } from '../resolve.ts'

/** JSON Schemas of others, by their addresses, that whoever runs this service has put there; none where it has not. */
export type KnownSchemas = ReadonlyMap<string, JsonObject>

/**
 * OB 3.0 §9.1 step 1: the whole against what a reader needs, and then against each schema that the credential names
 * and that 1EdTech publishes, by our own statement of it. No schema is fetched: whoever names it could make it say
 * anything. One that is not known here says nothing against a credential that is otherwise good, since it is an extra
 * that its issuer chose: it is shown as a line that could not be checked, and the verdict does not hang on it.
 */
export function checkSchema(
  credential: JsonObject,
  kind: CredentialKind = 'badge',
  known: KnownSchemas = new Map(),
): Finding {
  const schemas = listOf(member(credential, 'credentialSchema'))
  const broken = brokenBy(readingProblems(credential, kind))
  if (broken !== undefined) {
    return { ...broken, code: 'schema-broken', values: { ...broken.values, named: schemas.length } }
  }
  const findings = schemas
    .slice(0, mostSchemas)
    .map((schema) => checkNamed(credential, schema, known))
  return (
    findings.find(({ result }) => result === 'failed') ??
    findings.find(({ result }) => result === 'unknown') ??
    findings[0] ?? { result: 'passed', code: 'open-badges-schema' }
  )
}

/** One of the standard and one or two of the issuer; more would only keep us busy. */
const mostSchemas = 4

/** VC JSON Schema §2.1 has another name for the same thing. */
const validators = ['1EdTechJsonSchemaValidator2019', 'JsonSchema']

function checkNamed(credential: JsonObject, schema: Json, known: KnownSchemas): Finding {
  const address = textOf(member(schema, 'id'))?.trim() ?? ''
  const values = { schema: address }
  const kept: Finding = { result: 'passed', code: 'named-schema-kept', values, source: thisService }
  const published = validators.some((type) => hasType(schema, type))
    ? publishedProblems(credential, address)
    : undefined
  if (published !== undefined) {
    const broken = brokenBy(published)
    return broken === undefined
      ? kept
      : { ...broken, values: { ...values, ...broken.values }, source: thisService }
  }
  const document = known.get(address)
  const outcome =
    document !== undefined && isJsonObject(schema)
      ? heldAgainst(credential, schema, document)
      : 'indeterminate'
  if (outcome === 'success') return kept
  if (outcome === 'failure') return { ...kept, result: 'failed', code: 'named-schema-broken' }
  return { result: 'unknown', code: 'schema-not-known', values }
}

function brokenBy(problems: readonly SchemaProblem[]): Finding | undefined {
  const [first] = problems
  if (first === undefined) return undefined
  const path = first.member === undefined ? first.path : `${first.path}/${first.member}`
  const values = { path, rule: first.rule, problems: problems.length }
  return { result: 'failed', code: 'named-schema-broken', values }
}
