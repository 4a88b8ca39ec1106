import type { ValidateFunction } from 'ajv'
import ajvFormats from 'ajv-formats'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { TSchema } from 'typebox'
import { AchievementCredential } from '../../schemas/open-badges/achievement-credential.ts'
import { IssuedClrCredential } from '../../schemas/open-badges/issued-clr-credential.ts'
import { IssuedEndorsementCredential } from '../../schemas/open-badges/issued-endorsement-credential.ts'
import { publishedSchemas } from '../../schemas/open-badges/published.ts'
import { readableCredentials } from '../../schemas/open-badges/reading.ts'
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
  return problemsOf(compiled(AchievementCredential), credential)
}

/** The same of an endorsement. */
export function issuedEndorsementProblems(credential: JsonObject): readonly SchemaProblem[] {
  return problemsOf(compiled(IssuedEndorsementCredential), credential)
}

/** The same of a transcript. */
export function issuedClrProblems(credential: JsonObject): readonly SchemaProblem[] {
  return problemsOf(compiled(IssuedClrCredential), credential)
}

/** @throws Error naming the places: what we are about to issue breaks the model, a fault of the caller's */
export function requireNone(problems: readonly SchemaProblem[]): void {
  if (problems.length === 0) return
  const places = problems.map(({ path, rule }) => `${path} (${rule})`).join(', ')
  throw new Error(`the credential to be issued breaks the model at ${places}`)
}

/** What a credential has to be where it stands: a badge, an endorsement of something, or a learner record. */
export type CredentialKind = keyof typeof readableCredentials

/**
 * Everything for which a credential of any origin cannot be read as one of its kind (OB 3.0 §9.1 step 1). Unknown members
 * and single values in place of arrays are fine; the data model, VC 2.0 or 1.1, goes by the first context.
 */
export function readingProblems(
  credential: JsonObject,
  kind: CredentialKind = 'badge',
): readonly SchemaProblem[] {
  return problemsOf(compiled(readableCredentials[kind][modelOf(credential)]), credential)
}

/**
 * Everything in which a credential breaks the schema that 1EdTech publishes under an address, by our own statement of it;
 * undefined for any other address. Nothing is ever fetched.
 */
export function publishedProblems(
  credential: JsonObject,
  address: string,
): readonly SchemaProblem[] | undefined {
  const statements = publishedSchemas.get(address)
  return statements && problemsOf(compiled(statements[modelOf(credential)]), credential)
}

function modelOf(credential: JsonObject): 'v1' | 'v2' {
  const contexts = credential['@context']
  const first = Array.isArray(contexts) ? contexts[0] : contexts
  return first === credentialsV1 ? 'v1' : 'v2'
}

const validators = new Map<object, ValidateFunction>()

/** Compiled at first use: it takes some milliseconds that a start should not wait for. */
function compiled(schema: TSchema): ValidateFunction {
  const known = validators.get(schema)
  if (known !== undefined) return known
  const options = {
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    allErrors: true,
  }
  const ajv = '$schema' in schema ? new Ajv2019(options) : new Ajv2020(options)
  ajvFormats.default(ajv, { mode: 'full' })
  const validate = ajv.compile(schema)
  validators.set(schema, validate)
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
