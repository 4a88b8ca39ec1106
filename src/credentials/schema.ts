import type { ValidateFunction } from 'ajv'
import ajvFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { AchievementCredential } from '../../schemas/open-badges/achievement-credential.ts'
import { ReadCredential, ReadCredentialV1 } from '../../schemas/open-badges/reading.ts'
import { credentialsV1 } from './contexts/contexts.ts'
import type { JsonObject } from './json.ts'

/** One thing wrong with a credential. */
export interface SchemaProblem {
  /** JSON Pointer (RFC 6901) to the value, or to the object that lacks a member. */
  readonly path: string
  /** The JSON Schema keyword that was broken, as `required` or `format`. */
  readonly rule: string
  /** The member that is missing or not allowed. */
  readonly member?: string
}

/** More than these are never listed. */
const mostProblems = 20

/** Everything in which an unsigned credential differs from the form in which we issue; empty where it is good. */
export function issuedProblems(credential: JsonObject): readonly SchemaProblem[] {
  return problemsOf(compiled('issued'), credential)
}

/**
 * Everything for which a credential of any origin cannot be read as an Open Badge (OB 3.0 §9.1 step 1). Unknown members
 * and single values in place of arrays are fine; the data model, VC 2.0 or 1.1, goes by the first context.
 */
export function readingProblems(credential: JsonObject): readonly SchemaProblem[] {
  const contexts = credential['@context']
  const first = Array.isArray(contexts) ? contexts[0] : contexts
  return problemsOf(compiled(first === credentialsV1 ? 'read-v1' : 'read'), credential)
}

const schemas = {
  issued: AchievementCredential,
  read: ReadCredential,
  'read-v1': ReadCredentialV1,
} as const
type SchemaName = keyof typeof schemas

const validators = new Map<SchemaName, ValidateFunction>()

/** Compiled at first use: it takes some milliseconds that a start should not wait for. */
function compiled(name: SchemaName): ValidateFunction {
  const known = validators.get(name)
  if (known !== undefined) return known
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allErrors: true,
  })
  ajvFormats.default(ajv, { mode: 'full' })
  const validate = ajv.compile(schemas[name])
  validators.set(name, validate)
  return validate
}

function problemsOf(validate: ValidateFunction, credential: JsonObject): readonly SchemaProblem[] {
  if (validate(credential)) return []
  const problems = new Map<string, SchemaProblem>()
  for (const { instancePath, keyword, params } of validate.errors ?? []) {
    const { missingProperty, additionalProperty }: Record<string, unknown> = params
    const member = missingProperty ?? additionalProperty
    const problem = {
      path: instancePath,
      rule: keyword,
      ...(typeof member === 'string' ? { member } : {}),
    }
    problems.set(JSON.stringify(problem), problem)
    if (problems.size === mostProblems) break
  }
  return [...problems.values()]
}
